import type { EngineFacts } from '../domain/observation.ts';

/** What an engine says of itself, whichever it is. */
export interface EngineInfo extends Omit<EngineFacts, 'vm' | 'processesOnHost'> {
  /** The engine's own, so that it is known again; for podman, where this user's containers are kept. */
  readonly id: string;
  /** The name of the machine it runs on. */
  readonly hostname: string;
  /** For podman: whether a service elsewhere does the work (`podman machine`, a remote connection). */
  readonly isRemoteService: boolean;
}

interface DockerInfo {
  readonly ID?: string;
  readonly Name?: string;
  readonly ServerVersion?: string;
  readonly CgroupVersion?: string;
  readonly KernelVersion?: string;
  readonly OperatingSystem?: string;
  readonly Architecture?: string;
  readonly SecurityOptions?: readonly string[] | null;
}

interface PodmanInfo {
  readonly host?: {
    readonly arch?: string;
    readonly cgroupVersion?: string;
    readonly kernel?: string;
    readonly hostname?: string;
    readonly distribution?: { readonly distribution?: string; readonly version?: string };
    readonly security?: { readonly rootless?: boolean };
    readonly serviceIsRemote?: boolean;
  };
  readonly store?: { readonly graphRoot?: string };
  readonly version?: { readonly Version?: string };
}

/** Reads what `docker info --format '{{json .}}'` printed, or podman's. null: neither, or no engine answered it. */
export function engineInfo(json: string): EngineInfo | null {
  try {
    const info = JSON.parse(json) as DockerInfo & PodmanInfo;
    return info.host === undefined ? dockerInfo(info) : podmanInfo(info);
  } catch {
    return null;
  }
}

function dockerInfo(info: DockerInfo): EngineInfo | null {
  if (!info.ServerVersion) return null;
  const security = info.SecurityOptions ?? [];
  const has = (name: string) => security.some((option) => option.split(',')[0] === `name=${name}`);
  return {
    id: info.ID ?? '',
    name: 'docker',
    version: info.ServerVersion,
    hostname: info.Name ?? '',
    cgroupVersion: info.CgroupVersion === '2' ? 2 : 1,
    kernelVersion: info.KernelVersion ?? '',
    operatingSystem: info.OperatingSystem ?? '',
    architecture: info.Architecture ?? '',
    rootless: has('rootless'),
    userNamespaces: has('userns') || has('rootless'),
    isRemoteService: false,
  };
}

/** Podman speaks of architectures as Go does; uname(2) has older names. */
const architectures: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64', '386': 'i686' };

function podmanInfo({ host, store, version }: PodmanInfo): EngineInfo {
  const { distribution = '', version: release = '' } = host?.distribution ?? {};
  const rootless = host?.security?.rootless === true;
  const arch = host?.arch ?? '';
  return {
    id: `podman ${host?.hostname ?? ''} ${store?.graphRoot ?? ''}`,
    name: 'podman',
    version: version?.Version ?? '',
    hostname: host?.hostname ?? '',
    cgroupVersion: host?.cgroupVersion === 'v1' ? 1 : 2,
    kernelVersion: host?.kernel ?? '',
    operatingSystem: `${distribution} ${release}`.trim(),
    architecture: architectures[arch] ?? arch,
    rootless,
    userNamespaces: rootless,
    isRemoteService: host?.serviceIsRemote === true,
  };
}
