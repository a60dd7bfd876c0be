/** sshd as the other half of ssh.ts: one child a connection, which runs the command line with the login shell. Left out: all that ssh.ts leaves out. sshd(8). */
import { type Fd, type Program, type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { FrameReader, frame, SSH_PORT } from './ssh-frames.ts';

const SHELL = '/bin/bash';
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
  const reader = new FrameReader(sys, connection);
  const first = yield* reader.next();
  if (first?.kind !== 'command') return;
  const [inRead, inWrite] = sys.pipe();
  const [outRead, outWrite] = sys.pipe();
  const [errRead, errWrite] = sys.pipe();
  const command = new TextDecoder().decode(first.data);
  const pid = sys.clone({}, (child) => shell(child, command, [inRead, outWrite, errWrite]));
  for (const fd of [inRead, outWrite, errWrite]) sys.close(fd);
  try {
    yield* pass(sys, new Input(sys, connection, reader, inWrite), [outRead, errRead]);
    const waited = yield* sys.wait4(pid);
    const code = waited?.status.kind === 'exited' ? waited.status.code : 255;
    yield* sys.write(connection, frame('exit', Uint8Array.of(code)));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* shell(sys: Sys, command: string, stdio: readonly Fd[]): Program {
  sys.setsid();
  for (const [to, from] of stdio.entries()) sys.dup2(from, to);
  for (let fd = 3; fd < 16; fd += 1) closeIfOpen(sys, fd);
  return yield* sys.execve(SHELL, ['bash', '-c', command], new Map(ENVIRONMENT));
}

function closeIfOpen(sys: Sys, fd: Fd): void {
  try {
    sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** What the other side sends, on its way to the command: from a process of its own once there is any, see ssh.ts. */
class Input {
  readonly #sys: Sys;
  readonly connection: Fd;
  readonly #reader: FrameReader;
  readonly #to: Fd;
  open = true;

  constructor(sys: Sys, connection: Fd, reader: FrameReader, to: Fd) {
    this.#sys = sys;
    this.connection = connection;
    this.#reader = reader;
    this.#to = to;
  }

  /** Whether it came with the command. */
  get waits(): boolean {
    return this.open && this.#reader.ready;
  }

  /** The connection has something: the end, or the first of the input. */
  *hear(): Task<void> {
    this.open = false;
    const first = yield* this.#reader.next();
    if (first !== null && first.data.length > 0) {
      this.#sys.clone({}, (child) => feed(child, this.#reader.heldBy(child), this.#to, first.data));
    }
    this.#sys.close(this.#to);
  }
}

function* feed(sys: Sys, reader: FrameReader, to: Fd, first: Uint8Array): Program {
  let data: Uint8Array = first;
  try {
    while (data.length > 0) {
      yield* sys.write(to, data);
      data = (yield* reader.next())?.data ?? new Uint8Array(0);
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  return 0;
}

function* pass(sys: Sys, input: Input, [out, err]: readonly [Fd, Fd]): Task<void> {
  const open = new Map<Fd, 'stdout' | 'stderr'>([
    [out, 'stdout'],
    [err, 'stderr'],
  ]);
  while (open.size > 0) {
    if (input.waits) yield* input.hear();
    const asked = [...open.keys(), ...(input.open ? [input.connection] : [])];
    for (const fd of yield* sys.poll(asked, null)) {
      if (fd === input.connection) {
        yield* input.hear();
        continue;
      }
      const data = yield* sys.read(fd, 65536);
      if (data.length === 0) open.delete(fd);
      else yield* sys.write(input.connection, frame(open.get(fd) ?? 'stdout', data));
    }
  }
}
