/**
 * Limits a container's processes are born with, and kernel settings of its namespaces (moby `daemon/oci_linux.go`, runc
 * `configs/validate`). Invariant: what belongs to a namespace of the host is never changed for a container.
 */
import type { Rlimit, RlimitName } from '../kernel/rlimits.ts';
import { EngineError } from './errors.ts';
import type { HostConfig } from './model.ts';

export const rlimitsOf = ({ ulimits }: HostConfig): readonly (Rlimit & { readonly name: RlimitName })[] =>
  ulimits.map(({ name, soft, hard }) => ({
    name: name as RlimitName,
    soft: limitOf(soft),
    hard: limitOf(hard),
  }));

const limitOf = (value: number): number => (value < 0 ? Number.POSITIVE_INFINITY : value);

/** A container with a network of its own may bind any port and ping without rights. Throws EngineError as runc refuses. */
export function sysctlsOf(host: HostConfig): ReadonlyMap<string, string> {
  const wanted = [...(host.sysctls ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name] of wanted) {
    if (name.startsWith('net.')) checkNetwork(host, name);
    else if (host.ipcMode === 'host')
      throw refused(`sysctl ${JSON.stringify(name)} is not allowed in the hosts ipc namespace`);
  }
  const ownNetwork = host.networkMode !== 'host' && !host.networkMode.startsWith('container:');
  return new Map([...(ownNetwork ? OWN_NETWORK : []), ...wanted]);
}

const OWN_NETWORK: readonly (readonly [string, string])[] = [
  ['net.ipv4.ip_unprivileged_port_start', '0'],
  ['net.ipv4.ping_group_range', '0 2147483647'],
];

function checkNetwork(host: HostConfig, name: string): void {
  if (host.networkMode === 'host')
    throw refused(`sysctl ${JSON.stringify(name)} not allowed in host network namespace`);
}

const refused = (words: string): EngineError =>
  new EngineError(
    'invalid',
    `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ${words}`,
  );
