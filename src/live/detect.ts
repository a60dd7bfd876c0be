import { type Asked, ask } from './ask.ts';
import type { Launch } from './launch.ts';

export type Detection =
  | {
      readonly kind: 'found';
      readonly version: string;
      /** `Docker 28.5 on this computer`. */
      readonly label: string;
      /** One clause: why this one, or what to know of it. */
      readonly because: string;
      readonly busybox: 'present' | 'missing';
    }
  | { readonly kind: 'not-found'; readonly reason: Reason; readonly because: string };

export type Reason =
  | 'not-installed'
  | 'not-running'
  | 'no-permission'
  | 'no-context'
  | 'too-old'
  | 'client-too-new'
  | 'not-linux'
  | 'timed-out'
  | 'not-understood';

export interface DetectSettings {
  readonly launch: Launch;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
}

/** Engine API 1.41: Docker 20.10, the oldest whose answers the labs know. */
const oldestApiMinor = 41;
const defaultTimeoutMs = 1500;
const format = '{{json .}}';

interface DockerVersion {
  readonly Client?: { readonly Context?: string };
  readonly Server?: { readonly Version?: string; readonly ApiVersion?: string; readonly Os?: string } | null;
}

/**
 * Looks for Docker as its own client finds it (DOCKER_HOST, contexts, rootless sockets), within a bounded time. Never
 * throws; why there is none is told in one clause.
 */
export async function detectDocker(settings: DetectSettings): Promise<Detection> {
  const timeoutMs = settings.timeoutMs ?? defaultTimeoutMs;
  const began = performance.now();
  const asked = await ask(settings.launch, ['docker', 'version', '--format', format], timeoutMs);
  if (asked.kind !== 'answered') return notStarted(asked, timeoutMs);
  const version = parseVersion(asked.stdout);
  const server = version?.Server;
  if (server === null || server === undefined || server.Version === undefined) return noServer(asked.stderr);
  if (apiMinor(server.ApiVersion) < oldestApiMinor)
    return none('too-old', `Docker ${server.Version} is too old, the labs need 20.10 or newer`);
  if (server.Os !== undefined && server.Os !== 'linux')
    return none('not-linux', `Docker runs ${server.Os} containers, and the labs need Linux ones`);
  const left = Math.max(200, timeoutMs - (performance.now() - began));
  const image = await ask(
    settings.launch,
    ['docker', 'image', 'inspect', '--format', '{{.Id}}', 'busybox'],
    left,
  );
  return found(server.Version, where(settings.env), image);
}

function found(version: string, place: string, image: Asked): Detection {
  const short = version.split('.').slice(0, 2).join('.');
  const busybox = image.kind === 'answered' && image.exitCode === 0 ? 'present' : 'missing';
  const label = `Docker ${short} ${place}`;
  return busybox === 'present'
    ? { kind: 'found', version, label, because: 'it answers and has the busybox image', busybox }
    : {
        kind: 'found',
        version,
        label: `${label}, which has no busybox image yet`,
        because: 'it answers; the first `docker run` pulls the busybox image, or says why it cannot',
        busybox,
      };
}

/** DOCKER_HOST may name another machine; then its containers do not run here, and the host's `ps` shows none. */
function where(env: DetectSettings['env']): string {
  const remote = /^(?:tcp|ssh|https?):\/\/(?:[^@/]*@)?([^:/]+)/.exec(env.DOCKER_HOST ?? '')?.[1];
  return remote === undefined || remote === 'localhost' || remote.startsWith('127.')
    ? 'on this computer'
    : `on ${remote}`;
}

function apiMinor(version: string | undefined): number {
  const [major = '0', minor = '0'] = (version ?? '').split('.');
  return Number(major) > 1 ? Number.POSITIVE_INFINITY : Number(minor);
}

function notStarted(asked: Exclude<Asked, { kind: 'answered' }>, timeoutMs: number): Detection {
  if (asked.kind === 'timed-out')
    return none('timed-out', `Docker is installed but did not answer within ${timeoutMs / 1000} s`);
  return asked.missing
    ? none('not-installed', 'no Docker found')
    : none('not-understood', 'Docker is installed but its client could not be started');
}

function parseVersion(stdout: string): DockerVersion | null {
  try {
    return JSON.parse(stdout) as DockerVersion;
  } catch {
    return null;
  }
}

const complaints: readonly (readonly [RegExp, Reason, string])[] = [
  [/permission denied/i, 'no-permission', 'Docker is installed but this user may not use its socket'],
  [
    /client version .* is too new/i,
    'client-too-new',
    'the Docker daemon is older than its client can speak to',
  ],
  [
    /client version .* is too old|requires? .*API version/i,
    'too-old',
    'the Docker client is too old for its daemon',
  ],
  [
    /context .*not found|unable to resolve docker endpoint/i,
    'no-context',
    'Docker is set to a context that does not exist',
  ],
  [
    /cannot connect to the docker daemon|is the docker daemon running|connection refused|error during connect|failed to connect to the docker api|no such host|no route to host|network is unreachable|dial (tcp|unix)|i\/o timeout/i,
    'not-running',
    'Docker is installed but its daemon is not running',
  ],
];

function noServer(stderr: string): Detection {
  const complaint = complaints.find(([pattern]) => pattern.test(stderr));
  return complaint === undefined
    ? none('not-understood', 'Docker is installed but did not answer as Docker does')
    : none(complaint[1], complaint[2]);
}

function none(reason: Reason, because: string): Detection {
  return { kind: 'not-found', reason, because };
}
