/** What podman's `container inspect` says in other places or other words than Docker's. */
interface PodmanContainer {
  readonly ImageName?: string;
  readonly Image: string;
  readonly BoundingCaps?: readonly string[] | null;
  readonly Config: { readonly Image: string; readonly Entrypoint?: unknown };
  readonly HostConfig: {
    readonly NetworkMode?: string;
    readonly PidMode?: string;
    readonly UTSMode?: string;
    readonly IpcMode?: string;
    readonly CapAdd?: readonly string[] | null;
    readonly CapDrop?: readonly string[] | null;
  };
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, unknown>> | null } | null;
}

/** podman's default network, which plays the part of Docker's `bridge`. */
const DEFAULT_NETWORK = 'podman';

/** The same container as Docker would describe it; one that Docker described stays as it is. */
export function asDockerContainer<T extends PodmanContainer>(container: T): T {
  if (container.ImageName === undefined) return container;
  const { Config: config, HostConfig: host, NetworkSettings: settings } = container;
  const networks = Object.entries(settings?.Networks ?? {});
  return {
    ...container,
    Image: imageId(container.Image),
    Config: {
      ...config,
      Image: familiarName(config.Image),
      Entrypoint: words(config.Entrypoint),
    },
    HostConfig: {
      ...host,
      NetworkMode: networkMode(
        host.NetworkMode ?? '',
        networks.map(([name]) => name),
      ),
      PidMode: ownMode(host.PidMode),
      UTSMode: ownMode(host.UTSMode),
      // What podman calls shareable by itself, Docker calls private.
      IpcMode: host.IpcMode === 'shareable' ? 'private' : host.IpcMode,
      CapDrop: isBare(container) ? ['ALL'] : host.CapDrop,
    },
    NetworkSettings: {
      ...settings,
      Networks:
        host.NetworkMode === 'none'
          ? { none: null }
          : Object.fromEntries(
              networks.map(([name, at]) => [name === DEFAULT_NETWORK ? 'bridge' : name, at]),
            ),
    },
  };
}

/** `docker.io/library/busybox:latest` is `busybox` to Docker, and `localhost/vvc-img:latest` is `vvc-img`. */
export function familiarName(image: string): string {
  return image.replace(/^(?:docker\.io\/(?:library\/)?|localhost\/)/, '').replace(/:latest$/, '');
}

/** podman leaves out which sum it is. */
export const imageId = (id: string): string => (/^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id);

/** An entrypoint is one string, its words joined by spaces. */
function words(entrypoint: unknown): unknown {
  if (typeof entrypoint !== 'string') return entrypoint;
  return entrypoint === '' ? [] : entrypoint.split(' ');
}

const ownMode = (mode = ''): string => (mode === 'private' ? '' : mode);

/** podman calls every network of its own kind `bridge`. */
function networkMode(mode: string, networks: readonly string[]): string {
  const [first] = networks;
  return mode === 'bridge' && first !== undefined && first !== DEFAULT_NETWORK ? first : mode;
}

/** `--cap-drop ALL` is kept as the list of all that were dropped. */
function isBare({ BoundingCaps: left, HostConfig: host }: PodmanContainer): boolean {
  const added = new Set(host.CapAdd ?? []);
  return (host.CapDrop ?? []).length > 8 && (left ?? []).every((capability) => added.has(capability));
}
