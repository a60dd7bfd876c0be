/** docker build: buildx with the daemon's own BuildKit (docker/buildx `commands/build.go`), plain progress. */
import { buildImage, checkBuild } from '../../engine/build/builder.ts';
import { BuildError } from '../../engine/build/definition.ts';
import { sourceExcerpt } from '../../engine/build/dockerfile.ts';
import { isIgnored, mayKeepBelow, parseIgnore } from '../../engine/build/ignore.ts';
import { checkReport } from '../../engine/build/lint.ts';
import { writeFile } from '../../engine/host-files.ts';
import { Inbox } from '../../engine/inbox.ts';
import { packWhole } from '../../engine/layers.ts';
import type { Image } from '../../engine/model.ts';
import { readTar, TarError, type TarMember } from '../../engine/tar/tar-format.ts';
import { endTar, packTree } from '../../engine/tar/tar-write.ts';
import { STDIN, type Task } from '../../kernel/sys.ts';
import { secretsOf } from '../build-secrets.ts';
import { type Cli, CliError, type Verb } from '../cli.ts';
import type { Flags } from '../flags.ts';
import { readAllBytes } from '../input-bytes.ts';

const PROGRESS = new Set(['', 'auto', 'none', 'plain', 'quiet', 'tty']);

export const build: Verb = {
  args: { least: 1, most: 1 },
  modelled: [
    'build-arg',
    'check',
    'file',
    'iidfile',
    'label',
    'load',
    'no-cache',
    'progress',
    'pull',
    'quiet',
    'secret',
    'tag',
    'target',
  ],
  *run(cli, { flags, args: [path = ''] }) {
    if (cli.sys.env.get('DOCKER_BUILDKIT') === '0') yield* refuseLegacy(cli);
    for (const tag of flags.list('tag')) checkTag(tag);
    const progress = flags.text('progress') ?? 'auto';
    if (!PROGRESS.has(progress)) throw new CliError(`ERROR: invalid progress mode ${progress}`);
    const sources = yield* gather(cli, flags, path);
    const quiet = flags.on('quiet') || progress === 'quiet' || progress === 'none';
    const result = yield* followed(cli, flags, sources, quiet);
    if (result.kind === 'checked') {
      const text = sources.dockerfile ?? '';
      if (flags.on('quiet')) yield* cli.out('\n');
      yield* cli.out(checkReport(result.warnings, pathOfDockerfile(flags, path), text));
      return result.warnings.length === 0 ? 0 : 1;
    }
    const { image } = result;
    if (flags.on('quiet')) yield* cli.out(`${image.id}\n`);
    const iidFile = flags.text('iidfile');
    if (iidFile !== null) yield* writeFile(cli.sys, iidFile, image.id);
    return 0;
  },
};

function* refuseLegacy(cli: Cli): Task<never> {
  yield* cli.err(
    'DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0\n            environment-variable.\n\n',
  );
  throw new CliError('docker build: the legacy builder is real, but this simulator does not model it');
}

function checkTag(tag: string): void {
  const repository = tag.replace(/:[^/]*$/, '');
  if (/^[a-zA-Z0-9][\w./:-]*$/.test(repository) && /[A-Z]/.test(repository)) {
    throw new CliError(
      `ERROR: failed to build: invalid tag ${JSON.stringify(tag)}: repository name must be lowercase`,
    );
  }
  if (!/^([a-z0-9.-]+:\d+\/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[\w][\w.-]{0,127})?$/.test(tag)) {
    throw new CliError(
      `ERROR: failed to build: invalid tag ${JSON.stringify(tag)}: invalid reference format`,
    );
  }
}

/** As a report names it: below the context, or what -f says. */
function pathOfDockerfile(flags: Flags, context: string): string {
  const file = flags.text('file');
  if (file !== null) return file;
  const folder = context.replace(/^(\.\/)+|\/+$/g, '').replace(/^[.-]$/, '');
  return folder === '' ? 'Dockerfile' : `${folder}/Dockerfile`;
}

interface Sources {
  readonly dockerfileName: string;
  readonly dockerfile: string | null;
  readonly ignoreBytes: number | null;
  readonly context: readonly TarMember[];
}

const decoder = new TextDecoder();

function* gather(cli: Cli, flags: Flags, path: string): Task<Sources> {
  const name = flags.text('file') ?? 'Dockerfile';
  if (path === '-') return yield* fromInput(cli, name);
  if (/^(https?|git):\/\/|^git@/.test(path)) {
    throw new CliError('docker build: contexts are directories and standard input here, not addresses');
  }
  const { sys } = cli;
  if (!sys.access(path, 'exists')) {
    throw new CliError(
      `ERROR: failed to build: unable to prepare context: path ${JSON.stringify(path)} not found`,
    );
  }
  const ignoreText = yield* textOf(cli, `${path}/.dockerignore`);
  const rules = parseIgnore(ignoreText ?? '');
  const bytes = yield* packWhole(function* (sink) {
    const wanted = (one: string, isDirectory: boolean): boolean =>
      !isIgnored(rules, one) || (isDirectory && mayKeepBelow(rules, one));
    yield* packTree({ sys, path, as: '', ownedByRoot: true, wanted }, sink);
    yield* endTar(sink);
  });
  const dockerfile =
    name === '-'
      ? decoder.decode(yield* readAllBytes(sys, STDIN))
      : yield* textOf(cli, flags.has('file') ? name : `${path}/Dockerfile`);
  return {
    dockerfileName: name === '-' ? 'Dockerfile' : (name.split('/').at(-1) ?? name),
    dockerfile,
    ignoreBytes: ignoreText === null ? null : ignoreText.length,
    context: readTar(bytes),
  };
}

/** A Dockerfile, or an archive with one in it. */
function* fromInput(cli: Cli, name: string): Task<Sources> {
  const bytes = yield* readAllBytes(cli.sys, STDIN);
  const isArchive = decoder.decode(bytes.subarray(257, 262)) === 'ustar';
  if (!isArchive)
    return { dockerfileName: name, dockerfile: decoder.decode(bytes), ignoreBytes: null, context: [] };
  try {
    const context = readTar(bytes);
    const file = context.find(({ entry }) => entry.name === name);
    const dockerfile = file === undefined ? null : decoder.decode(file.data);
    return { dockerfileName: name, dockerfile, ignoreBytes: null, context };
  } catch (error) {
    if (error instanceof TarError) throw new CliError(`ERROR: failed to build: ${error.message}`);
    throw error;
  }
}

function* textOf(cli: Cli, path: string): Task<string | null> {
  if (!cli.sys.access(path, 'read')) return null;
  const fd = yield* cli.sys.open(path, ['read', 'cloexec']);
  const bytes = yield* readAllBytes(cli.sys, fd);
  cli.sys.close(fd);
  return decoder.decode(bytes);
}

const pairs = (words: readonly string[]): [string, string][] =>
  words.map((word) => {
    const at = word.indexOf('=');
    return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
  });

type Result =
  | { readonly kind: 'built'; readonly image: Image }
  | { readonly kind: 'checked'; readonly warnings: readonly string[] };

type Heard =
  | { readonly kind: 'text'; readonly text: string }
  | Result
  | { readonly kind: 'failed'; readonly error: unknown };

/** Prints what the build says while it says it. */
function* followed(cli: Cli, flags: Flags, sources: Sources, quiet: boolean): Task<Result> {
  const heard = new Inbox<Heard>(cli.sys);
  const { engine } = cli.daemon();
  const secrets = yield* secretsOf(cli, flags.list('secret'));
  const request = {
    ...sources,
    tags: flags.list('tag'),
    labels: new Map(pairs(flags.list('label'))),
    buildArgs: new Map(
      flags.list('build-arg').map((word) => {
        const at = word.indexOf('=');
        return at < 0
          ? ([word, cli.sys.env.get(word) ?? null] as const)
          : ([word.slice(0, at), word.slice(at + 1)] as const);
      }),
    ),
    target: flags.text('target'),
    noCache: flags.on('no-cache'),
    checksOnly: flags.on('check'),
    pull: flags.on('pull'),
    secrets,
    say: (text: string) => heard.push({ kind: 'text', text }),
  };
  engine.runtime.go(
    (function* (): Task<void> {
      try {
        heard.push(
          request.checksOnly
            ? { kind: 'checked', warnings: yield* checkBuild(engine, request) }
            : { kind: 'built', image: yield* buildImage(engine, request) },
        );
      } catch (error) {
        heard.push({ kind: 'failed', error });
      }
    })(),
  );
  for (;;) {
    const event = yield* heard.take();
    if (event.kind === 'built' || event.kind === 'checked') return event;
    if (event.kind === 'failed') throw failure(event.error, sources);
    if (!quiet) yield* cli.err(event.text);
  }
}

function failure(error: unknown, { dockerfile, dockerfileName }: Sources): unknown {
  if (!(error instanceof BuildError)) return error;
  const excerpt =
    error.at === null || dockerfile === null
      ? ''
      : sourceExcerpt(dockerfileName, dockerfile, error.at.line, error.at.endLine);
  return new CliError(`${excerpt}ERROR: failed to build: failed to solve: ${error.message}`);
}
