/**
 * `POST /containers/create`: from an image and a configuration to a container that is not yet running (moby
 * `daemon/create.go`). Invariant: name and id are registered only when all checks have passed.
 */
import { parseSignal } from '../kernel/signals.ts';
import type { Task } from '../kernel/sys.ts';
import { checkName, generateName } from './container-names.ts';
import { populateVolumes } from './copy-up.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { checkHostConfig, checkTogether } from './host-config-checks.ts';
import { mkdirAll, writeFile } from './host-files.ts';
import { randomHex, randomId, randomLink } from './ids.ts';
import type { Container, ContainerConfig, EndpointWish, HostConfig, ImageConfig } from './model.ts';
import { resolveMounts } from './mounts.ts';
import { checkNetworking, hostnameOf, networkOf } from './network-checks.ts';
import { OutputHub } from './output-hub.ts';
import {
  containerDirectory,
  initDirectory,
  mergedDirectory,
  upperDirectory,
  workDirectory,
} from './paths.ts';
import { checkPlatform } from './platform.ts';

export interface CreateRequest {
  readonly name: string | null;
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  /** Networks and what is asked of each; by the network mode alone when empty. */
  readonly endpoints: readonly EndpointWish[];
  /** `linux/arm64`: what the image has to be for; null for whatever it is for. */
  readonly platform: string | null;
}

const CREATE_MS = 55;

/** Throws EngineError: not-found for the image, conflict for the name, invalid for the rest. */
export function* createContainer(engine: Engine, request: CreateRequest): Task<Container> {
  yield* engine.busy(CREATE_MS);
  const image = engine.images.get(request.config.image);
  if (request.platform !== null) checkPlatform(request.config.image, image, request.platform);
  checkHostConfig(engine, request.hostConfig);
  const networkMode = checkNetworking(engine, request);
  checkConfig(request.config);
  checkTogether(request.config, request.hostConfig, request.config.hostname !== '');
  const config = mergeImageConfig(request.config, image.config);
  const [path, ...args] = [...(config.entrypoint ?? []), ...(config.cmd ?? [])];
  if (path === undefined) throw new EngineError('invalid', 'no command specified');
  const id = randomId(engine.sys);
  const name = reserveName(engine, request.name, id);
  if (config.hostname === '') config.hostname = hostnameOf(engine, networkMode, id);
  const layer = {
    id: randomHex(engine.sys, 64),
    link: randomLink(engine.sys),
    initLink: randomLink(engine.sys),
  };
  const container: Container = {
    id,
    name,
    image,
    createdMs: engine.stamp(),
    config,
    hostConfig: { ...request.hostConfig, networkMode },
    path,
    args,
    state: freshState(),
    restartCount: 0,
    stoppedByUser: false,
    mounts: resolveMounts(engine, request.hostConfig, config),
    layer,
    network: networkOf(request),
    sandboxId: '',
    output: new OutputHub(() => engine.stamp()),
    shim: null,
    input: null,
    exitWaiters: new Set(),
    removalWaiters: new Set(),
    execs: new Map(),
    generation: 0,
  };
  yield* makeWritableLayer(engine, container);
  yield* populateVolumes(engine, container);
  engine.containers.add(container);
  engine.emit(container, 'create');
  return container;
}

function checkConfig(config: ContainerConfig): void {
  const { workingDir, stopSignal } = config;
  if (workingDir !== '' && !workingDir.startsWith('/')) {
    const words = `the working directory '${workingDir}' is invalid, it needs to be an absolute path`;
    throw new EngineError('invalid', words);
  }
  if (stopSignal !== null && parseSignal(stopSignal) === null) {
    throw new EngineError('invalid', `invalid signal: ${stopSignal}`);
  }
}

function reserveName(engine: Engine, wanted: string | null, id: string): string {
  if (wanted === null) return generateName(engine.sys, (name) => engine.containers.byName(name) !== null);
  checkName(wanted);
  const name = wanted.replace(/^\//, '');
  const holder = engine.containers.byName(name);
  if (holder !== null && holder.id !== id) throw nameInUse(name, holder.id);
  return name;
}

export const nameInUse = (name: string, holderId: string): EngineError =>
  new EngineError(
    'conflict',
    `Conflict. The container name "/${name}" is already in use by container "${holderId}". You have to remove (or rename) that container to be able to reuse that name.`,
  );

const freshState = (): Container['state'] => ({
  status: 'created',
  running: false,
  paused: false,
  restarting: false,
  oomKilled: false,
  pid: 0,
  exitCode: 0,
  error: '',
  startedMs: null,
  finishedMs: null,
  health: null,
});

/** `runconfig.Merge`: what the user left open comes from the image. */
function mergeImageConfig(config: ContainerConfig, image: ImageConfig): ContainerConfig {
  const names = new Set((config.env ?? []).map(variableName));
  const inherited = (image.env ?? []).filter((entry) => !names.has(variableName(entry)));
  const env = config.env === null && image.env === null ? null : [...(config.env ?? []), ...inherited];
  const replacesCommand = config.entrypoint !== null;
  return {
    ...config,
    env,
    user: config.user === '' ? image.user : config.user,
    entrypoint: config.entrypoint?.length === 0 ? null : (config.entrypoint ?? image.entrypoint),
    cmd: config.cmd ?? (replacesCommand ? null : image.cmd),
    workingDir: config.workingDir === '' ? image.workingDir : config.workingDir,
    labels: new Map([...Object.entries(image.labels ?? {}), ...config.labels]),
    exposedPorts: [...new Set([...config.exposedPorts, ...(image.exposedPorts ?? [])])].sort(),
    volumes: config.volumes ?? image.volumes,
    healthcheck: config.healthcheck ?? image.healthcheck,
    stopSignal: config.stopSignal ?? image.stopSignal,
  };
}

const variableName = (entry: string): string => entry.split('=')[0] ?? entry;

/** The directories and the init layer of a container, before anything is mounted. */
export function* makeWritableLayer(engine: Engine, container: Container): Task<void> {
  const { sys } = engine;
  const { layer } = container;
  for (const path of [upperDirectory(layer), workDirectory(layer), mergedDirectory(layer)])
    mkdirAll(sys, path);
  mkdirAll(sys, containerDirectory(container.id), 0o710);
  const init = initDirectory(layer);
  for (const name of ['dev/pts', 'dev/shm', 'etc', 'proc', 'sys']) mkdirAll(sys, `${init}/${name}`);
  yield* writeFile(sys, `${init}/.dockerenv`, '', 0o755);
  yield* writeFile(sys, `${init}/dev/console`, '', 0o755);
  for (const name of ['hostname', 'hosts', 'resolv.conf'])
    yield* writeFile(sys, `${init}/etc/${name}`, '', 0o755);
  sys.symlink('/proc/mounts', `${init}/etc/mtab`);
}
