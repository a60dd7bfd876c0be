import { ask } from './ask.ts';
import type { Launch } from './launch.ts';
import { launchThrough, type Way } from './way.ts';

/**
 * Whether the engine reaches the registry that images come from: it is asked to search there for one, which makes and
 * stores nothing. false: it said that it cannot, or gave no answer in time.
 */
export async function reachesRegistry(launch: Launch, way: Way, timeoutMs = 8000): Promise<boolean> {
  const term = way.engine === 'podman' ? 'docker.io/library/busybox' : 'busybox';
  const asked = await ask(launchThrough(launch, way), ['docker', 'search', '--limit', '1', term], timeoutMs);
  return asked.kind === 'answered' && asked.exitCode === 0;
}
