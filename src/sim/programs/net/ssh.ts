/**
 * ssh as `ssh HOST COMMAND`: runs a command line on another machine. Invariants: it is a connection over the model's network to a server there (sshd.ts), so it fails
 * as any connection fails; the exit code is the command's. Left out: encryption and keys (the machines trust each other), a remote terminal, forwarding. ssh(1).
 */
import { strerror } from '../../kernel/errno.ts';
import { type Program, type ProgramMain, STDERR, STDOUT, type Sys, SysError } from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { resolveName } from './resolver.ts';
import { FrameReader, frame, SSH_PORT } from './ssh-frames.ts';

export const ssh: ProgramMain = function* sshMain(sys: Sys, argv: readonly string[]): Program {
  const words = argv.slice(1);
  while (words[0]?.startsWith('-')) {
    const option = words.shift() ?? '';
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
  return yield* run(sys, target.split('@').at(-1) ?? target, command.join(' '));
};

function* run(sys: Sys, host: string, command: string): Program {
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
    return yield* converse(sys, fd, host);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    yield* err(sys, `ssh: connect to host ${host} port ${SSH_PORT}: ${strerror(error.errno)}\n`);
    return 255;
  }
}

function* converse(sys: Sys, fd: number, host: string): Program {
  const reader = new FrameReader(sys, fd);
  for (;;) {
    const got = yield* reader.next();
    if (got === null) {
      yield* err(sys, `Connection to ${host} closed by remote host.\n`);
      return 255;
    }
    if (got.kind === 'exit') return got.data[0] ?? 255;
    yield* sys.write(got.kind === 'stderr' ? STDERR : STDOUT, got.data);
  }
}
