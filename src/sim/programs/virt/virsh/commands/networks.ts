/** Virtual networks and storage pools (libvirt tools/virsh-network.c, virsh-pool.c, virsh-volume.c), as far as looking at them goes. */
import type { StoragePool, VirtualNetwork } from '../../../../hypervisor/host-nouns.ts';
import type { Task } from '../../../../kernel/sys.ts';
import type { Command } from '../parse.ts';
import { table } from '../table.ts';
import { type CommandRun, print, VirshFailure, type Vsh } from '../vsh.ts';

const yesNo = (flag: boolean): string => (flag ? 'yes' : 'no');
const rows = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${`${name}:`.padEnd(15)} ${value}\n`).join('');

function networkOf(vsh: Vsh, command: Command): VirtualNetwork {
  const wanted = command.text('network') ?? '';
  const found = vsh
    .connection()
    .networks()
    .find(({ name, uuid }) => name === wanted || uuid === wanted);
  if (found !== undefined) return found;
  throw new VirshFailure(
    `failed to get network '${wanted}'`,
    `Network not found: no network with matching name '${wanted}'`,
  );
}

function poolOf(vsh: Vsh, command: Command): StoragePool {
  const wanted = command.text('pool') ?? '';
  const found = vsh
    .connection()
    .pools(vsh.sys)
    .find(({ name, uuid }) => name === wanted || uuid === wanted);
  if (found !== undefined) return found;
  throw new VirshFailure(
    `failed to get pool '${wanted}'`,
    `Storage pool not found: no storage pool with matching name '${wanted}'`,
  );
}

function* netList(vsh: Vsh, command: Command): Task<void> {
  const networks = command.has('inactive') ? [] : vsh.connection().networks();
  if (command.has('name')) return yield* print(vsh, networks.map(({ name }) => `${name}\n`).join(''));
  if (command.has('uuid')) return yield* print(vsh, networks.map(({ uuid }) => `${uuid}\n`).join(''));
  const cells = networks.map(({ name, autostart }) => [name, 'active', yesNo(autostart), 'yes']);
  yield* print(vsh, table(['Name', 'State', 'Autostart', 'Persistent'], cells, vsh.quiet));
}

function* netInfo(vsh: Vsh, command: Command): Task<void> {
  const { name, uuid, autostart, bridge } = networkOf(vsh, command);
  yield* print(
    vsh,
    rows([
      ['Name', name],
      ['UUID', uuid],
      ['Active', 'yes'],
      ['Persistent', 'yes'],
      ['Autostart', yesNo(autostart)],
      ['Bridge', bridge],
    ]),
  );
}

const GIB = 1024 ** 3;
function size(bytes: number): string {
  if (bytes >= GIB) return `${(bytes / GIB).toFixed(2)} GiB`;
  return bytes >= 1024 ** 2 ? `${(bytes / 1024 ** 2).toFixed(2)} MiB` : `${bytes.toFixed(2)} B`;
}

const spaceOf = ({ capacityBytes, allocationBytes }: StoragePool): readonly [string, string, string] => [
  size(capacityBytes),
  size(allocationBytes),
  size(capacityBytes - allocationBytes),
];

function* poolList(vsh: Vsh, command: Command): Task<void> {
  const pools = command.has('inactive') ? [] : vsh.connection().pools(vsh.sys);
  if (command.has('name')) return yield* print(vsh, pools.map(({ name }) => `${name.padEnd(20)}\n`).join(''));
  const detailed = command.has('details');
  const header = detailed
    ? ['Name', 'State', 'Autostart', 'Persistent', 'Capacity', 'Allocation', 'Available']
    : ['Name', 'State', 'Autostart'];
  const cells = pools.map((pool) =>
    detailed
      ? [pool.name, 'running', yesNo(pool.autostart), 'yes', ...spaceOf(pool)]
      : [pool.name, 'active', yesNo(pool.autostart)],
  );
  yield* print(vsh, table(header, cells, vsh.quiet));
}

function* poolInfo(vsh: Vsh, command: Command): Task<void> {
  const pool = poolOf(vsh, command);
  const [capacity, allocation, available] = spaceOf(pool);
  yield* print(
    vsh,
    rows([
      ['Name', pool.name],
      ['UUID', pool.uuid],
      ['State', 'running'],
      ['Persistent', 'yes'],
      ['Autostart', yesNo(pool.autostart)],
      ['Capacity', capacity],
      ['Allocation', allocation],
      ['Available', available],
    ]),
  );
}

function* volList(vsh: Vsh, command: Command): Task<void> {
  const pool = poolOf(vsh, command);
  if (command.has('details') && pool.volumes.length > 0)
    throw new VirshFailure(
      '--details is real, but this simulator does not model it; qemu-img info tells of a disk',
    );
  const header = command.has('details')
    ? ['Name', 'Path', 'Type', 'Capacity', 'Allocation']
    : ['Name', 'Path'];
  yield* print(
    vsh,
    table(
      header,
      pool.volumes.map(({ name, path }) => [name, path]),
      vsh.quiet,
    ),
  );
}

/** One property of a network or pool, and nothing else. */
const say = (what: (vsh: Vsh, command: Command) => string): CommandRun =>
  function* one(vsh, command) {
    yield* print(vsh, what(vsh, command));
  };

export const NETWORKS: Readonly<Record<string, CommandRun>> = {
  'net-list': netList,
  'net-info': netInfo,
  'net-dumpxml': say((vsh, command) => networkOf(vsh, command).xml),
  'net-uuid': say((vsh, command) => `${networkOf(vsh, command).uuid}\n`),
  'net-name': say((vsh, command) => `${networkOf(vsh, command).name}\n`),
  'pool-list': poolList,
  'pool-info': poolInfo,
  'pool-uuid': say((vsh, command) => `${poolOf(vsh, command).uuid}\n`),
  'vol-list': volList,
};
