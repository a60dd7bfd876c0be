import { describe, expect, test } from 'vitest';
import { createNormaliser, reasons } from './normalise.ts';

const a = `${'ab12'.repeat(16)}`;
const b = `${'cd34'.repeat(16)}`;

describe('normalise', () => {
  test('ids are numbered as they appear, and their short forms with them', () => {
    const normalise = createNormaliser();
    expect(normalise('docker run -d busybox', `${a}\n`)).toBe('<id-1>\n');
    expect(normalise('docker ps -q', `${b.slice(0, 12)}\n${a.slice(0, 12)}\n`)).toBe(
      '<id-2:12>\n<id-1:12>\n',
    );
    expect(normalise('docker wait', `sha256:${b}`)).toBe('sha256:<id-2>');
    expect(normalise('echo', 'deadbeefcafe is a word\n')).toBe('deadbeefcafe is a word\n');
  });

  test('a table is set again around what was replaced', () => {
    const table = (age: string, name: string) =>
      [
        `CONTAINER ID   IMAGE     COMMAND   CREATED${' '.repeat(age.length - 4)}STATUS          PORTS     NAMES`,
        `${a.slice(0, 12)}   busybox   "sh"      ${age}   Up 10 seconds             ${name}`,
        '',
      ].join('\n');
    const expected =
      'CONTAINER ID   IMAGE     COMMAND   CREATED          STATUS          PORTS   NAMES\n' +
      '<id-1:12>      busybox   "sh"      <duration> ago   Up <duration>           <name-1>\n';
    expect(createNormaliser()('docker ps', table('10 seconds ago', 'happy_turing'))).toBe(expected);
    expect(createNormaliser()('docker ps', table('Less than a second ago', 'angry_lamarr7'))).toBe(expected);
  });

  test('a table whose cells do not stand under their headings stays as it is', () => {
    const crooked = 'CONTAINER ID   IMAGE   NAMES\nabc busyboxbusybox   x\n';
    expect(createNormaliser()('docker ps', crooked)).toBe(crooked);
  });

  test('PIDs of the host are numbered, those inside a container are not told apart', () => {
    const normalise = createNormaliser();
    const top =
      'UID    PID    PPID    C    STIME   TTY   TIME       CMD\nroot   4242   4200    0    10:01   ?     00:00:00   sleep 9\n';
    expect(normalise('docker top x', top)).toBe(
      'UID PID PPID C STIME TTY TIME CMD\nroot <pid-1> <pid-2> <cpu> <time> ? <cpu> sleep 9\n',
    );
    expect(normalise('ps -o pid,args', '    PID COMMAND\n   4242 sleep 9\n')).toBe(
      'PID COMMAND\n<pid-1> sleep 9\n',
    );
    expect(
      normalise('docker exec x ps', 'PID   USER     COMMAND\n    1 root     sleep 9\n    7 root     ps\n'),
    ).toBe('PID USER COMMAND\n1 root sleep 9\n<pid> root ps\n');
    expect(normalise('docker run', "docker: --pid: invalid PID mode\n\nRun 'docker run --help'\n")).toBe(
      "docker: --pid: invalid PID mode\n\nRun 'docker run --help'\n",
    );
  });

  test('times, and nothing that only looks like them', () => {
    const normalise = createNormaliser();
    const text =
      '"StartedAt": "2026-11-20T18:21:37.1234Z", "FinishedAt": "0001-01-01T00:00:00Z", "Pid": 4242, "Pid": 0';
    expect(normalise('docker inspect x', text)).toBe(
      '"StartedAt": "<time>", "FinishedAt": "0001-01-01T00:00:00Z", "Pid": <pid>, "Pid": 0',
    );
    expect(normalise('date', 'Fri Nov 20 18:20:00 UTC 2026\n')).toBe('<date>\n');
    expect(normalise('echo', 'sleep 5; 3 seconds later; Up we go\n')).toBe(
      'sleep 5; 3 seconds later; Up we go\n',
    );
  });

  test('bash’s own account of itself', () => {
    const normalise = createNormaliser();
    expect(normalise('nosuch', 'sh: line 4: nosuch: command not found\n')).toBe(
      'bash: line <n>: nosuch: command not found\n',
    );
    expect(normalise('sleep 5 &', '[1] 4242\n')).toBe('[1] <pid>\n');
  });

  test('every rule has a reason', () => {
    for (const reason of reasons) expect(reason.length).toBeGreaterThan(20);
  });

  test('a list of changes is sorted by path, and what stands around it stays', () => {
    const listed = 'first\nC /tmp\nA /tmp/t\nC /etc\nD /etc/group\nlast\n';
    expect(createNormaliser()('docker diff box', listed)).toBe(
      'first\nC /etc\nD /etc/group\nC /tmp\nA /tmp/t\nlast\n',
    );
  });
});
