/**
 * `POST /containers/ID/start`: overlay mount, network endpoint, cgroup with its limits, shim, PID 1 (moby
 * `daemon/start.go`). Invariant: a failed start leaves the container as it was, with the error in its state.
 */
import { SysError, type Task } from '../kernel/sys.ts';
import type { Bundle } from './bundle.ts';
import { bundleOf } from './container-spec.ts';
import { allocateEndpoints, releaseNetwork, wireSandbox } from './endpoints.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { handleExit } from './exit.ts';
import { monitorHealth } from './health.ts';
import { exists, mkdirAll } from './host-files.ts';
import { applyLimits } from './limits.ts';
import { checkNeighbours } from './links.ts';
import type { Container, HostConfig } from './model.ts';
import { writeNetworkFiles } from './network-files.ts';
import { cgroupDirectory } from './paths.ts';
import { publishPorts } from './ports.ts';
import { removeFiles } from './remove.ts';
import type { Shim, Started } from './shim.ts';
import { RUNC_START_IDS, SHIM_START_IDS } from './shim-numbers.ts';
import { mountOverlay, unmountOverlay } from './start-layers.ts';
import { mountVolumes, unmountVolumes } from './volume-mounts.ts';

const START_MS = 150;
const TASK_WORDS =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';

/** Does nothing when it runs already. Throws EngineError; its `runExitCode` is 126 or 127 when the command is to blame. */
export function* startContainer(engine: Engine, container: Container): Task<void> {
  if (container.state.paused) {
    throw new EngineError('conflict', 'cannot start a paused container, try unpause instead');
  }
  if (container.state.running) return;
  container.stoppedByUser = false;
  if (!container.state.restarting) container.restartCount = 0;
  container.generation += 1;
  yield* engine.busy(START_MS);
  try {
    yield* launch(engine, container);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    container.state.error = error.message;
    container.state.exitCode = error.runExitCode === 125 ? 128 : error.runExitCode;
    if (container.state.status === 'restarting') container.state.status = 'exited';
    container.state.restarting = false;
    if (container.hostConfig.autoRemove) removeFiles(engine, container, { volumes: true });
    throw error;
  }
}

function* launch(engine: Engine, container: Container): Task<void> {
  let shim: Shim | null = null;
  try {
    mountOverlay(engine.sys, container);
    allocateEndpoints(engine, container);
    checkNeighbours(engine, container);
    publishPorts(engine, container);
    yield* writeNetworkFiles(engine, container);
    yield* makeCgroup(engine, container);
    mountVolumes(engine, container);
    checkLogSize(container.hostConfig);
    const bundle = yield* bundleOf(engine, container);
    engine.sys.startThreads(SHIM_START_IDS);
    shim = yield* engine.containerd.startShim(engine.sys, container.id);
    yield* createTask(engine, container, shim, bundle);
  } catch (error) {
    shim?.delete();
    releaseResources(engine, container);
    throw error;
  }
}

/** A process that ends at once may be heard of before the daemon has noted that it runs; that exit waits. */
function* createTask(engine: Engine, container: Container, shim: Shim, bundle: Bundle): Task<void> {
  const plan = {
    tty: container.config.tty,
    stdin: container.config.openStdin,
    winsize: winsizeOf(container),
  };
  let noted = false;
  let early: number | null = null;
  const started: Started = yield* shim.create(engine.sys, bundle, plan, {
    onOutput: (stream, data) => container.output.write(stream, data),
    onExit: (exitCode) => {
      if (noted) engine.runtime.go(handleExit(engine, container, exitCode));
      else early = exitCode;
    },
    onCreated: (pid) => wireSandbox(engine, container, pid),
  });
  if (!started.ok) throw startError(started.words);
  container.input = started.process;
  running(engine, container, shim, started.process.pid);
  engine.sys.startThreads(RUNC_START_IDS);
  noted = true;
  if (early !== null) engine.runtime.go(handleExit(engine, container, early));
}

/** The log driver is made when the task is. */
function checkLogSize({ logOptions }: HostConfig): void {
  const size = logOptions?.get('max-size');
  if (size === undefined || /^-?\d+(\.\d+)? ?([kmgtp]i?b?|b)?$/i.test(size)) return;
  throw new EngineError(
    'invalid',
    `failed to create task for container: failed to initialize logging driver: invalid size: '${size}'`,
  );
}

function startError(words: string): EngineError {
  const exitCode = /executable file not found|no such file or directory/.test(words)
    ? 127
    : /permission denied|is a directory/.test(words)
      ? 126
      : 125;
  return new EngineError('invalid', TASK_WORDS + words, exitCode);
}

function running(engine: Engine, container: Container, shim: Shim, pid: number): void {
  const { state, config } = container;
  container.shim = shim;
  Object.assign(state, {
    status: 'running',
    running: true,
    restarting: false,
    oomKilled: false,
    pid,
    exitCode: 0,
    error: '',
    startedMs: engine.stamp(),
    finishedMs: state.finishedMs,
  });
  const probes = config.healthcheck !== null && config.healthcheck.test[0] !== 'NONE';
  state.health = probes ? { status: 'starting', failingStreak: 0, log: [] } : null;
  engine.emit(container, 'start');
  if (probes) engine.runtime.go(monitorHealth(engine, container));
}

const winsizeOf = (container: Container): { columns: number; rows: number } => {
  const [rows, columns] = container.hostConfig.consoleSize;
  return { rows, columns };
};

function* makeCgroup(engine: Engine, container: Container): Task<void> {
  const path = cgroupDirectory(container);
  if (!exists(engine.sys, path)) mkdirAll(engine.sys, path);
  yield* applyLimits(engine, container);
}

/** What a container holds only while it runs. */
export function releaseResources(engine: Engine, container: Container): void {
  const { sys } = engine;
  quietly(() => unmountOverlay(sys, container));
  quietly(() => unmountVolumes(engine, container));
  quietly(() => sys.rmdir(cgroupDirectory(container)));
  releaseNetwork(engine, container);
}

function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
