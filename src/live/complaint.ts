export type Reason =
  | 'not-installed'
  | 'not-integrated'
  | 'not-running'
  | 'no-permission'
  | 'no-context'
  | 'remote'
  | 'too-old'
  | 'client-too-old'
  | 'client-too-new'
  | 'not-linux'
  | 'timed-out'
  | 'not-understood';

export interface Complaint {
  readonly reason: Reason;
  /** One clause, without a full stop. */
  readonly because: string;
}

const known: readonly (readonly [RegExp, Reason, string])[] = [
  [
    /could not be found in this WSL 2 distro/i,
    'not-integrated',
    'Docker Desktop is installed on Windows but not switched on for this WSL distribution',
  ],
  [/permission denied/i, 'no-permission', 'Docker is installed but this user may not use its socket'],
  [
    /client version .* is too new/i,
    'client-too-new',
    'the Docker daemon is older than its client can speak to',
  ],
  [
    /client version .* is too old|requires? .*API version/i,
    'client-too-old',
    'the Docker client is too old for its daemon',
  ],
  [
    /context .*not found|unable to resolve docker endpoint|load context/i,
    'no-context',
    'Docker is set to a context that does not exist',
  ],
  [
    /cannot connect to (?:the docker daemon|podman)|is the docker daemon running|connection refused|error during connect|failed to connect to the docker api|no such host|no route to host|network is unreachable|dial (?:tcp|unix)|i\/o timeout|unable to connect to podman|podman machine (?:init|start)/i,
    'not-running',
    'Docker is installed but its daemon is not running',
  ],
];

/** Why a client that could be started got no answer from an engine, from what it wrote on stderr. */
export function complaintIn(stderr: string): Complaint {
  const found = known.find(([pattern]) => pattern.test(stderr));
  return found === undefined
    ? { reason: 'not-understood', because: 'Docker is installed but did not answer as Docker does' }
    : { reason: found[1], because: found[2] };
}
