/**
 * ssh as `ssh HOST COMMAND`: runs a command line on another machine. Invariants: it is a connection over the model's network to a server there (sshd.ts), so it fails
 * as any connection fails; what ssh reads the command can read, and its exit code is the command's. Left out: encryption and keys (the machines trust each other), a remote terminal, forwarding. ssh(1).
 */
import { strerror } from '../../kernel/errno.ts';
import {
  type Fd,
  type Program,
  type ProgramMain,
  STDERR,
  STDIN,
  STDOUT,
  type Sys,
  SysError,
  type Task,
} from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { resolveName } from './resolver.ts';
import { FrameReader, frame, SSH_PORT } from './ssh-frames.ts';

/** What Debian's package prints. */
const VERSION = 'OpenSSH_10.0p2 Debian-7, OpenSSL 3.5.4 30 Sep 2025';

export const ssh: ProgramMain = function* sshMain(sys: Sys, argv: readonly string[]): Program {
  const words = argv.slice(1);
  let sends = true;
  while (words[0]?.startsWith('-')) {
    const option = words.shift() ?? '';
    if (option === '-V') {
      yield* err(sys, `${VERSION}\n`);
      return 0;
    }
    if (option === '-n') sends = false;
    if (option === '-o' || option === '-p' || option === '-l') words.shift();
    else if (!['-q', '-n', '-T'].includes(option)) {
      yield* err(sys, `ssh: option ${option} is not modelled by this simulator; ssh HOST COMMAND is\n`);
      return 255;
    }
  }
  const [target, ...command] = words;
  if (target === undefined) {
    yield* err(
      sys,
      'usage: ssh [-nqT] [-l login_name] [-o option] [-p port] destination [command [argument ...]]\n',
    );
    return 255;
  }
  if (command.length === 0) {
    yield* err(
      sys,
      `ssh: a login at ${target} is not modelled by this simulator; say the command: ssh ${target} COMMAND\n`,
    );
    return 255;
  }
  return yield* run(sys, target.split('@').at(-1) ?? target, command.join(' '), sends);
};

function* run(sys: Sys, host: string, command: string, sends: boolean): Program {
  const found = yield* resolveName(sys, host);
  if (found.kind !== 'found') {
    const why =
      found.kind === 'failed' ? 'Temporary failure in name resolution' : 'Name or service not known';
    yield* err(sys, `ssh: Could not resolve hostname ${host}: ${why}\n`);
    return 255;
  }
  const fd = sys.socket('stream');
  try {
    yield* sys.connect(fd, { address: found.address, port: SSH_PORT });
    yield* sys.write(fd, frame('command', command));
    return yield* converse(sys, fd, host, sends);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    yield* err(sys, `ssh: connect to host ${host} port ${SSH_PORT}: ${strerror(error.errno)}\n`);
    return 255;
  }
}

function* converse(sys: Sys, fd: Fd, host: string, sends: boolean): Program {
  const reader = new FrameReader(sys, fd);
  const input = new Input(sys, fd);
  if (!sends) yield* input.end();
  for (;;) {
    if (!reader.ready) yield* input.untilHeard();
    const got = yield* reader.next();
    if (got === null) {
      yield* err(sys, `Connection to ${host} closed by remote host.\n`);
      return 255;
    }
    if (got.kind === 'exit') {
      yield* input.stop();
      return got.data[0] ?? 255;
    }
    yield* sys.write(got.kind === 'stderr' ? STDERR : STDOUT, got.data);
  }
}

/**
 * What ssh reads, on its way to the other side. Once there is any it goes from a process of its own, so that a command that
 * writes before it reads holds up neither way; the real program does the same with writes that do not block.
 */
class Input {
  readonly #sys: Sys;
  readonly #fd: Fd;
  #open = true;
  #feeder: number | null = null;

  constructor(sys: Sys, fd: Fd) {
    this.#sys = sys;
    this.#fd = fd;
  }

  *end(): Task<void> {
    this.#open = false;
    yield* this.#sys.write(this.#fd, frame('stdin', ''));
  }

  /** Until the other side says something; meanwhile the input is looked after. */
  *untilHeard(): Task<void> {
    const sys = this.#sys;
    while (this.#open && this.#feeder === null) {
      const ready = yield* sys.poll([this.#fd, STDIN], null);
      if (ready.includes(this.#fd)) return;
      const data = yield* sys.read(STDIN, 65536);
      if (data.length === 0) yield* this.end();
      else this.#feed(data);
    }
  }

  #feed(first: Uint8Array): void {
    this.#feeder = this.#sys.clone({}, (child) => feed(child, this.#fd, first));
  }

  *stop(): Task<void> {
    if (this.#feeder === null) return;
    this.#sys.kill(this.#feeder, 'KILL');
    yield* this.#sys.wait4('any');
  }
}

function* feed(sys: Sys, fd: Fd, first: Uint8Array): Program {
  for (let data = first; ; data = yield* sys.read(STDIN, 65536)) {
    yield* sys.write(fd, frame('stdin', data));
    if (data.length === 0) return 0;
  }
}
