/** docker run and docker create (docker/cli `container/run.go`, `create.go`). */
import { createContainer } from '../../engine/create.ts';
import { EngineError } from '../../engine/errors.ts';
import { writeFile } from '../../engine/host-files.ts';
import { checkReference, withDefaultTag } from '../../engine/image-store.ts';
import { Inbox } from '../../engine/inbox.ts';
import type { Container } from '../../engine/model.ts';
import { startContainer } from '../../engine/start.ts';
import { killContainer } from '../../engine/stop.ts';
import { strerror } from '../../kernel/errno.ts';
import { STDIN, SysError, type Task } from '../../kernel/sys.ts';
import { type Cli, CliError, type Invocation, type Verb } from '../cli.ts';
import { detachSequence } from '../detach-keys.ts';
import type { Flags } from '../flags.ts';
import { readLineFiles } from '../line-files.ts';
import { pullWithProgress } from '../pull-progress.ts';
import { CREATE_FLAGS, createRequest } from '../run-options.ts';
import { listen, quietlyDetached, type StreamEvent, stream } from '../stream.ts';

export const run: Verb = {
  args: { least: 1, most: null },
  interspersed: false,
  modelled: [...CREATE_FLAGS, 'detach', 'detach-keys', 'sig-proxy'],
  *run(cli, call) {
    const { flags } = call;
    const detach = flags.on('detach');
    if (detach && flags.has('attach')) {
      throw new CliError('conflicting options: cannot specify both --attach and --detach');
    }
    if (!detach && flags.on('tty') && flags.on('interactive')) requireTerminal(cli);
    const container = yield* makeContainer(cli, call, detach);
    if (detach) {
      yield* cli.call((engine) => startContainer(engine, container));
      yield* cli.out(`${container.id}\n`);
      return 0;
    }
    return yield* quietlyDetached(attached(cli, container, flags));
  },
};

export const create: Verb = {
  args: { least: 1, most: null },
  interspersed: false,
  modelled: CREATE_FLAGS,
  *run(cli, call) {
    const container = yield* makeContainer(cli, call, false);
    yield* cli.out(`${container.id}\n`);
    return 0;
  },
};

export function requireTerminal(cli: Cli): void {
  if (!cli.sys.isatty(STDIN)) throw new CliError('the input device is not a TTY');
}

function* makeContainer(cli: Cli, call: Invocation, detach: boolean): Task<Container> {
  const [image = '', ...command] = call.args;
  checkPull(call);
  const request = createRequest(cli.sys, { ...(yield* lineFiles(cli, call)), image, command, detach });
  const cidFile = request.hostConfig.cidFile;
  if (cidFile !== '' && cli.sys.access(cidFile, 'exists')) {
    const words = `container ID file found, make sure the other container isn't running or delete ${cidFile}`;
    throw new CliError(words, call.path.endsWith('create') ? 1 : 125);
  }
  checkImageName(image);
  const work = function* (): Task<Container> {
    if (cidFile !== '') yield* reserveCidFile(cli, cidFile, call.path.endsWith('create') ? 1 : 127);
    const container = yield* cli.call((engine) => createContainer(engine, request));
    yield* cli.err(warningsOf(container));
    if (cidFile !== '') yield* writeFile(cli.sys, cidFile, container.id);
    return container;
  };
  if (call.flags.text('pull') === 'always') yield* pull(cli, call, image);
  try {
    return yield* work();
  } catch (error) {
    if (!(error instanceof EngineError) || !lacksImage(error)) throw error;
    if (call.flags.text('pull') === 'never') throw error;
    if (!call.flags.on('quiet')) yield* cli.err(`Unable to find image '${withDefaultTag(image)}' locally\n`);
    yield* pull(cli, call, image);
    return yield* work();
  }
}

/** Before the container is made, so that its ID will have a place. */
function* reserveCidFile(cli: Cli, path: string, exitCode: number): Task<void> {
  try {
    yield* writeFile(cli.sys, path, '');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const words = `failed to create the container ID file: open ${path}: ${strerror(error.errno).toLowerCase()}`;
    throw new CliError(words, exitCode);
  }
}

/** No such image, or not for the platform asked for: to be had from the registry, maybe. */
const lacksImage = ({ message }: EngineError): boolean =>
  message.startsWith('No such image') || message.startsWith('image with reference');

/** What the daemon says of a container it has made all the same. */
function warningsOf({ hostConfig }: Container): string {
  const discarded = hostConfig.networkMode === 'host' && hostConfig.portBindings.length > 0;
  return [
    ...(hostConfig.oomKillDisable
      ? ['Your kernel does not support OomKillDisable. OomKillDisable discarded.']
      : []),
    ...(discarded ? ['Published ports are discarded when using host network mode'] : []),
  ]
    .map((words) => `WARNING: ${words}\n`)
    .join('');
}

function checkPull({ flags, path }: Invocation): void {
  const wanted = flags.text('pull') ?? '';
  if (['', 'always', 'missing', 'never'].includes(wanted)) return;
  const words = `invalid pull option: '${wanted}': must be one of "always", "missing" or "never"`;
  const hinted = `docker: ${words}\n\nRun 'docker ${path} --help' for more information`;
  throw new CliError(path.endsWith('create') ? hinted : words, 125);
}

function* lineFiles(cli: Cli, { flags }: Invocation) {
  const env = (name: string): string | undefined => cli.sys.env.get(name);
  const fileEnv = yield* readLineFiles(cli.sys, flags.list('env-file'), 'env', env);
  const fileLabels = yield* readLineFiles(cli.sys, flags.list('label-file'), 'label', () => undefined);
  return { flags, fileEnv, fileLabels };
}

function* pull(cli: Cli, { flags }: Invocation, image: string): Task<void> {
  yield* pullWithProgress(cli, image, {
    platform: flags.text('platform'),
    write: flags.on('quiet') ? null : (line) => cli.err(line),
  });
}

function checkImageName(image: string): void {
  try {
    checkReference(image);
  } catch (error) {
    if (error instanceof EngineError) throw new CliError(error.message, 125);
    throw error;
  }
}

function* attached(cli: Cli, container: Container, flags: Flags): Task<number> {
  const sigProxy = flags.text('sig-proxy') !== 'false';
  const detachKeys = detachSequence(flags.text('detach-keys'));
  const events = new Inbox<StreamEvent>(cli.sys);
  yield* cli.ask((engine) => engine.emit(container, 'attach'));
  const { config } = container;
  const streams = new Set([
    ...(config.attachStdout ? (['stdout'] as const) : []),
    ...(config.attachStderr ? (['stderr'] as const) : []),
  ]);
  const stop = listen(container, events, streams);
  const removed = container.hostConfig.autoRemove ? removal(cli, container) : null;
  try {
    yield* cli.call((engine) => startContainer(engine, container));
    const code = yield* stream(cli, events, {
      input: config.attachStdin ? (data) => container.input?.input(data) : null,
      onSignal: sigProxy && !config.tty ? (signal) => forward(cli, container, signal) : null,
      detachKeys,
      terminal: config.tty && config.attachStdin ? () => container.input : null,
    });
    if (removed !== null) yield* removed.take();
    return code;
  } finally {
    stop();
  }
}

/** --rm: the CLI leaves only when the container is gone. */
function removal(cli: Cli, container: Container): Inbox<null> {
  const gone = new Inbox<null>(cli.sys);
  container.removalWaiters.add(() => gone.push(null));
  return gone;
}

function* forward(cli: Cli, container: Container, signal: Parameters<typeof killContainer>[2]): Task<void> {
  if (!container.state.running) return;
  yield* cli.call((engine) => killContainer(engine, container, signal));
}
