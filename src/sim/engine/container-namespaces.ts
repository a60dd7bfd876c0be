/**
 * Which namespaces a container gets of its own and which it shares (namespaces(7); moby `daemon/oci_linux.go`).
 * Invariant: what is shared is shared with one other container at most. Left out: user namespaces.
 */
import { namespacePid } from '../kernel/ids.ts';
import type { NamespaceKind } from '../kernel/namespaces.ts';
import type { Bundle } from './bundle.ts';
import type { Engine } from './engine.ts';
import { EngineError, notRunning } from './errors.ts';
import type { HostConfig } from './model.ts';

export function newNamespaces(hostConfig: HostConfig): readonly NamespaceKind[] {
  const sharesIpc = hostConfig.ipcMode === 'host' || partner(hostConfig.ipcMode) !== null;
  const kinds: NamespaceKind[] = sharesIpc ? ['mnt'] : ['mnt', 'ipc'];
  if (hostConfig.utsMode !== 'host' && partner(hostConfig.networkMode) === null) kinds.push('uts');
  if (hostConfig.pidMode === '') kinds.push('pid');
  if (hostConfig.networkMode !== 'host' && !hostConfig.networkMode.startsWith('container:'))
    kinds.push('net');
  if (hostConfig.cgroupnsMode === 'private') kinds.push('cgroup');
  return kinds;
}

export function joinedNamespaces(engine: Engine, hostConfig: HostConfig): Bundle['join'] {
  checkIpc(engine, hostConfig);
  const net = partner(hostConfig.networkMode);
  const pid = partner(hostConfig.pidMode);
  const ipc = partner(hostConfig.ipcMode);
  const names = new Set([net, pid, ipc].filter((one) => one !== null));
  const [name] = names;
  if (name === undefined) return null;
  if (names.size > 1) {
    throw new EngineError(
      'invalid',
      'this simulator does not model sharing namespaces with two different containers; --network, --pid and --ipc may name the same one',
    );
  }
  const other = engine.containers.get(name);
  if (other.shim === null)
    throw new EngineError(
      'conflict',
      net === null
        ? `failed to join PID namespace: ${notRunning(other.id).message}`
        : `cannot join network namespace of a non running container: container ${other.name} is ${other.state.status}`,
    );
  const kinds: NamespaceKind[] = [];
  if (net !== null) kinds.push('net', 'uts');
  if (pid !== null) kinds.push('pid');
  if (ipc !== null) kinds.push('ipc');
  return { of: namespacePid(other.state.pid), kinds };
}

/** The container a mode names; null for host, private and the like. */
export const partner = (mode: string): string | null =>
  mode.startsWith('container:') ? mode.slice(10) : null;

function checkIpc(engine: Engine, { ipcMode }: HostConfig): void {
  const name = partner(ipcMode);
  if (name === null) return;
  const other = engine.containers.get(name);
  if (other.shim === null) {
    const words = `failed to join IPC namespace: ${notRunning(other.id).message}`;
    throw new EngineError('conflict', words);
  }
  if (other.hostConfig.ipcMode === 'shareable') return;
  throw new EngineError(
    'conflict',
    `failed to join IPC namespace: container ${other.id}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`,
  );
}
