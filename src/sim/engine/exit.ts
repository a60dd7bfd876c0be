/**
 * What dockerd does when a container's main process has ended (moby `daemon/monitor.go`, `restartmanager`):
 * note it, release what it held, and restart it, remove it or leave it. Invariant: whoever waits for the exit is
 * told once, after the state says so. The wait before a restart doubles from 100 ms to a minute, and begins anew
 * after ten seconds of running.
 */
import type { Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { Container } from './model.ts';
import { noteOom } from './oom.ts';
import { removeFiles } from './remove.ts';
import { releaseResources, startContainer } from './start.ts';

const CLEAN_UP_MS = 25;
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 60_000;
const STEADY_MS = 10_000;

export function* handleExit(engine: Engine, container: Container, exitCode: number): Task<void> {
  const { state } = container;
  const ranMs = engine.sys.realtimeMs() - (state.startedMs ?? 0);
  yield* engine.busy(CLEAN_UP_MS);
  const oomKilled = yield* noteOom(engine, container);
  container.shim?.delete();
  container.shim = null;
  container.input = null;
  container.execs.clear();
  const again = !engine.closing && shouldRestart(container, exitCode);
  Object.assign(state, {
    status: again ? 'restarting' : 'exited',
    running: again,
    restarting: again,
    paused: false,
    oomKilled,
    pid: 0,
    exitCode,
    finishedMs: engine.stamp(),
  });
  if (state.health !== null) state.health.status = 'unhealthy';
  releaseResources(engine, container);
  engine.emit(container, 'die', {
    execDuration: String(Math.floor(ranMs / 1000)),
    exitCode: String(exitCode),
  });
  container.output.end();
  const waiters = [...container.exitWaiters];
  container.exitWaiters.clear();
  for (const waiter of waiters) waiter(exitCode);
  if (again) yield* restartLater(engine, container, ranMs);
  else if (container.hostConfig.autoRemove) removeFiles(engine, container, { volumes: true });
}

export function shouldRestart(container: Container, exitCode: number): boolean {
  if (container.stoppedByUser) return false;
  const { name, maximumRetryCount } = container.hostConfig.restartPolicy;
  if (name === 'always' || name === 'unless-stopped') return true;
  if (name !== 'on-failure' || exitCode === 0) return false;
  return maximumRetryCount === 0 || container.restartCount < maximumRetryCount;
}

const backoffs = new WeakMap<Container, number>();

function* restartLater(engine: Engine, container: Container, ranMs: number): Task<void> {
  const before = backoffs.get(container);
  const waitMs =
    before === undefined || ranMs >= STEADY_MS ? FIRST_BACKOFF_MS : Math.min(before * 2, LONGEST_BACKOFF_MS);
  backoffs.set(container, waitMs);
  const { generation } = container;
  yield* engine.busy(waitMs);
  if (container.generation !== generation || !container.state.restarting || container.stoppedByUser) return;
  container.restartCount += 1;
  container.state.running = false;
  try {
    yield* startContainer(engine, container);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}
