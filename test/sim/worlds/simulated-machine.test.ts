import { expect, test } from 'vitest';
import { freshMachine, lastSaid, say } from './answers.ts';

test('a busy loop ends with one clear line, and the shell goes on', async () => {
  const machine = freshMachine({ limits: { steps: 20_000 } });
  expect(await say(machine, 'while :; do :; done')).toMatchObject({
    stdout: '',
    stderr: 'vmvscontainer: the simulator stopped this command: it keeps the processor busy without end.\n',
    exitCode: 137,
    kind: 'timed-out',
  });
  expect(await lastSaid(machine, 'echo next')).toEqual({ stdout: 'next\n', stderr: '', exitCode: 0 });
});

test('endless output is cut', async () => {
  const machine = freshMachine({ limits: { outputBytes: 10_000 } });
  const { stdout, stderr, exitCode } = await say(machine, 'yes');
  expect(stdout.slice(0, 4)).toBe('y\ny\n');
  expect(stderr).toBe('vmvscontainer: the simulator stopped this command: it prints without end.\n');
  expect(exitCode).toBe(137);
});

test('what can never go on is told', async () => {
  const said = await say(freshMachine(), 'docker run --rm busybox sleep 100000');
  expect(said.stderr).toBe(
    'vmvscontainer: the simulator stopped this command: a whole simulated day has passed in it.\n',
  );
  expect(said.kind).toBe('timed-out');
});

test('exit gives its status and a new shell in the old machine', async () => {
  const machine = freshMachine();
  expect(await lastSaid(machine, 'docker create --name stays busybox', 'exit 3')).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 3,
  });
  const line = `pwd; docker ps -a --format '{{.Names}}'`;
  expect(await lastSaid(machine, line)).toEqual({ stdout: '/root/work\nstays\n', stderr: '', exitCode: 0 });
});

test('sleep takes virtual time only, and stop ends what runs', async () => {
  const machine = freshMachine();
  expect((await say(machine, 'sleep 10')).tookMs).toBeGreaterThanOrEqual(10_000);
  const run = machine.run('while :; do :; done');
  run.stop();
  expect(await run.exit).toMatchObject({ kind: 'stopped', exitCode: 130 });
  expect(await lastSaid(machine, 'echo next')).toEqual({ stdout: 'next\n', stderr: '', exitCode: 0 });
});

test('a journal replayed on a second machine gives the same ids, times and processes', async () => {
  const lines = [
    'docker run -d --name one busybox sleep 1000',
    'sleep 2',
    'docker run --name two busybox nosuchcmd',
  ];
  const first = freshMachine({ elapsedMs: () => 1500 });
  await lastSaid(first, ...lines);
  const second = freshMachine();
  await second.replay(first.journal());
  const question = { kind: 'containers' } as const;
  expect(await second.observe(question)).toEqual(await first.observe(question));
  const host = { kind: 'processes', of: { kind: 'host' } } as const;
  expect(await second.observe(host)).toEqual(await first.observe(host));
  expect(first.journal().entries).toEqual([
    { kind: 'waited', ms: 1500 },
    { kind: 'ran', commandLine: lines[0] },
    { kind: 'waited', ms: 1500 },
    { kind: 'ran', commandLine: lines[1] },
    { kind: 'waited', ms: 1500 },
    { kind: 'ran', commandLine: lines[2] },
  ]);
});

test('prepare begins afresh with the same seed', async () => {
  const machine = freshMachine();
  const run = 'docker run -d --name same busybox sleep 1000';
  const before = await lastSaid(machine, run);
  await machine.prepare();
  expect(await lastSaid(machine, run)).toEqual(before);
});

test('the host is a Debian with systemd, and a container process is one of its own', async () => {
  const machine = freshMachine();
  await lastSaid(machine, 'docker run -d --name seen busybox sleep 1000');
  const host = await machine.observe({ kind: 'processes', of: { kind: 'host' } });
  const rows = host.known && host.value !== null ? host.value : [];
  expect(rows.map(({ comm }) => comm)).toEqual([
    'systemd',
    'systemd-journal',
    'systemd-udevd',
    'systemd-network',
    'cron',
    'dbus-daemon',
    'systemd-logind',
    'containerd',
    'sshd',
    'agetty',
    'dockerd',
    'sshd-session',
    'bash',
    'containerd-shim',
    'sleep',
  ]);
  const shim = rows.find(({ comm }) => comm === 'containerd-shim');
  expect(shim?.ppid).toBe(1);
  expect(rows.find(({ comm }) => comm === 'sleep')?.ppid).toBe(shim?.pid);
});

test('completion: verbs, flags, containers, commands, files', async () => {
  const machine = freshMachine();
  await lastSaid(machine, 'docker create --name alpha busybox');
  const complete = (line: string) => machine.complete(line, line.length);
  expect(await complete('docker ru')).toEqual(['run']);
  expect(await complete('docker container ren')).toEqual(['rename']);
  expect(await complete('docker run --health-r')).toEqual(['--health-retries']);
  expect(await complete('docker rm al')).toEqual(['alpha']);
  expect(await complete('docker run busy')).toEqual(['busybox']);
  expect(await complete('dock')).toEqual(['docker', 'docker-init', 'docker-proxy', 'dockerd']);
  expect(await complete('cat /etc/os-r')).toEqual(['/etc/os-release']);
});
