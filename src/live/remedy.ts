import { assertNever } from '../domain/assert-never.ts';
import type { Reason } from './complaint.ts';
import type { Endpoint } from './endpoint.ts';
import { type HostFacts, isWsl } from './host-facts.ts';

export interface Situation {
  readonly host: HostFacts;
  readonly endpoint: Endpoint | null;
  readonly engine: 'docker' | 'podman';
}

/** What a learner can do about it, in one or two sentences. */
export function remedyFor(reason: Reason, { host, endpoint, engine }: Situation): string {
  switch (reason) {
    case 'not-installed':
      return install(host);
    case 'not-integrated':
      return 'In Docker Desktop open Settings, Resources, WSL integration, and switch this distribution on.';
    case 'not-running':
      return engine === 'podman' ? 'Start its machine: podman machine start' : start(host, endpoint);
    case 'no-permission':
      return 'Let your user in: sudo usermod -aG docker "$USER", then log out and in again (that group is as good as root), or set up rootless Docker: https://docs.docker.com/engine/security/rootless/';
    case 'no-context':
      return 'Go back to the usual one: docker context use default (and unset DOCKER_CONTEXT, if it is set).';
    case 'remote':
      return host.env.DOCKER_HOST === undefined || host.env.DOCKER_HOST === ''
        ? 'To use an engine on this computer: docker context use default'
        : 'To use an engine on this computer: unset DOCKER_HOST';
    case 'too-old':
      return engine === 'podman'
        ? 'Update podman to 4.0 or newer.'
        : 'Update Docker to 20.10 or newer: https://docs.docker.com/engine/install/';
    case 'client-too-old':
      return 'Update the docker command: https://docs.docker.com/engine/install/';
    case 'client-too-new':
      return 'Update the Docker daemon, or set DOCKER_API_VERSION to one that it speaks.';
    case 'not-linux':
      return 'Click Docker Desktop’s whale with the right button and choose “Switch to Linux containers”.';
    case 'timed-out':
      return 'See whether `docker version` answers in another terminal; starting Docker again often helps.';
    case 'not-understood':
      return 'Run `docker version` in another terminal and see what it says.';
    default:
      return assertNever(reason);
  }
}

function install(host: HostFacts): string {
  if (host.platform === 'darwin')
    return 'For real containers install Docker Desktop (https://docs.docker.com/desktop/), OrbStack or Colima.';
  if (host.platform === 'win32' || isWsl(host))
    return 'For real containers install Docker Desktop on Windows (https://docs.docker.com/desktop/) and switch WSL integration on.';
  return 'For real containers install Docker (https://docs.docker.com/engine/install/) or podman.';
}

function start(host: HostFacts, endpoint: Endpoint | null): string {
  const { context = '', host: socket = '' } = endpoint ?? {};
  if (/colima/.test(context + socket)) return 'Start it: colima start';
  if (/orbstack/.test(context + socket)) return 'Start it: orb start (or open OrbStack).';
  if (/rancher|\/\.rd\//.test(context + socket)) return 'Open Rancher Desktop and wait until it has started.';
  if (/desktop/.test(context + socket) || host.platform === 'darwin' || host.platform === 'win32')
    return 'Open Docker Desktop and wait until it says that the engine runs.';
  if (context === 'rootless' || /\/run\/user\//.test(socket))
    return 'Start it: systemctl --user start docker';
  if (isWsl(host)) return 'Start it: sudo service docker start (or open Docker Desktop on Windows).';
  return 'Start it: sudo systemctl start docker';
}
