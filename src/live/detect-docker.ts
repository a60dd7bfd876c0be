import { type Asked, ask } from './ask.ts';
import { type Complaint, complaintIn } from './complaint.ts';
import { detectPodman } from './detect-podman.ts';
import { type Detection, type DetectSettings, type NoEngine, noEngine } from './detection.ts';
import { type Endpoint, endpointOf, remoteHost } from './endpoint.ts';
import { engineInfo } from './engine-info.ts';
import { foundEngine } from './found-engine.ts';
import { otherSockets } from './other-sockets.ts';
import { launchThrough, plainDocker, type Way } from './way.ts';

/** Engine API 1.41: Docker 20.10, the oldest whose answers the labs know. */
const oldestApiMinor = 41;
const defaultTimeoutMs = 1500;
const json = '{{json .}}';

interface DockerVersion {
  readonly Client?: { readonly Context?: string; readonly APIVersion?: string };
  readonly Server?: {
    readonly Version?: string;
    readonly ApiVersion?: string;
    readonly Os?: string;
    readonly Components?: readonly { readonly Name?: string }[];
  } | null;
}

/** Docker as its client finds it (DOCKER_HOST, contexts); then at sockets where the client does not look. */
export async function detectDocker(settings: DetectSettings): Promise<Detection> {
  const { launch, host, timeoutMs = defaultTimeoutMs } = settings;
  const endpoint = await endpointOf(launch, timeoutMs);
  const elsewhere = endpoint === null ? null : remoteHost(endpoint.host, host.hostname);
  if (elsewhere !== null) return noEngine(remote(elsewhere), host, endpoint);
  const detection = await detectAt(settings, plainDocker, endpoint);
  if (detection.kind === 'found' || chosen(settings) || !isUnreachable(detection)) return detection;
  for (const socket of settings.otherSockets ?? otherSockets(host)) {
    const at: Endpoint = { context: endpoint?.context ?? 'default', host: `unix://${socket}` };
    if (at.host === endpoint?.host) continue;
    const other = await detectAt(settings, { ...plainDocker, env: { DOCKER_HOST: at.host } }, at);
    if (other.kind === 'found')
      return { ...other, because: `plain \`docker\` does not find it, but it answers at ${socket}` };
  }
  return detection;
}

/** Whoever names an engine means that one. */
const chosen = ({ host: { env } }: DetectSettings): boolean =>
  Boolean(env.DOCKER_HOST) || Boolean(env.DOCKER_CONTEXT);

const isUnreachable = ({ reason }: NoEngine): boolean =>
  reason === 'not-running' || reason === 'no-permission' || reason === 'no-context';

const remote = (computer: string): Complaint => ({
  reason: 'remote',
  because: `Docker is set to another computer (${computer}), and labs stay on this one`,
});

async function detectAt(settings: DetectSettings, way: Way, endpoint: Endpoint | null): Promise<Detection> {
  const { host, timeoutMs = defaultTimeoutMs } = settings;
  const launch = launchThrough(settings.launch, way);
  const asked = await ask(launch, ['docker', 'version', '--format', json], timeoutMs);
  if (asked.kind !== 'answered') return noEngine(notStarted(asked, timeoutMs), host, endpoint);
  const version = parseVersion(asked.stdout);
  // podman-docker: a `docker` that is podman.
  if (version?.Client?.APIVersion !== undefined) return detectPodman(settings, 'docker');
  const fault = serverFault(version?.Server, asked.stderr);
  if (fault !== null) return noEngine(fault, host, endpoint);
  const [info, image] = await Promise.all([
    ask(launch, ['docker', 'info', '--format', json], timeoutMs),
    ask(launch, ['docker', 'image', 'inspect', '--format', '{{.Id}}', 'busybox'], timeoutMs),
  ]);
  const isPodman = version?.Server?.Components?.some(({ Name }) => Name === 'Podman Engine') === true;
  return foundEngine({
    engine: isPodman ? 'Podman' : 'Docker',
    version: version?.Server?.Version ?? '',
    way,
    endpoint,
    info: info.kind === 'answered' ? engineInfo(info.stdout) : null,
    hasBusybox: image.kind === 'answered' && image.exitCode === 0,
    host,
  });
}

function serverFault(server: DockerVersion['Server'], stderr: string): Complaint | null {
  if (server === null || server === undefined || server.Version === undefined) return complaintIn(stderr);
  if (apiMinor(server.ApiVersion) < oldestApiMinor)
    return {
      reason: 'too-old',
      because: `Docker ${server.Version} is too old, the labs need 20.10 or newer`,
    };
  if (server.Os !== undefined && server.Os !== 'linux')
    return {
      reason: 'not-linux',
      because: `Docker runs ${capitalised(server.Os)} containers, and the labs need Linux ones`,
    };
  return null;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function apiMinor(version: string | undefined): number {
  const [major = '0', minor = '0'] = (version ?? '').split('.');
  return Number(major) > 1 ? Number.POSITIVE_INFINITY : Number(minor);
}

function notStarted(asked: Exclude<Asked, { kind: 'answered' }>, timeoutMs: number): Complaint {
  if (asked.kind === 'timed-out')
    return {
      reason: 'timed-out',
      because: `Docker is installed but did not answer within ${timeoutMs / 1000} s`,
    };
  return asked.missing
    ? { reason: 'not-installed', because: 'no Docker found' }
    : { reason: 'not-understood', because: 'Docker is installed but its client could not be started' };
}

function parseVersion(stdout: string): DockerVersion | null {
  try {
    return JSON.parse(stdout) as DockerVersion;
  } catch {
    return null;
  }
}
