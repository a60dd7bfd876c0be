/** sshd as the other half of ssh.ts: one child a connection, which runs the command line with the login shell. Left out: all that ssh.ts leaves out. sshd(8). */
import { type Fd, type Program, type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { FrameReader, frame, SSH_PORT } from './ssh-frames.ts';

const SHELL = '/bin/sh';
const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ['HOME', '/root'],
  ['USER', 'root'],
  ['SHELL', SHELL],
];

export const sshd: ProgramMain = function* sshdMain(sys: Sys): Program {
  const fd = sys.socket('stream');
  sys.bind(fd, { address: '0.0.0.0', port: SSH_PORT });
  sys.listen(fd, 128);
  sys.sigaction('CHLD', { kind: 'ignore' });
  for (;;) {
    const connection = yield* sys.accept(fd);
    sys.clone({}, function* (child) {
      child.close(fd);
      child.sigaction('CHLD', { kind: 'default' });
      yield* session(child, connection);
      return 0;
    });
    sys.close(connection);
  }
};

function* session(sys: Sys, connection: Fd): Task<void> {
  const first = yield* new FrameReader(sys, connection).next();
  if (first?.kind !== 'command') return;
  const [outRead, outWrite] = sys.pipe();
  const [errRead, errWrite] = sys.pipe();
  const pid = sys.clone({}, (child) =>
    shell(child, new TextDecoder().decode(first.data), outWrite, errWrite),
  );
  sys.close(outWrite);
  sys.close(errWrite);
  try {
    yield* pass(
      sys,
      connection,
      new Map([
        [outRead, 'stdout'],
        [errRead, 'stderr'],
      ]),
    );
    const waited = yield* sys.wait4(pid);
    const code = waited?.status.kind === 'exited' ? waited.status.code : 255;
    yield* sys.write(connection, frame('exit', Uint8Array.of(code)));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* shell(sys: Sys, command: string, out: Fd, err: Fd): Program {
  sys.setsid();
  const nothing = yield* sys.open('/dev/null', ['read']);
  sys.dup2(nothing, 0);
  sys.dup2(out, 1);
  sys.dup2(err, 2);
  for (let fd = 3; fd < 16; fd += 1) closeIfOpen(sys, fd);
  return yield* sys.execve(SHELL, ['sh', '-c', command], new Map(ENVIRONMENT));
}

function closeIfOpen(sys: Sys, fd: Fd): void {
  try {
    sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* pass(sys: Sys, connection: Fd, open: Map<Fd, 'stdout' | 'stderr'>): Task<void> {
  while (open.size > 0) {
    for (const fd of yield* sys.poll([...open.keys()], null)) {
      const data = yield* sys.read(fd, 65536);
      if (data.length === 0) open.delete(fd);
      else yield* sys.write(connection, frame(open.get(fd) ?? 'stdout', data));
    }
  }
}
