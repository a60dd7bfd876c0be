/** The command line libvirt gives QEMU 7.2 for a domain (libvirt src/qemu/qemu_command.c), as `ps` on the host shows it. */
import type { Domain } from './domain.ts';
import { invalidArgument } from './libvirt-error.ts';
import { child } from './xml.ts';

export const QEMU_PATH = '/usr/bin/qemu-system-x86_64';

export function qemuArguments(domain: Domain, id: number): readonly string[] {
  const { definition: xml, name } = domain;
  const mebibytes = Math.floor(xml.memoryKib / 1024);
  const bytes = mebibytes * 1024 ** 2;
  const secret = `/var/lib/libvirt/qemu/domain-${id}-${name}/master-key.aes`;
  const json = (value: Readonly<Record<string, unknown>>): string => JSON.stringify(value);
  return [
    QEMU_PATH,
    ...['-name', `guest=${name},debug-threads=on`, '-S'],
    ...['-object', json({ 'qom-type': 'secret', id: 'masterKey0', format: 'raw', file: secret })],
    ...['-machine', 'pc-q35-7.2,usb=off,dump-guest-core=off,memory-backend=pc.ram'],
    ...['-accel', 'kvm', '-cpu', 'host,migratable=on', '-m', String(mebibytes)],
    ...['-object', json({ 'qom-type': 'memory-backend-ram', id: 'pc.ram', size: bytes })],
    ...['-overcommit', 'mem-lock=off', '-smp', `${xml.vcpus},sockets=${xml.maxVcpus},cores=1,threads=1`],
    ...['-uuid', domain.uuid, '-no-user-config', '-nodefaults'],
    ...['-chardev', 'socket,id=charmonitor,fd=32,server=on,wait=off'],
    ...['-mon', 'chardev=charmonitor,id=monitor,mode=control', '-rtc', 'base=utc', '-no-shutdown'],
    ...['-boot', 'strict=on'],
    ...diskPaths(domain).flatMap((path, index) => blockArguments(path, index + 1)),
    ...cards(domain).flatMap((mac, index) => [
      ...['-netdev', `tap,fd=34,id=hostnet${index},vhost=on,vhostfd=36`],
      ...['-device', json({ driver: 'virtio-net-pci', netdev: `hostnet${index}`, id: `net${index}`, mac })],
    ]),
    ...['-chardev', 'pty,id=charserial0', '-device', 'isa-serial,chardev=charserial0,id=serial0,index=0'],
    ...['-device', json({ driver: 'virtio-balloon-pci', id: 'balloon0' })],
    ...['-sandbox', 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny'],
    ...['-msg', 'timestamp=on'],
  ];
}

function blockArguments(path: string, index: number): readonly string[] {
  const storage = `libvirt-${index}-storage`;
  const format = `libvirt-${index}-format`;
  const driver = path.endsWith('.qcow2') ? 'qcow2' : 'raw';
  return [
    ...['-blockdev', JSON.stringify({ driver: 'file', filename: path, 'node-name': storage })],
    ...['-blockdev', JSON.stringify({ 'node-name': format, 'read-only': false, driver, file: storage })],
    ...[
      '-device',
      JSON.stringify({ driver: 'virtio-blk-pci', drive: format, id: `virtio-disk${index - 1}` }),
    ],
  ];
}

/** The files of its disks, in order. */
export const diskPaths = (domain: Domain): readonly string[] =>
  domain.definition.devices
    .filter(({ name, attributes }) => name === 'disk' && attributes.device !== 'cdrom')
    .map((disk) => child(disk, 'source')?.attributes.file ?? '')
    .filter((path) => path !== '');

/** The file of the disk that is called `name` in the guest, or that is this file. Throws LibvirtError. */
export function diskNamed(domain: Domain, name: string): string {
  const index = domain.definition.devices
    .filter((device) => device.name === 'disk')
    .findIndex((disk) =>
      disk.children.some(({ attributes }) => [attributes.dev, attributes.file].includes(name)),
    );
  const file = diskPaths(domain)[index];
  if (file === undefined) throw invalidArgument(`invalid path ${name} not assigned to domain`);
  return file;
}

export const cards = (domain: Domain): readonly string[] =>
  domain.definition.devices
    .filter(({ name }) => name === 'interface')
    .map((card) => child(card, 'mac')?.attributes.address ?? '');
