/** unshare, nsenter, lsns and chroot over the kernel's namespaces; the outputs are those of util-linux 2.41 on the engine's host (2026-11-20). */
import { expect, test } from 'vitest';
import { sh } from '../shell/host.ts';

test('a new PID namespace with its own /proc shows one process, PID 1', () => {
  expect(sh('bash', 'unshare -p -f --mount-proc ps')).toEqual({
    stdout: '    PID TTY          TIME CMD\n      1 ?        00:00:00 ps\n',
    stderr: '',
    code: 0,
  });
});

test('a host name set in a new UTS namespace stays there', () => {
  expect(sh('bash', "unshare -u sh -c 'hostname inner; hostname'; hostname").stdout).toBe('inner\nbox\n');
});

test('nsenter sees the host name of the process it enters', () => {
  const line =
    "unshare -u sh -c 'hostname inner; exec sleep 5' & sleep 1; nsenter -t $! -u hostname; hostname";
  expect(sh('bash', line).stdout).toBe('inner\nbox\n');
});

test('lsns counts a namespace more while somebody is in it', () => {
  const count = (line: string): number => sh('bash', line).stdout.trimEnd().split('\n').length;
  expect(count('unshare -u sleep 5 & sleep 1; lsns -t uts')).toBe(
    count('sleep 5 & sleep 1; lsns -t uts') + 1,
  );
});

test('unshare -f passes the exit status on', () => {
  expect(sh('bash', "unshare -p -f sh -c 'exit 7'").code).toBe(7);
});

test('chroot makes a directory the root of the command', () => {
  expect(sh('bash', 'chroot /busybox /bin/ls /').stdout).toBe('bin\n');
});
