import { expect, test } from 'vitest';
import { containerProcesses, hostProcesses } from '../../src/live/process-table.ts';

test('the host’s ps, wherever its columns stand', () => {
  const named =
    '    PID    PPID STAT COMMAND\n      1       0 Ss   systemd\n     42       1 I<   tmux: server\n     43      42 Z    sleep\n';
  const listed = '    PID COMMAND\n      1 /sbin/init splash\n     42 tmux new\n';
  const expected = [
    { pid: 1, ppid: 0, state: 'S', comm: 'systemd', args: ['/sbin/init', 'splash'] },
    { pid: 42, ppid: 1, state: 'S', comm: 'tmux: server', args: ['tmux', 'new'] },
    { pid: 43, ppid: 42, state: 'Z', comm: 'sleep', args: [] },
  ];
  expect(hostProcesses(named, listed)).toEqual(expected);
  const onMac = 'PPID  PID STAT COMM\n   0    1 Ss   /sbin/launchd\n';
  expect(hostProcesses(onMac, '  PID ARGS\n    1 /sbin/launchd -s\n')).toEqual([
    { pid: 1, ppid: 0, state: 'S', comm: 'launchd', args: ['/sbin/launchd', '-s'] },
  ]);
});

test('what a container’s /proc says, without the one who looks', () => {
  const mark = '\u0001vmvscontainer\u0001';
  const block = (stat: string, cmdline: string) => `${mark}${stat} 1 1 0 -1\n${cmdline}`;
  const printed = [
    '9\n',
    block('1 (sh) S 0', 'sh\0-c\0echo "a b"; sleep 9\0'),
    block('7 (a) b) Z 1', ''),
    block('9 (sh) R 0', 'sh\0-c\0look\0'),
    mark,
  ].join('');
  expect(containerProcesses(printed)).toEqual([
    { pid: 1, ppid: 0, state: 'S', comm: 'sh', args: ['sh', '-c', 'echo "a b"; sleep 9'] },
    { pid: 7, ppid: 1, state: 'Z', comm: 'a) b', args: [] },
  ]);
});
