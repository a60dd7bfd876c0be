/** docker compose up and create: networks, volumes, images, then a container for each service, dependencies first (docker/compose `pkg/compose/create.go`). */
import { createContainer } from '../../engine/create.ts';
import { plainWish } from '../../engine/endpoints.ts';
import type { Container } from '../../engine/model.ts';
import { connectNetwork } from '../../engine/network-connect.ts';
import { removeContainer } from '../../engine/remove.ts';
import { startContainer } from '../../engine/start.ts';
import { stopContainer } from '../../engine/stop.ts';
import type { Task } from '../../kernel/sys.ts';
import type { Cli } from '../cli.ts';
import { flagsOf } from '../flag-table.ts';
import { parseLine } from '../flags.ts';
import { createRequest } from '../run-options.ts';
import { containerName, HASH_LABEL, labelsOf, serviceOfContainer } from './containers.ts';
import { inOrder } from './load.ts';
import { ComposeError, type Mount, type Project, type Service } from './model.ts';
import { ensureImage, ensureNetworks, ensureVolumes, step } from './resources.ts';

export interface UpOptions {
  /** Empty: all. */
  readonly services: readonly string[];
  readonly forceRecreate: boolean;
  readonly build: boolean;
  readonly start: boolean;
}

export function* up(cli: Cli, project: Project, options: UpOptions): Task<readonly Container[]> {
  const wanted = withDependencies(project, options.services);
  for (const service of wanted) yield* ensureImage(cli, service, options.build);
  yield* ensureNetworks(cli, project);
  yield* ensureVolumes(cli, project);
  const made: { service: Service; container: Container; running: boolean }[] = [];
  for (const service of wanted)
    made.push({ service, ...(yield* ensureContainer(cli, project, service, options.forceRecreate)) });
  if (!options.start) return made.map(({ container }) => container);
  for (const { service, container, running } of made) {
    yield* awaitDependencies(cli, service, made);
    if (running) continue;
    yield* step(cli, 'Container', container.name, 'Starting');
    yield* cli.call((engine) => startContainer(engine, container));
    yield* step(cli, 'Container', container.name, 'Started');
  }
  return made.map(({ container }) => container);
}

export function chosenServices(project: Project, names: readonly string[]): readonly Service[] {
  for (const name of names)
    if (!project.services.some((one) => one.name === name))
      throw new ComposeError(`no such service: ${name}`);
  return names.length === 0 ? project.services : project.services.filter(({ name }) => names.includes(name));
}

function withDependencies(project: Project, names: readonly string[]): readonly Service[] {
  const ordered = inOrder(project.services);
  if (names.length === 0) return ordered;
  const needed = new Set<string>();
  const add = (service: Service): void => {
    needed.add(service.name);
    for (const { service: name } of service.dependsOn) {
      const other = project.services.find((one) => one.name === name);
      if (other !== undefined && !needed.has(name)) add(other);
    }
  };
  for (const service of chosenServices(project, names)) add(service);
  return ordered.filter(({ name }) => needed.has(name));
}

function* ensureContainer(
  cli: Cli,
  project: Project,
  service: Service,
  force: boolean,
): Task<{ container: Container; running: boolean }> {
  const name = containerName(project, service);
  const there = yield* cli.ask((engine) => engine.containers.byName(name));
  if (there !== null) {
    const same = there.config.labels.get(HASH_LABEL) === service.hash && !force;
    if (same && there.state.running) {
      yield* step(cli, 'Container', name, 'Running');
      return { container: there, running: true };
    }
    if (same) return { container: there, running: false };
    yield* step(cli, 'Container', name, 'Recreate');
    yield* cli.call((engine) => stopContainer(engine, name, { signal: null, timeoutSeconds: null }));
    yield* cli.call((engine) => removeContainer(engine, name, { force: true, volumes: false }));
    const container = yield* makeContainer(cli, project, service, name);
    yield* step(cli, 'Container', name, 'Recreated');
    return { container, running: false };
  }
  yield* step(cli, 'Container', name, 'Creating');
  const container = yield* makeContainer(cli, project, service, name);
  yield* step(cli, 'Container', name, 'Created');
  return { container, running: false };
}

function* makeContainer(cli: Cli, project: Project, service: Service, name: string): Task<Container> {
  const words = createWords(project, service, name);
  const { flags } = parseLine(words, flagsOf('create'), false);
  const entrypoint = service.entrypoint ?? [];
  const command = [...entrypoint.slice(1), ...(service.command ?? [])];
  const request = createRequest(cli.sys, {
    flags,
    image: service.image,
    command,
    detach: true,
    fileEnv: [],
    fileLabels: [],
  });
  const container = yield* cli.call((engine) => createContainer(engine, request));
  const [, ...others] = service.networks;
  for (const { key, aliases } of others) {
    const wish = {
      ...plainWish(networkName(project, key)),
      aliases: [service.name, ...aliases],
      byConnect: true,
    };
    yield* cli.call((engine) => connectNetwork(engine, wish, container.name));
  }
  return container;
}

const networkName = (project: Project, key: string): string =>
  project.networks.find((one) => one.key === key)?.name ?? key;

/** The service as flags of `docker create`. */
function createWords(project: Project, service: Service, name: string): readonly string[] {
  const words = ['--name', name, ...service.flags];
  for (const label of labelsOf(project, service)) words.push('--label', label);
  for (const [key, value] of service.environment)
    words.push('--env', value === null ? key : `${key}=${value}`);
  for (const { hostIp, published, target, protocol } of service.ports)
    words.push(
      '--publish',
      `${hostIp === '' ? '' : `${hostIp}:`}${published === '' && hostIp === '' ? '' : `${published}:`}${target}/${protocol}`,
    );
  for (const mount of service.mounts) words.push(...mountWords(project, mount));
  const [first] = service.networks;
  if (service.networkMode !== null) {
    const other = /^service:(.+)$/.exec(service.networkMode)?.[1];
    const target = project.services.find((one) => one.name === other);
    words.push(
      '--network',
      target === undefined ? service.networkMode : `container:${containerName(project, target)}`,
    );
  } else if (first !== undefined) {
    words.push('--network', networkName(project, first.key));
    for (const alias of [service.name, ...first.aliases]) words.push('--network-alias', alias);
  }
  if (service.entrypoint?.[0] !== undefined) words.push('--entrypoint', service.entrypoint[0]);
  return words;
}

function mountWords(project: Project, { type, source, target, readOnly }: Mount): readonly string[] {
  if (type === 'tmpfs') return ['--tmpfs', target];
  const mode = readOnly ? ':ro' : '';
  if (source === '') return ['--volume', target];
  const name = type === 'bind' ? source : (project.volumes.find((one) => one.key === source)?.name ?? source);
  return ['--volume', `${name}:${target}${mode}`];
}

type Made = readonly { readonly service: Service; readonly container: Container }[];

function* awaitDependencies(cli: Cli, service: Service, made: Made): Task<void> {
  for (const { service: name, condition } of service.dependsOn) {
    const other = made.find((one) => one.service.name === name)?.container;
    if (other === undefined || condition === 'service_started') continue;
    yield* step(cli, 'Container', other.name, 'Waiting');
    const { kind, words } = yield* settled(cli, other, condition);
    yield* step(cli, 'Container', other.name, kind);
    if (words !== null) throw new ComposeError(words);
  }
}

const POLL_MS = 500;

function* settled(
  cli: Cli,
  container: Container,
  condition: string,
): Task<{ kind: string; words: string | null }> {
  const { name } = container;
  for (;;) {
    const { state } = container;
    if (condition === 'service_completed_successfully' && !state.running) {
      if (state.exitCode === 0) return { kind: 'Exited', words: null };
      const words = `service "${serviceOfContainer(container)}" didn't complete successfully: exit ${state.exitCode}`;
      return {
        kind: `service "${serviceOfContainer(container)}" didn't complete successfully: exit ${state.exitCode}`,
        words,
      };
    }
    if (condition === 'service_healthy') {
      const health = container.state.health?.status ?? null;
      if (health === null) return { kind: 'Error', words: `container ${name} has no healthcheck configured` };
      if (health === 'healthy') return { kind: 'Healthy', words: null };
      if (health === 'unhealthy' || !state.running)
        return { kind: 'Error', words: `dependency failed to start: container ${name} is unhealthy` };
    }
    yield* cli.sys.sleep(POLL_MS);
  }
}
