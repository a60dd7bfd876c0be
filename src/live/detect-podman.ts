import { ask } from './ask.ts';
import { complaintIn } from './complaint.ts';
import { type Detection, type DetectSettings, noEngine } from './detection.ts';
import { engineInfo } from './engine-info.ts';
import { foundEngine } from './found-engine.ts';
import type { Way } from './way.ts';

/** podman starts slowly: it has no daemon that has read its storage before. */
const defaultTimeoutMs = 5000;
/** The oldest whose answers the labs know. */
const oldestMajor = 4;

/** podman, which has no daemon on Linux and a machine of its own elsewhere. `program`: podman-docker calls it `docker`. */
export async function detectPodman(
  { launch, host, timeoutMs = defaultTimeoutMs }: DetectSettings,
  program: Way['program'] = 'podman',
): Promise<Detection> {
  const none = (complaint: Parameters<typeof noEngine>[0]) => noEngine(complaint, host, null, 'podman');
  const asked = await ask(launch, [program, 'info', '--format', '{{json .}}'], timeoutMs);
  if (asked.kind === 'timed-out')
    return none({
      reason: 'timed-out',
      because: `podman is installed but did not answer within ${timeoutMs / 1000} s`,
    });
  if (asked.kind === 'not-started') return none({ reason: 'not-installed', because: 'no podman found' });
  const info = asked.exitCode === 0 ? engineInfo(asked.stdout) : null;
  if (info === null) {
    const { reason } = complaintIn(asked.stderr);
    const because =
      reason === 'not-running'
        ? 'podman is installed but its machine is not running'
        : 'podman is installed but did not answer as podman does';
    return none({ reason: reason === 'not-running' ? reason : 'not-understood', because });
  }
  if (Number.parseInt(info.version, 10) < oldestMajor)
    return none({
      reason: 'too-old',
      because: `podman ${info.version} is too old, the labs need 4.0 or newer`,
    });
  const image = await ask(launch, [program, 'image', 'exists', 'busybox'], timeoutMs);
  return foundEngine({
    engine: 'Podman',
    version: info.version,
    way: { program, engine: 'podman', env: {} },
    endpoint: null,
    info,
    hasBusybox: image.kind === 'answered' && image.exitCode === 0,
    host,
  });
}
