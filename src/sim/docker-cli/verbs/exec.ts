/** docker exec. */
import { EngineError } from '../../engine/errors.ts';
import { type ExecRequest, execInContainer, execTarget } from '../../engine/exec.ts';
import { Inbox } from '../../engine/inbox.ts';
import { STDIN, STDOUT, type Task } from '../../kernel/sys.ts';
import type { Cli, Verb } from '../cli.ts';
import type { Flags } from '../flags.ts';
import { environmentOf } from '../run-options.ts';
import { type StreamEvent, stream } from '../stream.ts';
import { requireTerminal } from './run.ts';

export const exec: Verb = {
  args: { least: 2, most: null },
  interspersed: false,
  modelled: ['detach', 'env', 'interactive', 'privileged', 'tty', 'user', 'workdir'],
  *run(cli, { flags, args: [name = '', ...argv] }) {
    const container = yield* cli.ask((engine) => execTarget(engine, name));
    if (flags.on('tty') && flags.on('interactive') && !flags.on('detach')) requireTerminal(cli);
    const request = requestOf(cli, flags, argv);
    const events = new Inbox<StreamEvent>(cli.sys);
    try {
      const { process } = yield* cli.call((engine) =>
        execInContainer(engine, container, request, {
          onOutput: (stream_, data) => events.push({ kind: 'output', stream: stream_, data }),
          onExit: (code) => events.push({ kind: 'exit', code }),
        }),
      );
      if (flags.on('detach')) return 0;
      return yield* follow(cli, request, events, (data) => process.input(data));
    } catch (error) {
      if (!(error instanceof EngineError) || !error.message.startsWith('OCI runtime')) throw error;
      yield* cli.out(`${error.message}\r\n`);
      return error.runExitCode;
    }
  },
};

function requestOf(cli: Cli, flags: Flags, argv: readonly string[]): ExecRequest {
  return {
    argv,
    user: flags.text('user') ?? '',
    env: environmentOf(cli.sys, flags.list('env')),
    cwd: flags.text('workdir') ?? '',
    tty: flags.on('tty'),
    stdin: flags.on('interactive'),
    privileged: flags.on('privileged'),
    winsize: flags.on('tty') && cli.sys.isatty(STDOUT) ? cli.sys.getWinsize(STDOUT) : { rows: 0, columns: 0 },
  };
}

function* follow(
  cli: Cli,
  request: ExecRequest,
  events: Inbox<StreamEvent>,
  input: (data: Uint8Array | null) => void,
): Task<number> {
  const raw = request.tty && request.stdin;
  if (raw) cli.sys.setRawMode(STDIN, true);
  try {
    return yield* stream(cli, events, { input: request.stdin ? input : null, onSignal: null });
  } finally {
    if (raw) cli.sys.setRawMode(STDIN, false);
  }
}
