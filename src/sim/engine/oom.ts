/**
 * What dockerd does about the OOM killer (moby `daemon/monitor.go`, EventOOM): the kernel counts in memory.events what it did in the
 * container's cgroup; the state says so from then on, also while the container runs on, until its next start. Invariant: one
 * `oom` event for each run. Left out: kills that happen between two looks (a child that no exec started) are noted at the end.
 */
import type { Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { readFile } from './host-files.ts';
import type { Container } from './model.ts';
import { cgroupDirectory } from './paths.ts';

/** Looks, and answers whether the OOM killer has been in this run of the container. */
export function* noteOom(engine: Engine, container: Container): Task<boolean> {
  const events = yield* readFile(engine.sys, `${cgroupDirectory(container)}/memory.events`);
  const killed = /^oom_kill [1-9]/m.test(events ?? '');
  if (killed && !container.state.oomKilled) {
    container.state.oomKilled = true;
    engine.emit(container, 'oom');
  }
  return killed;
}
