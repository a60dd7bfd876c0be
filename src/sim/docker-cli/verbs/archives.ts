/** docker export, import, save, load: images and containers as tar archives. */
import { exportContainer, importImage, loadImages, saveImages } from '../../engine/archives.ts';
import { ByteStream } from '../../engine/byte-stream.ts';
import type { Engine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/errors.ts';
import type { TarSink } from '../../engine/tar/tar-format.ts';
import { STDIN, STDOUT, type Sys, type Task } from '../../kernel/sys.ts';
import { type Cli, CliError, type Invocation, type Verb } from '../cli.ts';
import { checkOutputPath, readAllBytes, readFileBytes } from '../input-bytes.ts';
import { checkName } from './commit.ts';

type Producer = (engine: Engine, sinkOf: (writer: Sys) => TarSink) => Task<void>;

/** Writes what the daemon sends to a file or to standard output. */
function* download(cli: Cli, path: string | null, what: string, produce: Producer): Task<number> {
  if (path === null && cli.sys.isatty(STDOUT)) {
    throw new CliError('cowardly refusing to save to a terminal. Use the -o flag or redirect');
  }
  if (path !== null) {
    checkOutputPath(
      cli.sys,
      path,
      (directory) => `failed to ${what}: invalid output path: stat ${directory}: no such file or directory`,
    );
  }
  const stream = new ByteStream(cli.sys);
  let failure: unknown = null;
  cli.daemon().engine.runtime.go(
    (function* (engine: Engine): Task<void> {
      try {
        yield* produce(engine, (writer) => stream.sink(writer));
      } catch (error) {
        failure = error;
      }
      stream.end();
    })(cli.daemon().engine),
  );
  let fd: number | null = path === null ? STDOUT : null;
  for (let piece = yield* stream.next(); piece !== null; piece = yield* stream.next()) {
    fd ??= yield* cli.sys.open(path ?? '', ['write', 'create', 'trunc', 'cloexec'], 0o600);
    yield* cli.sys.write(fd, piece);
  }
  if (failure !== null) throw failure;
  return 0;
}

export const exportVerb: Verb = {
  args: { least: 1, most: 1 },
  modelled: ['output'],
  run: (cli, { flags, args: [name = ''] }) =>
    download(cli, flags.text('output'), 'export container', (engine, sinkOf) =>
      exportContainer(engine, name, sinkOf),
    ),
};

export const save: Verb = {
  args: { least: 1, most: null },
  modelled: ['output'],
  run: (cli, { flags, args }) =>
    download(cli, flags.text('output'), 'save image', (engine, sinkOf) =>
      saveImages(engine, args, sinkOf(engine.sys)),
    ),
};

export const importVerb: Verb = {
  args: { least: 1, most: null },
  modelled: ['change', 'message'],
  *run(cli, { flags, args: [source = '', reference] }) {
    if (/^https?:\/\//.test(source)) {
      throw new CliError(
        'docker import: archives are imported from files and standard input here, not from URLs',
      );
    }
    const bytes =
      source === '-' ? yield* readAllBytes(cli.sys, STDIN) : yield* readFileBytes(cli.sys, source);
    if (reference !== undefined) checkName(reference);
    const image = yield* cli.call((engine) =>
      importImage(engine, {
        bytes,
        reference: reference ?? null,
        message: flags.text('message') ?? 'Imported from -',
        changes: flags.list('change'),
      }),
    );
    yield* cli.out(`${image.id}\n`);
    return 0;
  },
};

export const load: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['input', 'quiet'],
  *run(cli, call) {
    const bytes = yield* loadInput(cli, call);
    try {
      const lines = yield* cli.call((engine) => loadImages(engine, bytes));
      yield* cli.out(lines.map((line) => `${line}\n`).join(''));
      return 0;
    } catch (error) {
      // What goes wrong after the answer has begun comes in its body, without the daemon's preface.
      if (error instanceof EngineError) throw new CliError(error.message);
      throw error;
    }
  },
};

function* loadInput(cli: Cli, { flags }: Invocation): Task<Uint8Array> {
  const path = flags.text('input');
  if (path !== null && path !== '') return yield* readFileBytes(cli.sys, path);
  if (cli.sys.isatty(STDIN)) {
    throw new CliError('requested load from stdin, but stdin is empty');
  }
  return yield* readAllBytes(cli.sys, STDIN);
}
