/** `POST /containers/ID/update` (moby `daemon/update.go`): new limits are written to the running container's cgroup. */
import type { Task } from '../kernel/sys.ts';
import { checkCpuset } from './cpuset-check.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { checkCpus, checkMemory, checkRestartPolicy } from './host-config-checks.ts';
import { applyLimits } from './limits.ts';
import type { Container, HostConfig } from './model.ts';

type Changeable = Pick<
  HostConfig,
  | 'restartPolicy'
  | 'memoryBytes'
  | 'memorySwapBytes'
  | 'memoryReservationBytes'
  | 'nanoCpus'
  | 'cpuShares'
  | 'cpuPeriod'
  | 'cpuQuota'
  | 'pidsLimit'
  | 'cpusetCpus'
  | 'cpusetMems'
>;
/** Null: stays as it is. */
export type Changes = { readonly [Key in keyof Changeable]: Changeable[Key] | null };

export function* updateContainer(engine: Engine, reference: string, changes: Changes): Task<void> {
  const container = engine.containers.get(reference);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null));
  const wanted = { ...container.hostConfig, ...given };
  checkAgainstSwap(container, changes);
  checkMemory(wanted);
  checkCpus(engine, wanted);
  checkCpuset(engine, wanted);
  checkRestartPolicy(wanted);
  if (
    container.hostConfig.autoRemove &&
    changes.restartPolicy !== null &&
    changes.restartPolicy.name !== 'no'
  ) {
    throw cannot(
      container,
      'Restart policy cannot be updated because AutoRemove is enabled for the container',
    );
  }
  Object.assign(container.hostConfig, given);
  if (container.state.running) yield* applyLimits(engine, container);
  engine.emit(container, 'update');
}

function checkAgainstSwap(container: Container, changes: Changes): void {
  const { memoryBytes, memorySwapBytes } = changes;
  if (memoryBytes === null || memorySwapBytes !== null) return;
  const swap = container.hostConfig.memorySwapBytes;
  if (swap >= 0 && memoryBytes > swap) {
    throw cannot(
      container,
      'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
    );
  }
}

const cannot = (container: Container, words: string): EngineError =>
  new EngineError('conflict', `Cannot update container ${container.id}: ${words}`);
