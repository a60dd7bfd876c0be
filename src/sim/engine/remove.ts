/** `DELETE /containers/ID` (moby `daemon/delete.go`): a container's record, writable layer and anonymous volumes. */
import type { Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { removeAll } from './host-files.ts';
import type { Container } from './model.ts';
import { containerDirectory, OVERLAY_ROOT } from './paths.ts';
import { killContainer } from './stop.ts';

const REMOVE_MS = 20;

export interface RemoveOptions {
  readonly force: boolean;
  readonly volumes: boolean;
}

export function* removeContainer(engine: Engine, reference: string, options: RemoveOptions): Task<void> {
  const container = engine.containers.get(reference);
  const { state } = container;
  if (state.running && state.paused && !options.force) {
    throw new EngineError(
      'conflict',
      `cannot remove container "${container.name}": container is paused and must be unpaused first`,
    );
  }
  if (state.running && !options.force) {
    throw new EngineError(
      'conflict',
      `cannot remove container "${container.name}": container is ${state.restarting ? 'restarting' : 'running'}: stop the container before removing or force remove`,
    );
  }
  if (state.running) yield* killContainer(engine, container, 'KILL');
  yield* engine.busy(REMOVE_MS);
  removeFiles(engine, container, options);
}

/** Everything of it goes; nothing runs any more. */
export function removeFiles(
  engine: Engine,
  container: Container,
  options: { readonly volumes: boolean },
): void {
  if (engine.containers.find(container.id) !== container) return;
  const { sys } = engine;
  removeAll(sys, `${OVERLAY_ROOT}/${container.layer.id}`);
  removeAll(sys, `${OVERLAY_ROOT}/${container.layer.id}-init`);
  removeAll(sys, containerDirectory(container.id));
  engine.containers.remove(container);
  if (options.volumes) removeAnonymousVolumes(engine, container);
  engine.emit(container, 'destroy');
  for (const waiter of [...container.removalWaiters]) waiter();
}

function removeAnonymousVolumes(engine: Engine, container: Container): void {
  for (const mount of container.mounts) {
    const volume = mount.type === 'volume' ? engine.volumes.find(mount.name) : null;
    const shared = engine.containers
      .all()
      .some(({ mounts }) => mounts.some(({ name }) => name === mount.name));
    if (volume?.anonymous === true && !shared) engine.volumes.remove(volume);
  }
}
