import type { ContainerFacts, ContainerStatus, MountFacts } from '../domain/observation.ts';
import { asDockerContainer } from './podman-container.ts';

/** Fields of `docker container inspect` that engines from 20.10 on agree on; podman leaves some out. */
interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly RestartCount?: number;
  readonly State: {
    readonly Status: ContainerStatus;
    readonly ExitCode: number;
    readonly Error?: string;
    readonly OOMKilled?: boolean;
    readonly Pid?: number;
    readonly StartedAt?: string;
    readonly Health?: { readonly Status?: string } | null;
  };
  readonly Config: {
    readonly Image: string;
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly Tty?: boolean;
    readonly OpenStdin?: boolean;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly Hostname?: string;
    readonly User?: string;
    readonly Env?: readonly string[] | null;
    readonly Healthcheck?: { readonly Test?: readonly string[] | null } | null;
  };
  readonly HostConfig: InspectedHostConfig;
  readonly NetworkSettings?: {
    readonly Networks?: Readonly<Record<string, { readonly IPAddress?: string } | null>> | null;
    readonly Ports?: Readonly<
      Record<string, readonly { readonly HostIp?: string; readonly HostPort?: string }[] | null>
    > | null;
  };
  readonly Mounts?:
    | readonly {
        readonly Type: string;
        readonly Name?: string;
        readonly Source?: string;
        readonly Destination: string;
        readonly RW?: boolean;
      }[]
    | null;
}

interface InspectedHostConfig {
  readonly Init?: boolean | null;
  readonly RestartPolicy?: { readonly Name?: string } | null;
  readonly Memory?: number;
  readonly MemorySwap?: number;
  readonly NanoCpus?: number;
  readonly CpuQuota?: number;
  readonly CpuPeriod?: number;
  readonly PidsLimit?: number | null;
  readonly NetworkMode?: string;
  readonly PidMode?: string;
  readonly UTSMode?: string;
  readonly IpcMode?: string;
  readonly ReadonlyRootfs?: boolean;
  readonly Privileged?: boolean;
  readonly CapAdd?: readonly string[] | null;
  readonly CapDrop?: readonly string[] | null;
  readonly SecurityOpt?: readonly string[] | null;
  readonly Tmpfs?: Readonly<Record<string, string>> | null;
}

/** The containers in what `docker container inspect` printed. Throws when it is not that. */
export function containerFacts(json: string): readonly ContainerFacts[] {
  return (JSON.parse(json) as readonly Inspected[]).map((it) => facts(asDockerContainer(it)));
}

function facts(container: Inspected): ContainerFacts {
  const { State: state, Config: config, HostConfig: host } = container;
  return {
    id: container.Id,
    name: container.Name.replace(/^\//, ''),
    image: config.Image,
    imageId: container.Image,
    status: state.Status,
    exitCode: state.ExitCode,
    error: state.Error ?? '',
    oomKilled: state.OOMKilled ?? false,
    pid: state.Pid ?? 0,
    startedAt: startedAt(state.StartedAt),
    entrypoint: config.Entrypoint ?? [],
    cmd: config.Cmd ?? [],
    tty: config.Tty ?? false,
    openStdin: config.OpenStdin ?? false,
    init: host.Init ?? false,
    restartPolicy: host.RestartPolicy?.Name || 'no',
    restartCount: container.RestartCount ?? 0,
    health: health(state.Health?.Status),
    labels: config.Labels ?? {},
    hostname: config.Hostname ?? '',
    user: config.User ?? '',
    env: config.Env ?? [],
    hasHealthcheck: hasHealthcheck(config.Healthcheck?.Test ?? []),
    ...limits(host),
    ...isolation(host),
    networks: Object.fromEntries(
      Object.entries(container.NetworkSettings?.Networks ?? {}).map(([name, at]) => [
        name,
        at?.IPAddress ?? '',
      ]),
    ),
    ports: publishedPorts(container),
    mounts: mounts(container),
  };
}

/** The year 1 stands for never. */
const startedAt = (stamp = ''): string => (stamp.startsWith('0001-') ? '' : stamp);

const hasHealthcheck = (test: readonly string[]): boolean => test.length > 0 && test[0] !== 'NONE';

function limits(host: InspectedHostConfig) {
  const { NanoCpus: nano = 0, CpuQuota: quota = 0, CpuPeriod: period = 0 } = host;
  return {
    memoryBytes: host.Memory ?? 0,
    memorySwapBytes: host.MemorySwap ?? 0,
    cpus: nano > 0 ? nano / 1e9 : Math.max(0, quota) / (period || 100_000),
    pidsLimit: Math.max(0, host.PidsLimit ?? 0),
  };
}

function isolation(host: InspectedHostConfig) {
  return {
    networkMode: host.NetworkMode ?? '',
    pidMode: host.PidMode ?? '',
    utsMode: host.UTSMode ?? '',
    ipcMode: host.IpcMode ?? '',
    readOnly: host.ReadonlyRootfs ?? false,
    privileged: host.Privileged ?? false,
    capAdd: (host.CapAdd ?? []).map(capability),
    capDrop: (host.CapDrop ?? []).map(capability),
    securityOpt: host.SecurityOpt ?? [],
  };
}

function publishedPorts({ NetworkSettings: network }: Inspected): ContainerFacts['ports'] {
  return Object.entries(network?.Ports ?? {}).flatMap(([containerPort, bindings]) =>
    (bindings ?? []).map(({ HostIp, HostPort }) => ({
      containerPort,
      hostIp: HostIp ?? '',
      hostPort: HostPort ?? '',
    })),
  );
}

/** `--tmpfs` stands apart from the other mounts. */
function mounts({ Mounts: listed, HostConfig: host }: Inspected): readonly MountFacts[] {
  const known = (listed ?? []).flatMap((mount): readonly MountFacts[] => {
    const { Type: type, Name: name, Source: source, Destination: destination, RW: writable } = mount;
    if (type !== 'volume' && type !== 'bind' && type !== 'tmpfs') return [];
    const volume = type === 'volume' ? (name ?? '') : '';
    return [{ type, name: volume, source: source ?? '', destination, readOnly: writable === false }];
  });
  const apart = Object.entries(host.Tmpfs ?? {}).filter(
    ([path]) => !known.some(({ destination }) => destination === path),
  );
  const tmpfs = apart.map(([destination, options]): MountFacts => {
    return { type: 'tmpfs', name: '', source: '', destination, readOnly: options.split(',').includes('ro') };
  });
  return [...known, ...tmpfs];
}

function health(status: string | undefined): ContainerFacts['health'] {
  return status === 'starting' || status === 'healthy' || status === 'unhealthy' ? status : 'none';
}

/** Engines before 23 keep a capability as it was typed. */
function capability(name: string): string {
  const upper = name.toUpperCase();
  return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}
