import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFacts } from './host-facts.ts';

/**
 * Sockets that engines of this user leave where plain `docker` does not look: rootless Docker's and those of products
 * whose context was never chosen. Only those that are there.
 */
export function otherSockets({ env, home }: HostFacts, exists = isSocket): readonly string[] {
  const inRuntime = env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, 'docker.sock')] : [];
  const inHome = [
    '.docker/run/docker.sock',
    '.docker/desktop/docker.sock',
    '.colima/default/docker.sock',
    '.orbstack/run/docker.sock',
    '.rd/docker.sock',
  ];
  const all = [...inRuntime, ...(home === null ? [] : inHome.map((path) => join(home, path)))];
  return all.filter(exists);
}

function isSocket(path: string): boolean {
  try {
    return statSync(path).isSocket();
  } catch {
    return false;
  }
}
