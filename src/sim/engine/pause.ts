/** pause and unpause: the freezer of cgroup v2, file cgroup.freeze (moby `daemon/pause.go`). */
import type { Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError, notRunning } from './errors.ts';
import { writeFile } from './host-files.ts';
import type { Container } from './model.ts';
import { cgroupDirectory } from './paths.ts';

export function* freeze(engine: Engine, container: Container, frozen: boolean): Task<void> {
  yield* writeFile(engine.sys, `${cgroupDirectory(container)}/cgroup.freeze`, frozen ? '1' : '0');
  container.state.paused = frozen;
  container.state.status = frozen ? 'paused' : 'running';
  engine.emit(container, frozen ? 'pause' : 'unpause');
}

export function* pauseContainer(engine: Engine, reference: string): Task<void> {
  const container = engine.containers.get(reference);
  if (!container.state.running) throw notRunning(container.id);
  if (container.state.paused)
    throw new EngineError('conflict', `Container ${container.id} is already paused`);
  if (container.state.restarting) throw restarting(container);
  yield* freeze(engine, container, true);
}

export function* unpauseContainer(engine: Engine, reference: string): Task<void> {
  const container = engine.containers.get(reference);
  if (!container.state.paused) throw new EngineError('conflict', `Container ${container.id} is not paused`);
  yield* freeze(engine, container, false);
}

export const restarting = (container: Container): EngineError =>
  new EngineError('conflict', `Container ${container.id} is restarting, wait until the container is running`);
