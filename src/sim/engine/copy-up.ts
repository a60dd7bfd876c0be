/**
 * A volume that is mounted for the first time takes over what the image has at that place (moby
 * `daemon/create_unix.go`, `populateVolumes`). Invariant: a volume that holds anything is left alone.
 */
import { type Stat, type Sys, SysError, type Task } from '../kernel/sys.ts';
import { inContainerFiles } from './container-files.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { isEmptyDirectory, packWhole } from './layers.ts';
import type { Container, Volume } from './model.ts';
import { extractMembers } from './tar/tar-extract.ts';
import { readTar } from './tar/tar-format.ts';
import { endTar, packTree } from './tar/tar-write.ts';
import { hasDevice, mountVolume, unmountVolume } from './volume-mounts.ts';

export function* populateVolumes(engine: Engine, container: Container): Task<void> {
  for (const mount of container.mounts) {
    if (mount.type !== 'volume' || mount.mode.split(',').includes('nocopy')) continue;
    const volume = engine.volumes.find(mount.name);
    if (!hasDevice(volume) && !isEmptyDirectory(engine.sys, mount.source)) continue;
    const found = yield* imageDirectory(engine, container, mount.destination);
    if (found === null) continue;
    if (hasDevice(volume))
      yield* onDevice(engine, volume, container.id, fill(engine.sys, found, mount.source));
    else yield* fill(engine.sys, found, mount.source);
  }
}

function* onDevice(engine: Engine, volume: Volume, user: string, work: Task<void>): Task<void> {
  try {
    mountVolume(engine, volume, user);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(error.kind, `failed to populate volume: ${error.message}`);
  }
  yield* work;
  unmountVolume(engine, volume, user);
}

interface Found {
  readonly stat: Stat;
  readonly bytes: Uint8Array;
}

function* imageDirectory(engine: Engine, container: Container, from: string): Task<Found | null> {
  return yield* inContainerFiles(engine, container, { volumes: false }, function* (inside) {
    try {
      const stat = inside.stat(from);
      if (stat.type !== 'directory') return null;
      const bytes = yield* packWhole(function* (sink) {
        yield* packTree({ sys: inside, path: from, as: '' }, sink);
        yield* endTar(sink);
      });
      return { stat, bytes };
    } catch (error) {
      if (error instanceof SysError) return null;
      throw error;
    }
  });
}

function* fill(sys: Sys, found: Found, to: string): Task<void> {
  if (!isEmptyDirectory(sys, to)) return;
  yield* extractMembers(sys, to, readTar(found.bytes));
  sys.chmod(to, found.stat.mode);
  sys.chown(to, found.stat.uid, found.stat.gid);
}
