/** A snapshot as virDomainSnapshotFormat writes it (https://libvirt.org/formatsnapshot.html). */
import type { Snapshot } from './domain.ts';
import { child, type Element, element, formatXml } from './xml.ts';

export function snapshotXml(snapshot: Snapshot): string {
  const { name, description, state, createdSeconds, parent, config } = snapshot;
  const parts: Element[] = [element('name', {}, name)];
  if (description !== '') parts.push(element('description', {}, description));
  parts.push(element('state', {}, state));
  if (parent !== null) parts.push(element('parent', {}, [element('name', {}, parent)]));
  parts.push(
    element('creationTime', {}, String(createdSeconds)),
    element('memory', { snapshot: state === 'shutoff' ? 'no' : 'internal' }),
  );
  const disks = config.devices
    .filter((device) => device.name === 'disk')
    .map((disk) => child(disk, 'target')?.attributes.dev ?? '')
    .map((dev) => element('disk', { name: dev, snapshot: 'internal' }));
  if (disks.length > 0) parts.push(element('disks', {}, disks));
  parts.push(config.root);
  return formatXml(element('domainsnapshot', {}, parts));
}
