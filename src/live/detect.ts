import { detectDocker } from './detect-docker.ts';
import { detectPodman } from './detect-podman.ts';
import type { Detection, DetectSettings } from './detection.ts';

export type { Detection, DetectSettings, FoundEngine, NoEngine } from './detection.ts';

/**
 * Looks for an engine on this computer, within a bounded time: Docker as its own client finds it, and podman where there
 * is no Docker. Never throws; why there is none is told in one clause, with what to do about it.
 */
export async function detectEngine(settings: DetectSettings): Promise<Detection> {
  const docker = await detectDocker(settings);
  if (docker.kind === 'found') return docker;
  if (docker.reason !== 'not-installed' && docker.reason !== 'not-integrated') return docker;
  const podman = await detectPodman(settings);
  return podman.kind === 'not-found' && podman.reason === 'not-installed' ? docker : podman;
}
