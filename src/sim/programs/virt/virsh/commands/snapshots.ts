/** Snapshots of domains (libvirt tools/virsh-snapshot.c). */
import type { Domain, Snapshot } from '../../../../hypervisor/domain.ts';
import type { RevertTo } from '../../../../hypervisor/hypervisor-types.ts';
import { snapshotXml } from '../../../../hypervisor/snapshot-xml.ts';
import { element, formatXml } from '../../../../hypervisor/xml.ts';
import type { Task } from '../../../../kernel/sys.ts';
import type { Command } from '../parse.ts';
import { table, tree } from '../table.ts';
import {
  type CommandRun,
  domainOf,
  exclusive,
  print,
  printExtra,
  saying,
  VirshFailure,
  type Vsh,
} from '../vsh.ts';

const FLAGS: Readonly<Record<string, number>> = {
  'no-metadata': 4,
  'disk-only': 16,
  'reuse-external': 32,
  quiesce: 64,
  live: 256,
};

function* createAs(vsh: Vsh, command: Command): Task<void> {
  if (command.has('print-xml')) return yield* printXml(vsh, command);
  const domain = domainOf(vsh, command);
  const flags = Object.entries(FLAGS).reduce((sum, [name, bit]) => sum + (command.has(name) ? bit : 0), 0);
  if (command.has('memspec') || command.has('diskspec')) {
    throw new VirshFailure('external snapshots are real, but this simulator models internal ones only');
  }
  const name = yield* vsh.connection().snapshotCreate(domain, {
    name: command.text('name'),
    description: command.text('description') ?? '',
    halt: command.has('halt'),
    flags,
  });
  yield* printExtra(vsh, `Domain snapshot ${name} created`);
}

function* printXml(vsh: Vsh, command: Command): Task<void> {
  domainOf(vsh, command);
  const part = (option: string, tag: string) => {
    const text = command.text(option);
    return text === null ? [] : [element(tag, {}, text)];
  };
  const parts = [...part('name', 'name'), ...part('description', 'description')];
  yield* print(vsh, `${formatXml(element('domainsnapshot', {}, parts))}\n`);
}

/** Without a file: as an empty <domainsnapshot/>. */
function* create(vsh: Vsh, command: Command): Task<void> {
  if (command.has('xmlfile')) {
    throw new VirshFailure(
      'a snapshot from a file is real, but this simulator models snapshot-create-as only',
    );
  }
  yield* createAs(vsh, command);
}

interface Chosen {
  readonly domain: Domain;
  readonly snapshot: Snapshot;
}

/** virshLookupSnapshot. */
function chosen(vsh: Vsh, command: Command): Chosen {
  const domain = domainOf(vsh, command);
  const name = command.text('snapshotname');
  exclusive(command, ['current', 'snapshotname']);
  if (name !== null) return { domain, snapshot: vsh.connection().snapshot(domain, name) };
  if (!command.has('current')) throw new VirshFailure('--snapshotname or --current is required');
  return { domain, snapshot: vsh.connection().currentSnapshot(domain) };
}

function* revert(vsh: Vsh, command: Command): Task<void> {
  const { domain, snapshot } = chosen(vsh, command);
  const failing = `Failed to revert snapshot ${snapshot.name}`;
  if (command.has('running') && command.has('paused')) {
    throw new VirshFailure(
      failing,
      "Flags 'VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING' and 'VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED' are mutually exclusive",
    );
  }
  const to: RevertTo = command.has('running') ? 'running' : command.has('paused') ? 'paused' : 'as-saved';
  yield* saying(failing, () => vsh.connection().snapshotRevert(domain, snapshot, to));
  yield* printExtra(vsh, `Domain snapshot ${snapshot.name} reverted\n`);
}

function* remove(vsh: Vsh, command: Command): Task<void> {
  const { domain, snapshot } = chosen(vsh, command);
  const only = command.has('children-only');
  const which = only ? 'children-only' : command.has('children') ? 'children' : 'one';
  yield* saying(`Failed to delete snapshot ${snapshot.name}`, () =>
    vsh.connection().snapshotDelete(domain, snapshot, which),
  );
  yield* printExtra(vsh, `Domain snapshot ${snapshot.name} ${only ? 'children ' : ''}deleted\n`);
}

const stateWord = ({ state }: Snapshot): string => state;

function* info(vsh: Vsh, command: Command): Task<void> {
  const { domain, snapshot } = chosen(vsh, command);
  const rows: [string, string | number][] = [
    ['Name', snapshot.name],
    ['Domain', domain.name],
    ['Current', domain.currentSnapshot === snapshot.name ? 'yes' : 'no'],
    ['State', stateWord(snapshot)],
    ['Location', 'internal'],
    ['Parent', snapshot.parent ?? '-'],
    ['Children', domain.childrenOf(snapshot.name).length],
    ['Descendants', domain.descendantsOf(snapshot.name).length],
    ['Metadata', 'yes'],
  ];
  yield* print(vsh, rows.map(([name, value]) => `${`${name}:`.padEnd(15)} ${value}\n`).join(''));
}

const alphabetical = (a: Snapshot, b: Snapshot): number => (a.name < b.name ? -1 : 1);

/** The snapshots asked for, by name. */
function listed(vsh: Vsh, command: Command): readonly Snapshot[] {
  const domain = domainOf(vsh, command);
  const from = command.has('current') ? (domain.currentSnapshot ?? '') : command.text('from');
  if (command.has('from')) vsh.connection().snapshot(domain, command.text('from') ?? '');
  const all = [...domain.snapshots.values()];
  const below =
    from === null ? all : command.has('descendants') ? domain.descendantsOf(from) : domain.childrenOf(from);
  const leaf = (one: Snapshot): boolean => domain.childrenOf(one.name).length === 0;
  const checks: readonly (readonly [string, (one: Snapshot) => boolean])[] = [
    ['roots', ({ parent }) => parent === null],
    ['leaves', leaf],
    ['no-leaves', (one) => !leaf(one)],
    ['no-metadata', () => false],
    ['inactive', ({ state }) => state === 'shutoff'],
    ['active', ({ state }) => state !== 'shutoff'],
    ['disk-only', () => false],
    ['external', () => false],
  ];
  const asked = checks.filter(([name]) => command.has(name));
  const kept = below.filter((one) => asked.every(([, is]) => is(one)));
  return command.has('topological') ? kept : [...kept].sort(alphabetical);
}

function* list(vsh: Vsh, command: Command): Task<void> {
  exclusive(
    command,
    ['tree', 'name'],
    ['parent', 'roots'],
    ['parent', 'tree'],
    ['roots', 'tree'],
    ['roots', 'from'],
  );
  const snapshots = listed(vsh, command);
  if (command.has('tree')) return yield* print(vsh, tree(snapshots));
  if (command.has('name')) return yield* print(vsh, snapshots.map(({ name }) => `${name}\n`).join(''));
  const parents = command.has('parent');
  const header = ['Name', 'Creation Time', 'State', ...(parents ? ['Parent'] : [])];
  const rows = snapshots.map((one) => [
    one.name,
    creationTime(one.createdSeconds),
    stateWord(one),
    ...(parents ? [one.parent ?? ''] : []),
  ]);
  yield* print(vsh, table(header, rows, vsh.quiet));
}

function creationTime(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} +0000`;
}

function* current(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const name = command.text('snapshotname');
  if (name !== null) {
    vsh.connection().snapshot(domain, name);
    throw new VirshFailure('setting the current snapshot is real, but this simulator does not model it');
  }
  if (domain.currentSnapshot === null)
    throw new VirshFailure(`domain '${domain.name}' has no current snapshot`);
  const snapshot = vsh.connection().currentSnapshot(domain);
  yield* print(vsh, command.has('name') ? `${snapshot.name}` : snapshotXml(snapshot));
}

function* parent(vsh: Vsh, command: Command): Task<void> {
  const { snapshot } = chosen(vsh, command);
  if (snapshot.parent === null) throw new VirshFailure(`snapshot '${snapshot.name}' has no parent`);
  yield* print(vsh, snapshot.parent);
}

function* dumpxml(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  yield* print(vsh, snapshotXml(vsh.connection().snapshot(domain, command.text('snapshotname') ?? '')));
}

export const SNAPSHOTS: Readonly<Record<string, CommandRun>> = {
  'snapshot-create': create,
  'snapshot-create-as': createAs,
  'snapshot-revert': revert,
  'snapshot-delete': remove,
  'snapshot-info': info,
  'snapshot-list': list,
  'snapshot-current': current,
  'snapshot-parent': parent,
  'snapshot-dumpxml': dumpxml,
};
