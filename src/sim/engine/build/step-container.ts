/**
 * The container in which a build step works: layers so far, a fresh writable layer, and what was written there as a new layer
 * (buildkit `executor/runcexecutor`, `cache`). Invariant: nothing of it is left but the layer.
 */
import { SysError, type Task } from '../../kernel/sys.ts';
import { overlayOf } from '../container-files.ts';
import { bundleOf } from '../container-spec.ts';
import { makeWritableLayer } from '../create.ts';
import { freshNetwork } from '../endpoints.ts';
import type { Engine } from '../engine.ts';
import { mkdirAll, removeAll, writeFile } from '../host-files.ts';
import { randomHex, randomId, randomLink } from '../ids.ts';
import { layerFrom } from '../layers.ts';
import type { Container, HostConfig, Image, ImageConfig, Layer } from '../model.ts';
import { OutputHub } from '../output-hub.ts';
import {
  cgroupDirectory,
  containerDirectory,
  mergedDirectory,
  OVERLAY_ROOT,
  upperDirectory,
} from '../paths.ts';

export interface BuildState {
  readonly layers: readonly Layer[];
  readonly config: ImageConfig;
  readonly architecture: string;
}

/** Runs `work` on the files of `state`, mounted on the host as of a running container; the layer it has written. */
export function* inStepContainer(
  engine: Engine,
  state: BuildState,
  work: (container: Container) => Task<void>,
): Task<Layer> {
  const container = stepContainer(engine, state);
  const { sys } = engine;
  yield* makeWritableLayer(engine, container);
  sys.mount(overlayOf(container));
  try {
    yield* work(container);
    return yield* layerFrom(engine, upperDirectory(container.layer));
  } finally {
    sys.umount(mergedDirectory(container.layer), { lazy: true });
    removeAll(sys, `${OVERLAY_ROOT}/${container.layer.id}`);
    removeAll(sys, `${OVERLAY_ROOT}/${container.layer.id}-init`);
    removeAll(sys, containerDirectory(container.id));
  }
}

function stepContainer(engine: Engine, { layers, config, architecture }: BuildState): Container {
  const { sys } = engine;
  const image = { layers, config, architecture, id: '', repoTags: [] } as unknown as Image;
  return {
    id: randomId(sys),
    name: '',
    image,
    createdMs: engine.stamp(),
    config: {
      hostname: 'buildkitsandbox',
      domainname: '',
      user: config.user,
      attachStdin: false,
      attachStdout: true,
      attachStderr: true,
      tty: false,
      openStdin: false,
      stdinOnce: false,
      env: config.env,
      cmd: null,
      entrypoint: null,
      image: '',
      workingDir: config.workingDir,
      labels: new Map(),
      exposedPorts: [],
      volumes: null,
      healthcheck: null,
      stopSignal: null,
      stopTimeoutSeconds: null,
    },
    hostConfig: STEP_HOST_CONFIG,
    path: '',
    args: [],
    state: { running: true } as Container['state'],
    restartCount: 0,
    stoppedByUser: false,
    mounts: [],
    layer: { id: randomHex(sys, 64), link: randomLink(sys), initLink: randomLink(sys) },
    network: freshNetwork(),
    sandboxId: '',
    output: new OutputHub(() => engine.stamp()),
    shim: null,
    input: null,
    exitWaiters: new Set(),
    removalWaiters: new Set(),
    execs: new Map(),
    generation: 0,
  };
}

/** BuildKit's own bridge is not modelled: steps use the host's network. */
const STEP_HOST_CONFIG: HostConfig = {
  binds: null,
  mounts: null,
  volumesFrom: [],
  ulimits: [],
  cidFile: '',
  devices: [],
  logDriver: 'none',
  networkMode: 'host',
  portBindings: [],
  restartPolicy: { name: 'no', maximumRetryCount: 0 },
  autoRemove: false,
  capAdd: null,
  capDrop: null,
  cgroupnsMode: 'private',
  dns: [],
  extraHosts: null,
  groupAdd: null,
  ipcMode: 'private',
  oomScoreAdj: 0,
  pidMode: '',
  privileged: false,
  readonlyRootfs: false,
  securityOpt: null,
  tmpfs: null,
  utsMode: '',
  shmSizeBytes: 64 * 1024 * 1024,
  cpuShares: 0,
  memoryBytes: 0,
  nanoCpus: 0,
  cpuPeriod: 0,
  cpuQuota: 0,
  cpusetCpus: '',
  memoryReservationBytes: 0,
  memorySwapBytes: 0,
  oomKillDisable: false,
  pidsLimit: null,
  init: null,
  consoleSize: [0, 0],
};

/** The command's exit code; its lines go to `onLine`. Throws EngineError when it cannot be started. */
export function* runInStep(
  engine: Engine,
  container: Container,
  argv: readonly string[],
  onLine: (line: string) => void,
): Task<number | string> {
  const { sys } = engine;
  const directory = containerDirectory(container.id);
  yield* writeFile(
    sys,
    `${directory}/hosts`,
    '127.0.0.1\tlocalhost buildkitsandbox\n::1\tlocalhost ip6-localhost ip6-loopback\n',
  );
  yield* writeFile(sys, `${directory}/hostname`, 'buildkitsandbox\n');
  yield* writeFile(sys, `${directory}/resolv.conf`, 'nameserver 192.168.1.1\n');
  mkdirAll(sys, cgroupDirectory(container));
  const bundle = yield* bundleOf(engine, { ...container, path: argv[0] ?? '', args: argv.slice(1) });
  const shim = yield* engine.containerd.startShim(sys, container.id);
  const ended = engine.inbox<number>();
  const lines = new LineSplitter(onLine);
  const plan = { tty: false, stdin: false, winsize: { rows: 0, columns: 0 } };
  const hostname = 'buildkitsandbox';
  const newNamespaces = [...new Set([...bundle.newNamespaces, 'uts' as const])];
  const started = yield* shim.create(sys, { ...bundle, hostname, newNamespaces }, plan, {
    onOutput: (stream, data) => lines.write(stream, data),
    onExit: (code) => ended.push(code),
  });
  const outcome = started.ok ? yield* ended.take() : started.words;
  ended.close();
  lines.end();
  shim.delete();
  quietly(() => sys.rmdir(cgroupDirectory(container)));
  return outcome;
}

function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

class LineSplitter {
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  readonly #rest = { stdout: '', stderr: '' };
  readonly #onLine: (line: string) => void;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  write(stream: 'stdout' | 'stderr', data: Uint8Array): void {
    const parts = (this.#rest[stream] + this.#decoders[stream].decode(data, { stream: true })).split('\n');
    this.#rest[stream] = parts.pop() ?? '';
    for (const line of parts) this.#onLine(line);
  }

  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.#rest[stream] !== '') this.#onLine(this.#rest[stream]);
    }
  }
}
