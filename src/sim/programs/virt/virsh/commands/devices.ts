/** Disks and network cards of domains (libvirt tools/virsh-domain-monitor.c). */
import { child, type Element } from '../../../../hypervisor/xml.ts';
import type { Task } from '../../../../kernel/sys.ts';
import type { Command } from '../parse.ts';
import { table } from '../table.ts';
import { type CommandRun, domainOf, print, saying, VirshFailure, type Vsh } from '../vsh.ts';

const attribute = (node: Element, name: string, key: string): string =>
  child(node, name)?.attributes[key] ?? '';

function* domblklist(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const xml = command.has('inactive') ? domain.config : domain.definition;
  const disks = xml.devices.filter(({ name }) => name === 'disk');
  const details = command.has('details');
  const header = [...(details ? ['Type', 'Device'] : []), 'Target', 'Source'];
  const rows = disks.map((disk) => {
    const source = attribute(disk, 'source', 'file') || attribute(disk, 'source', 'dev') || '-';
    const target = attribute(disk, 'target', 'dev');
    const { type = '', device = 'disk' } = disk.attributes;
    return [...(details ? [type, device] : []), target, source];
  });
  yield* print(vsh, table(header, rows, vsh.quiet));
}

function* domiflist(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const xml = command.has('inactive') ? domain.config : domain.definition;
  const rows = xml.devices
    .filter(({ name }) => name === 'interface')
    .map((card) => [
      attribute(card, 'target', 'dev') || '-',
      card.attributes.type ?? '',
      attribute(card, 'source', 'network') || attribute(card, 'source', 'bridge') || '-',
      attribute(card, 'model', 'type') || '-',
      attribute(card, 'mac', 'address'),
    ]);
  yield* print(vsh, table(['Interface', 'Type', 'Source', 'Model', 'MAC'], rows, vsh.quiet));
}

function* domifaddr(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const source = command.text('source');
  if (source !== null && !['lease', 'agent', 'arp'].includes(source)) {
    throw new VirshFailure(`Unknown data source '${source}'`);
  }
  const all = yield* saying('Failed to query for interfaces addresses', function* addresses() {
    yield* [];
    return vsh.connection().addresses(domain);
  });
  const only = command.text('interface');
  const rows = all.filter(({ name }) => only === null || name === only);
  const line = (cells: readonly string[]): string =>
    ` ${(cells[0] ?? '').padEnd(10)} ${(cells[1] ?? '').padEnd(20)} ${(cells[2] ?? '').padEnd(8)}     ${cells[3]}\n`;
  const head = `${line(['Name', 'MAC address', 'Protocol', 'Address'])}${'-'.repeat(79)}\n`;
  const body = rows.map(({ name, mac, protocol, address }) => line([name, mac, protocol, address]));
  yield* print(vsh, `${vsh.quiet ? '' : head}${body.join('')}`);
}

function* domblkinfo(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const { capacity, allocation, physical } = yield* vsh
    .connection()
    .blockInfo(domain, command.text('device') ?? '');
  yield* print(
    vsh,
    `Capacity:       ${capacity}\nAllocation:     ${allocation}\nPhysical:       ${physical}\n`,
  );
}

export const DEVICES: Readonly<Record<string, CommandRun>> = { domblklist, domiflist, domifaddr, domblkinfo };
