/** docker exec. */
import { EngineError } from '../../engine/errors.ts';
import { type ExecRequest, execInContainer, execTarget } from '../../engine/exec.ts';
import { Inbox } from '../../engine/inbox.ts';
import type { ShimProcess } from '../../engine/shim.ts';
import { STDOUT, type Task } from '../../kernel/sys.ts';
import { type Cli, CliError, type Verb } from '../cli.ts';
import { detachSequence, parseDetachKeys } from '../detach-keys.ts';
import type { Flags } from '../flags.ts';
import { readLineFiles } from '../line-files.ts';
import { environmentOf } from '../run-options.ts';
import { type StreamEvent, sayDetached, stream } from '../stream.ts';
import { requireTerminal } from './run.ts';

export const exec: Verb = {
  args: { least: 2, most: null },
  interspersed: false,
  modelled: [
    'detach',
    'detach-keys',
    'env',
    'env-file',
    'interactive',
    'privileged',
    'tty',
    'user',
    'workdir',
  ],
  *run(cli, { flags, args: [name = '', ...argv] }) {
    const container = yield* cli.ask((engine) => execTarget(engine, name));
    if (flags.on('tty') && flags.on('interactive') && !flags.on('detach')) requireTerminal(cli);
    const env = (word: string): string | undefined => cli.sys.env.get(word);
    const fileEnv = yield* readLineFiles(cli.sys, flags.list('env-file'), 'env', env);
    const detachKeys = execSequence(flags.text('detach-keys'));
    const request = requestOf(cli, flags, argv, fileEnv);
    const events = new Inbox<StreamEvent>(cli.sys);
    try {
      const { process } = yield* cli.call((engine) =>
        execInContainer(engine, container, request, {
          onOutput: (stream_, data) => events.push({ kind: 'output', stream: stream_, data }),
          onExit: (code) => events.push({ kind: 'exit', code }),
        }),
      );
      if (flags.on('detach')) return 0;
      return yield* follow(cli, request, events, process, detachKeys);
    } catch (error) {
      if (!(error instanceof EngineError) || !error.message.startsWith('OCI runtime')) throw error;
      if (flags.on('detach')) throw error;
      yield* cli.out(`${error.message}\r\n`);
      return error.runExitCode;
    }
  },
};

/** Here the daemon's answer is read, and told. */
function execSequence(text: string | null): readonly number[] {
  if (text !== null && text !== '' && parseDetachKeys(text) === null)
    throw new CliError(`Error response from daemon: Invalid escape keys (${text}) provided`);
  return detachSequence(text);
}

function requestOf(cli: Cli, flags: Flags, argv: readonly string[], fileEnv: readonly string[]): ExecRequest {
  return {
    argv,
    user: flags.text('user') ?? '',
    env: environmentOf(cli.sys, [...fileEnv, ...flags.list('env')]),
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
  process: ShimProcess,
  detachKeys: readonly number[],
): Task<number> {
  return yield* sayDetached(
    stream(cli, events, {
      input: request.stdin ? (data) => process.input(data) : null,
      onSignal: null,
      detachKeys,
      terminal: request.tty && request.stdin ? () => process : null,
    }),
  );
}
