/**
 * What a goal may ask of a container, from the engine's own record of it. Models the part of `docker container inspect`
 * (moby `api/types/container`) that domain/observation.ts names. Invariant: each value is the one inspect prints; tmpfs mounts
 * of `--tmpfs`, which inspect keeps apart, stand among the mounts. Left out: everything no goal asks for.
 */
import type { ContainerFacts, MountFacts } from '../domain/observation.ts';
import type { Container, HostConfig } from './engine/model.ts';
import { rfc3339Nano } from './engine/timestamps.ts';

export function containerFacts(container: Container): ContainerFacts {
  const { state, config, hostConfig } = container;
  return {
    id: container.id,
    name: container.name,
    image: config.image,
    imageId: container.image.id,
    status: state.status,
    exitCode: state.exitCode,
    error: state.error,
    oomKilled: state.oomKilled,
    pid: state.pid,
    startedAt: state.startedMs === null ? '' : rfc3339Nano(state.startedMs),
    entrypoint: config.entrypoint ?? [],
    cmd: config.cmd ?? [],
    tty: config.tty,
    openStdin: config.openStdin,
    init: hostConfig.init === true,
    restartPolicy: hostConfig.restartPolicy.name,
    restartCount: container.restartCount,
    health: state.health?.status ?? 'none',
    labels: Object.fromEntries(config.labels),
    hostname: config.hostname,
    user: config.user,
    env: config.env ?? [],
    hasHealthcheck: config.healthcheck !== null && config.healthcheck.test[0] !== 'NONE',
    ...limits(hostConfig),
    ...isolation(hostConfig),
    networks: Object.fromEntries(
      [...container.network.endpoints].map(([name, { ipAddress }]) => [name, ipAddress]),
    ),
    ports: publishedPorts(container),
    mounts: mountsOf(container),
  };
}

function limits(host: HostConfig) {
  const quota = host.cpuQuota > 0 ? host.cpuQuota / (host.cpuPeriod || 100_000) : 0;
  return {
    memoryBytes: host.memoryBytes,
    memorySwapBytes: host.memorySwapBytes,
    cpus: host.nanoCpus > 0 ? host.nanoCpus / 1e9 : quota,
    pidsLimit: Math.max(0, host.pidsLimit ?? 0),
  };
}

function isolation(host: HostConfig) {
  return {
    networkMode: host.networkMode,
    pidMode: host.pidMode,
    utsMode: host.utsMode,
    ipcMode: host.ipcMode,
    readOnly: host.readonlyRootfs,
    privileged: host.privileged,
    capAdd: host.capAdd ?? [],
    capDrop: host.capDrop ?? [],
    securityOpt: host.securityOpt ?? [],
  };
}

function publishedPorts({ state, network }: Container): ContainerFacts['ports'] {
  if (!state.running || !network.published) return [];
  return network.ports.map(({ containerPort, hostIp, hostPort }) => ({ containerPort, hostIp, hostPort }));
}

function mountsOf({ mounts, hostConfig }: Container): readonly MountFacts[] {
  const listed = mounts.map(({ type, name, source, destination, rw }) => ({
    type,
    name: type === 'volume' ? name : '',
    source,
    destination,
    readOnly: !rw,
  }));
  const apart = [...(hostConfig.tmpfs ?? [])].filter(
    ([path]) => !listed.some((one) => one.destination === path),
  );
  return [...listed, ...apart.map(([destination, options]) => tmpfs(destination, options))];
}

const tmpfs = (destination: string, options: string): MountFacts => ({
  type: 'tmpfs',
  name: '',
  source: '',
  destination,
  readOnly: options.split(',').includes('ro'),
});
