/**
 * `POST /containers/ID/start`: overlay mount, network endpoint, cgroup with its limits, shim, PID 1 (moby
 * `daemon/start.go`). Invariant: a failed start leaves the container as it was, with the error in its state.
 */
import { SysError, type Task } from '../kernel/sys.ts';
import type { Bundle } from './bundle.ts';
import { bundleOf } from './container-spec.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { handleExit } from './exit.ts';
import { monitorHealth } from './health.ts';
import { exists, mkdirAll, writeFile } from './host-files.ts';
import { randomId, randomMac } from './ids.ts';
import { applyLimits } from './limits.ts';
import type { Container } from './model.ts';
import { cgroupDirectory, containerDirectory } from './paths.ts';
import { removeFiles } from './remove.ts';
import type { Shim, Started } from './shim.ts';
import { RUNC_START_IDS, SHIM_START_IDS } from './shim-numbers.ts';
import { mountOverlay, unmountOverlay } from './start-layers.ts';

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
    connectNetwork(engine, container);
    yield* writeNetworkFiles(engine, container);
    yield* makeCgroup(engine, container);
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
  });
  if (!started.ok) throw startError(started.words);
  container.input = started.process;
  running(engine, container, shim, started.process.pid);
  engine.sys.startThreads(RUNC_START_IDS);
  noted = true;
  if (early !== null) engine.runtime.go(handleExit(engine, container, early));
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

function connectNetwork(engine: Engine, container: Container): void {
  const mode = container.hostConfig.networkMode;
  if (mode.startsWith('container:')) return;
  const network = engine.networks.find(mode === 'default' ? 'bridge' : mode);
  if (network === null) {
    throw new EngineError('not-found', `failed to set up container networking: network ${mode} not found`);
  }
  container.sandboxId = randomId(engine.sys);
  const bridged = network.driver === 'bridge';
  container.endpoint = {
    networkName: network.name,
    networkId: network.id,
    endpointId: randomId(engine.sys),
    gateway: bridged ? (network.gateway ?? '') : '',
    ipAddress: bridged ? engine.networks.allocate() : '',
    prefixLength: bridged ? 16 : 0,
    macAddress: bridged ? randomMac(engine.sys) : '',
  };
  emitNetwork(engine, container, 'connect');
}

function emitNetwork(engine: Engine, container: Container, action: string): void {
  const { endpoint } = container;
  if (endpoint === null || endpoint.networkId === '') return;
  const network = engine.networks.get(endpoint.networkName);
  engine.events.emit({
    stampMs: engine.stamp(),
    type: 'network',
    action,
    id: network.id,
    attributes: new Map([
      ['container', container.id],
      ['name', network.name],
      ['type', network.driver],
    ]),
  });
}

const HOSTS = `127.0.0.1	localhost
::1	localhost ip6-localhost ip6-loopback
fe00::	ip6-localnet
ff00::	ip6-mcastprefix
ff02::1	ip6-allnodes
ff02::2	ip6-allrouters
`;
const RESOLV = `# Generated by Docker Engine.
# This file can be edited; Docker Engine will not make further changes once it
# has been modified.

nameserver 192.168.1.1

# Based on host file: '/etc/resolv.conf' (legacy)
# Overrides: []
`;

function* writeNetworkFiles(engine: Engine, container: Container): Task<void> {
  const directory = containerDirectory(container.id);
  const { hostname } = container.config;
  const address = container.endpoint?.ipAddress ?? '';
  const extra = (container.hostConfig.extraHosts ?? []).map((entry) => {
    const at = entry.indexOf(':');
    return `${entry.slice(at + 1)}\t${entry.slice(0, at)}\n`;
  });
  const own = address === '' ? '' : `${address}\t${hostname}\n`;
  yield* writeFile(engine.sys, `${directory}/hosts`, HOSTS + extra.join('') + own);
  yield* writeFile(
    engine.sys,
    `${directory}/hostname`,
    `${hostname === '' ? engine.sys.uname().nodename : hostname}\n`,
  );
  yield* writeFile(engine.sys, `${directory}/resolv.conf`, RESOLV);
}

function* makeCgroup(engine: Engine, container: Container): Task<void> {
  const path = cgroupDirectory(container.id);
  if (!exists(engine.sys, path)) mkdirAll(engine.sys, path);
  yield* applyLimits(engine, container);
}

/** What a container holds only while it runs. */
export function releaseResources(engine: Engine, container: Container): void {
  const { sys } = engine;
  quietly(() => unmountOverlay(sys, container));
  quietly(() => sys.rmdir(cgroupDirectory(container.id)));
  if (container.endpoint === null) return;
  if (container.endpoint.ipAddress !== '') engine.networks.release(container.endpoint.ipAddress);
  emitNetwork(engine, container, 'disconnect');
  Object.assign(container.endpoint, {
    networkId: container.state.status === 'created' ? '' : container.endpoint.networkId,
    endpointId: '',
    gateway: '',
    ipAddress: '',
    prefixLength: 0,
    macAddress: '',
  });
}

function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
