import type { ContainerFacts, ContainerStatus } from '../domain/observation.ts';

/** Fields of `docker container inspect` that engines from 20.10 on agree on; podman leaves some out. */
interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly RestartCount?: number;
  readonly State: {
    readonly Status: ContainerStatus;
    readonly ExitCode: number;
    readonly Error?: string;
    readonly OOMKilled?: boolean;
    readonly Pid?: number;
    readonly Health?: { readonly Status?: string } | null;
  };
  readonly Config: {
    readonly Image: string;
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly Tty?: boolean;
    readonly OpenStdin?: boolean;
    readonly Labels?: Readonly<Record<string, string>> | null;
  };
  readonly HostConfig: {
    readonly Init?: boolean | null;
    readonly RestartPolicy?: { readonly Name?: string } | null;
  };
}

/** The containers in what `docker container inspect` printed. Throws when it is not that. */
export function containerFacts(json: string): readonly ContainerFacts[] {
  return (JSON.parse(json) as readonly Inspected[]).map(facts);
}

function facts(container: Inspected): ContainerFacts {
  const { State: state, Config: config, HostConfig: host } = container;
  return {
    id: container.Id,
    name: container.Name.replace(/^\//, ''),
    image: config.Image,
    status: state.Status,
    exitCode: state.ExitCode,
    error: state.Error ?? '',
    oomKilled: state.OOMKilled ?? false,
    pid: state.Pid ?? 0,
    entrypoint: config.Entrypoint ?? [],
    cmd: config.Cmd ?? [],
    tty: config.Tty ?? false,
    openStdin: config.OpenStdin ?? false,
    init: host.Init ?? false,
    restartPolicy: host.RestartPolicy?.Name || 'no',
    restartCount: container.RestartCount ?? 0,
    health: health(state.Health?.Status),
    labels: config.Labels ?? {},
  };
}

function health(status: string | undefined): ContainerFacts['health'] {
  return status === 'starting' || status === 'healthy' || status === 'unhealthy' ? status : 'none';
}
