/** `vm-host`: the fresh host with more memory, libvirt 9.0 and QEMU 7.2 on it, and three guests, of which `web` runs. */
import { DEFINITIONS, IMAGES } from '../hypervisor/paths.ts';
import { KERNEL_IMAGE } from '../hypervisor/qemu-by-hand.ts';
import { dir, link, program, type TreeSpec, text } from '../kernel/tree-spec.ts';
import { FRESH_HOST } from './fresh-host.ts';
import { PASSWD } from './fresh-host-etc.ts';
import { GUEST_IMAGES, WEB_ADDRESS, WEB_MAC, WEB_UUID } from './vm-host-guests.ts';
import { files, laidOver } from './vm-host-tree.ts';
import type { Service, World } from './world.ts';

const GIB = 1024 ** 3;
const MEMORY_BYTES = 16 * GIB - 224 * 1024 ** 2;

interface Definition {
  readonly name: string;
  readonly uuid: string;
  readonly memoryMib: number;
  readonly vcpus: number;
  readonly mac: string;
}

const DEFINED: readonly Definition[] = [
  { name: 'web', uuid: WEB_UUID, memoryMib: 2048, vcpus: 2, mac: WEB_MAC },
  {
    name: 'win',
    uuid: '5b7f1f62-2c3e-4c0a-8a55-b0d8f1c9e722',
    memoryMib: 4096,
    vcpus: 2,
    mac: '52:54:00:3a:5c:11',
  },
  {
    name: 'bsd',
    uuid: 'd41e27b9-8a6c-4f3f-b1d0-7e95c3a2f833',
    memoryMib: 1024,
    vcpus: 1,
    mac: '52:54:00:3a:5c:12',
  },
];

const definition = ({ name, uuid, memoryMib, vcpus, mac }: Definition): string => `<domain type='kvm'>
  <name>${name}</name>
  <uuid>${uuid}</uuid>
  <memory unit='KiB'>${memoryMib * 1024}</memory>
  <currentMemory unit='KiB'>${memoryMib * 1024}</currentMemory>
  <vcpu placement='static'>${vcpus}</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <apic/>
  </features>
  <cpu mode='host-passthrough' check='none' migratable='on'/>
  <clock offset='utc'/>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='${IMAGES}/${name}.qcow2'/>
      <target dev='vda' bus='virtio'/>
      <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>
    </disk>
    <interface type='network'>
      <mac address='${mac}'/>
      <source network='default'/>
      <model type='virtio'/>
      <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
    </interface>
    <serial type='pty'>
      <target type='isa-serial' port='0'>
        <model name='isa-serial'/>
      </target>
    </serial>
    <console type='pty'>
      <target type='serial' port='0'/>
    </console>
    <memballoon model='virtio'>
      <address type='pci' domain='0x0000' bus='0x05' slot='0x00' function='0x0'/>
    </memballoon>
  </devices>
</domain>
`;

const HOSTS = `127.0.0.1\tlocalhost
127.0.1.1\tdockerhost
192.168.1.20\tlaptop
${WEB_ADDRESS}\tweb
`;

const INSTALLED: TreeSpec = files({
  '/usr/bin/virsh': program('virsh', 1_118_384),
  '/usr/bin/qemu-img': program('qemu-img', 2_125_944),
  '/usr/bin/qemu-system-x86_64': program('qemu-system-x86_64', 17_443_504),
  // No program: under this name QEMU knows the file for a kernel.
  [`/boot/vmlinuz-${FRESH_HOST.kernel.release}`]: program(KERNEL_IMAGE, 12_113_856, { mode: 0o644 }),
  '/boot/vmlinuz': link(`vmlinuz-${FRESH_HOST.kernel.release}`),
  '/usr/sbin/libvirtd': program('libvirtd', 613_264),
  '/etc/hosts': text(HOSTS),
  '/etc/passwd': text(
    `${PASSWD}libvirt-qemu:x:64055:64055:Libvirt Qemu,,,:/var/lib/libvirt:/usr/sbin/nologin\n`,
  ),
  [IMAGES]: dir({}, { mode: 0o711 }),
  ...Object.fromEntries(
    DEFINED.map((one) => [`${DEFINITIONS}/${one.name}.xml`, text(definition(one), { mode: 0o600 })]),
  ),
  [`${DEFINITIONS}/autostart/web.xml`]: link(`${DEFINITIONS}/web.xml`),
});

const LIBVIRTD: Service = {
  pid: 640,
  path: '/usr/sbin/libvirtd',
  argv: ['/usr/sbin/libvirtd', '--timeout', '120'],
  cgroup: '/system.slice/libvirtd.service',
  uid: 0,
};

export const VM_HOST: World = {
  ...FRESH_HOST,
  name: 'vm-host',
  cpus: 4,
  memoryBytes: MEMORY_BYTES,
  diskBytes: 100 * GIB,
  tree: laidOver(FRESH_HOST.tree, INSTALLED),
  services: [...FRESH_HOST.services, LIBVIRTD],
  docker: {
    ...FRESH_HOST.docker,
    host: { ...FRESH_HOST.docker.host, cpus: 4, memoryBytes: MEMORY_BYTES },
  },
  libvirt: { images: GUEST_IMAGES },
};
