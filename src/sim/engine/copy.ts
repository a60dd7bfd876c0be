/** `/containers/ID/archive`, GET, HEAD and PUT: what `docker cp` asks of the daemon (moby `daemon/archive_unix.go`). */
import { type Sys, SysError, type Task } from '../kernel/sys.ts';
import { inContainerFiles } from './container-files.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { Container } from './model.ts';
import { extractMembers } from './tar/tar-extract.ts';
import { readTar, TarError, type TarSink } from './tar/tar-format.ts';
import { endTar, packTree } from './tar/tar-write.ts';

export interface PathFacts {
  readonly name: string;
  readonly isDirectory: boolean;
  /** Of a symbolic link. */
  readonly target: string | null;
}

const absolute = (path: string): string => (path.startsWith('/') ? path : `/${path}`);
const baseOf = (path: string): string =>
  path
    .replace(/\/+(\.)?$/, '')
    .split('/')
    .at(-1) ?? '';

const notFound = (reference: string, path: string): EngineError =>
  new EngineError('not-found', `Could not find the file ${path} in container ${reference}`);

/** Throws not-found in the daemon's words. */
export function* statInContainer(engine: Engine, reference: string, path: string): Task<PathFacts> {
  const container = engine.containers.get(reference);
  return yield* within(engine, container, reference, path, (sys) => {
    const stat = path.endsWith('/') ? sys.stat(absolute(path)) : sys.lstat(absolute(path));
    const target = stat.type === 'symlink' ? sys.readlink(absolute(path)) : null;
    return answer({ name: baseOf(path), isDirectory: stat.type === 'directory', target });
  });
}

// biome-ignore lint/correctness/useYield: an answer that is there at once, as the work that others wait for.
function* answer<T>(value: T): Task<T> {
  return value;
}

/** The path as an archive whose first name is `as`; '' gives what a directory holds. */
export function* copyFromContainer(
  engine: Engine,
  reference: string,
  path: string,
  options: { readonly as: string; readonly followLink: boolean },
  sinkOf: (writer: Sys) => TarSink,
): Task<void> {
  const container = engine.containers.get(reference);
  yield* within(engine, container, reference, path, function* (sys) {
    const sink = sinkOf(sys);
    yield* packTree({ sys, path: absolute(path), as: options.as, followLink: options.followLink }, sink);
    yield* endTar(sink);
  });
  engine.emit(container, 'archive-path');
}

/** Unpacks an archive into a directory of the container. */
export function* copyToContainer(
  engine: Engine,
  reference: string,
  path: string,
  bytes: Uint8Array,
): Task<void> {
  const container = engine.containers.get(reference);
  if (container.hostConfig.readonlyRootfs) {
    throw new EngineError('forbidden', 'container rootfs is marked read-only');
  }
  yield* within(engine, container, reference, path, function* (sys) {
    if (sys.stat(absolute(path)).type !== 'directory') {
      throw new EngineError('invalid', 'extraction point is not a directory');
    }
    try {
      yield* extractMembers(sys, absolute(path), readTar(bytes));
    } catch (error) {
      if (error instanceof TarError) throw new EngineError('system', error.message);
      throw error;
    }
  });
  engine.emit(container, 'extract-to-dir');
}

function* within<T>(
  engine: Engine,
  container: Container,
  reference: string,
  path: string,
  work: (sys: Sys) => Task<T>,
): Task<T> {
  try {
    return yield* inContainerFiles(engine, container, { volumes: true }, work);
  } catch (error) {
    if (error instanceof SysError && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(error.errno)) {
      throw notFound(reference, path);
    }
    throw error;
  }
}
