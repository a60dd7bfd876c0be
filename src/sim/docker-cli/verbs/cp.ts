/** docker cp: between a container and the client's files, as tar in between (docker/cli `container/cp.go`). */
import { ByteStream } from '../../engine/byte-stream.ts';
import { copyFromContainer, copyToContainer, type PathFacts, statInContainer } from '../../engine/copy.ts';
import type { Engine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/errors.ts';
import { packWhole } from '../../engine/layers.ts';
import { extractMembers } from '../../engine/tar/tar-extract.ts';
import { readTar } from '../../engine/tar/tar-format.ts';
import { endTar, packTree } from '../../engine/tar/tar-write.ts';
import { strerror } from '../../kernel/errno.ts';
import { STDIN, STDOUT, type Stat, SysError, type Task } from '../../kernel/sys.ts';
import { type Cli, CliError, type Verb } from '../cli.ts';
import type { Flags } from '../flags.ts';
import { readAllBytes } from '../input-bytes.ts';

interface Side {
  readonly container: string | null;
  readonly path: string;
}

function sideOf(word: string): Side {
  const at = word.indexOf(':');
  if (word.startsWith('/') || word.startsWith('.') || at <= 0) return { container: null, path: word };
  return { container: word.slice(0, at), path: word.slice(at + 1) };
}

export const cp: Verb = {
  args: { least: 2, most: 2 },
  modelled: ['archive', 'follow-link', 'quiet'],
  *run(cli, { flags, args: [from = '', to = ''] }) {
    const source = sideOf(from);
    const target = sideOf(to);
    if (source.container !== null && target.container !== null) {
      throw new CliError('copying between containers is not supported');
    }
    if (source.container !== null) yield* copyOut(cli, flags, source.container, source.path, target.path);
    else if (target.container !== null) yield* copyIn(cli, flags, source.path, target.container, target.path);
    else throw new CliError('must specify at least one container source');
    return 0;
  },
};

interface Place {
  readonly exists: boolean;
  readonly isDirectory: boolean;
  readonly path: string;
}
interface Plan {
  /** The directory things are unpacked into, and what the source is called there; '' for its contents alone. */
  readonly directory: string;
  readonly as: string;
}

const asDirectory = (path: string): boolean => path.endsWith('/') || path.endsWith('/.') || path === '.';
const contentsOnly = (path: string): boolean => path === '.' || path.endsWith('/.');
const baseOf = (path: string): string =>
  path
    .replace(/(\/\.?)+$/, '')
    .split('/')
    .at(-1) ?? '';
const parentOf = (path: string): string => {
  const clean = path.replace(/\/+$/, '');
  const slash = clean.lastIndexOf('/');
  return slash < 0 ? '.' : slash === 0 ? '/' : clean.slice(0, slash);
};

/** moby `archive.PrepareArchiveCopy`. */
function planOf(source: { readonly path: string; readonly isDirectory: boolean }, target: Place): Plan {
  const name = contentsOnly(source.path) && source.isDirectory ? '' : baseOf(source.path);
  if (target.exists && target.isDirectory) return { directory: target.path, as: name };
  if (target.exists && source.isDirectory) throw new CliError('cannot copy directory');
  if (!target.exists && !source.isDirectory && asDirectory(target.path)) {
    throw new CliError('no such directory');
  }
  return { directory: parentOf(target.path), as: baseOf(target.path) };
}

const noFile = (path: string): CliError => new CliError(`lstat ${path}: no such file or directory`);
/** As docker puts directory and name together again: below the root with two slashes. */
const fullPath = (cli: Cli, path: string): string =>
  /^\/[^/]+$/.test(path) ? `/${path}` : path.startsWith('/') ? path : `${cli.sys.getcwd()}/${path}`;

function* copyIn(cli: Cli, flags: Flags, source: string, container: string, target: string): Task<void> {
  const { sys } = cli;
  if (source === '-') {
    const place = yield* targetIn(cli, container, target);
    if (!place.isDirectory) throw new CliError(`destination "${container}:${target}" must be a directory`);
    const bytes = yield* readAllBytes(sys, STDIN);
    yield* cli.call((engine) => copyToContainer(engine, container, place.path, bytes));
    return;
  }
  const stat = localStat(cli, source, flags.on('follow-link'));
  const place = yield* targetIn(cli, container, target);
  const plan = planOf({ path: source, isDirectory: stat.type === 'directory' }, place);
  const followLink = flags.on('follow-link') || (asDirectory(source) && stat.type === 'directory');
  const bytes = yield* packWhole(function* (sink) {
    const ownedByRoot = !flags.on('archive');
    yield* packTree({ sys, path: source, as: plan.as, followLink, ownedByRoot }, sink);
    yield* endTar(sink);
  });
  yield* cli.call((engine) => copyToContainer(engine, container, plan.directory, bytes));
}

function localStat(cli: Cli, path: string, follow: boolean): Stat {
  try {
    return follow || path.endsWith('/') ? cli.sys.stat(path) : cli.sys.lstat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ENOENT') throw noFile(fullPath(cli, path));
    throw new CliError(`lstat ${fullPath(cli, path)}: ${strerror(error.errno).toLowerCase()}`);
  }
}

/** A link at the end of the path is followed once; what is not there, be it the container, the daemon may still refuse. */
function* targetIn(cli: Cli, container: string, path: string): Task<Place> {
  const facts = yield* factsOrNull(cli, container, path);
  if (facts === null) return { exists: false, isDirectory: false, path };
  if (facts.target === null) return { exists: true, isDirectory: facts.isDirectory, path };
  const target = facts.target.startsWith('/') ? facts.target : `${parentOf(path)}/${facts.target}`;
  const real = yield* factsOrNull(cli, container, target);
  return { exists: real !== null, isDirectory: real?.isDirectory ?? false, path: target };
}

function* factsOrNull(cli: Cli, container: string, path: string): Task<PathFacts | null> {
  try {
    return yield* cli.call((engine) => statInContainer(engine, container, path));
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

function* copyOut(cli: Cli, flags: Flags, container: string, source: string, target: string): Task<void> {
  const { sys } = cli;
  if (target !== '-' && !sys.access(parentOf(target), 'exists')) {
    const directory = fullPath(cli, parentOf(target));
    throw new CliError(`invalid output path: directory "${directory}" does not exist`);
  }
  if (source === '') throw new EngineError('invalid', 'bad parameter: pathcannot be empty');
  const facts = yield* cli.call((engine) => statInContainer(engine, container, source));
  if (target === '-') {
    const stream = opened(cli, container, source, { as: facts.name, followLink: flags.on('follow-link') });
    for (let piece = yield* stream.next(); piece !== null; piece = yield* stream.next()) {
      yield* sys.write(STDOUT, piece);
    }
    return;
  }
  const place = localPlace(cli, target);
  const plan = planOf({ path: source, isDirectory: facts.isDirectory }, place);
  const bytes = yield* collected(
    opened(cli, container, source, { as: plan.as, followLink: flags.on('follow-link') }),
  );
  const owner = flags.on('archive') ? {} : { owner: { uid: sys.getuid(), gid: sys.getgid() } };
  yield* extractMembers(sys, plan.directory, readTar(bytes), owner);
}

function localPlace(cli: Cli, path: string): Place {
  try {
    return { exists: true, isDirectory: cli.sys.stat(path).type === 'directory', path };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return { exists: false, isDirectory: false, path };
  }
}

function opened(
  cli: Cli,
  container: string,
  path: string,
  options: { readonly as: string; readonly followLink: boolean },
): ByteStream {
  const stream = new ByteStream(cli.sys);
  const { engine } = cli.daemon();
  const work = function* (daemon: Engine): Task<void> {
    try {
      yield* copyFromContainer(daemon, container, path, options, (writer) => stream.sink(writer));
    } finally {
      stream.end();
    }
  };
  engine.runtime.go(work(engine));
  return stream;
}

function* collected(stream: ByteStream): Task<Uint8Array> {
  return yield* packWhole(function* (sink) {
    for (let piece = yield* stream.next(); piece !== null; piece = yield* stream.next()) yield* sink(piece);
  });
}
