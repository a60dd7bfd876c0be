/**
 * A volume that is mounted for the first time takes over what the image has at that place (moby
 * `daemon/create_unix.go`, `populateVolumes`). Invariant: a volume that holds anything is left alone.
 */
import { SysError, type Task } from '../kernel/sys.ts';
import { inContainerFiles } from './container-files.ts';
import type { Engine } from './engine.ts';
import { isEmptyDirectory, packWhole } from './layers.ts';
import type { Container } from './model.ts';
import { extractMembers } from './tar/tar-extract.ts';
import { readTar } from './tar/tar-format.ts';
import { endTar, packTree } from './tar/tar-write.ts';

export function* populateVolumes(engine: Engine, container: Container): Task<void> {
  for (const mount of container.mounts) {
    if (mount.type !== 'volume' || mount.mode.split(',').includes('nocopy')) continue;
    if (!isEmptyDirectory(engine.sys, mount.source)) continue;
    yield* populate(engine, container, mount.destination, mount.source);
  }
}

function* populate(engine: Engine, container: Container, from: string, to: string): Task<void> {
  const { sys } = engine;
  const found = yield* inContainerFiles(engine, container, { volumes: false }, function* (inside) {
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
  if (found === null) return;
  yield* extractMembers(sys, to, readTar(found.bytes));
  sys.chmod(to, found.stat.mode);
  sys.chown(to, found.stat.uid, found.stat.gid);
}
