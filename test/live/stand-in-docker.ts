import type { HostFacts } from '../../src/live/host-facts.ts';

/** A Linux computer without a home, so that no socket of this machine's own is ever found. */
export const linuxHost: HostFacts = {
  platform: 'linux',
  release: '6.1.0-44-amd64',
  hostname: 'laptop',
  home: null,
  env: {},
};
export const macHost: HostFacts = { ...linuxHost, platform: 'darwin', release: '25.1.0' };
export const wslHost: HostFacts = { ...linuxHost, release: '6.6.87.2-microsoft-standard-WSL2' };

export const dockerInfo = {
  ID: 'engine-1',
  Name: 'laptop',
  ServerVersion: '28.5.2',
  CgroupVersion: '2',
  KernelVersion: linuxHost.release,
  OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  Architecture: 'x86_64',
  SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
};

export const podmanInfo = {
  host: {
    arch: 'arm64',
    cgroupVersion: 'v2',
    kernel: linuxHost.release,
    hostname: 'laptop',
    distribution: { distribution: 'fedora', version: '41' },
    security: { rootless: true },
    serviceIsRemote: false,
  },
  store: { graphRoot: '/home/me/.local/share/containers/storage' },
  version: { Version: '5.2.3' },
};

interface StandIn {
  readonly server?: object | null;
  readonly info?: object;
  readonly image?: 'busybox' | 'no image';
  readonly endpoint?: string;
  readonly context?: string;
  /** What `version` says on stderr, with exit code 1. */
  readonly complaint?: string;
  /** Shell commands that run first. */
  readonly first?: string;
}

const server28 = { Version: '28.5.2', ApiVersion: '1.51', Os: 'linux' };

/** The script of a docker client, as far as finding its engine goes. */
export function dockerScript({
  server = server28,
  info = dockerInfo,
  image = 'busybox',
  endpoint = 'unix:///var/run/docker.sock',
  context = 'default',
  complaint,
  first = '',
}: StandIn = {}): string {
  const client = { Version: '28.5.2', ApiVersion: '1.51', Context: context };
  const version = JSON.stringify({ Client: client, Server: complaint === undefined ? server : null });
  const found = JSON.stringify([{ Name: context, Endpoints: { docker: { Host: endpoint } } }]);
  return `${first}
case "$1" in
  context) echo '${found}' ;;
  version) echo '${version}'; ${complaint === undefined ? '' : `echo '${complaint}' >&2; exit 1`} ;;
  info) echo '${JSON.stringify(info)}' ;;
  image) ${image === 'busybox' ? 'echo sha256:1' : 'echo "Error: No such image: busybox" >&2; exit 1'} ;;
  search) echo 'Error response from daemon: Get "https://index.docker.io/v1/search?q=busybox&n=1": dial tcp: lookup index.docker.io: no such host' >&2; exit 1 ;;
  *) echo "stand-in docker: $*" >&2; exit 125 ;;
esac`;
}

export const podmanScript = (info: object = podmanInfo, image: 0 | 1 = 0): string =>
  `case "$1" in
  info) echo '${JSON.stringify(info)}' ;;
  image) exit ${image} ;;
  version) echo '{"Client":{"APIVersion":"5.2.3","Version":"5.2.3","Os":"linux"}}' ;;
  context) echo 'Error: unrecognized command \`podman context\`' >&2; exit 125 ;;
  *) echo "stand-in podman: $*" >&2; exit 125 ;;
esac`;
