/**
 * The virtual networks and storage pools a hypervisor has beside its domains (libvirt-network.h, libvirt-storage.h). Invariant: of a pool of
 * files, what it holds is what lies in its folder. Left out: defining, starting and changing them.
 */
import type { Sys } from '../kernel/sys.ts';
import { IMAGES } from './paths.ts';

export interface VirtualNetwork {
  readonly name: string;
  readonly uuid: string;
  readonly bridge: string;
  readonly autostart: boolean;
  /** As net-dumpxml shows it. */
  readonly xml: string;
}

export interface Volume {
  readonly name: string;
  readonly path: string;
}

export interface StoragePool {
  readonly name: string;
  readonly uuid: string;
  readonly autostart: boolean;
  readonly capacityBytes: number;
  readonly allocationBytes: number;
  readonly volumes: readonly Volume[];
}

const networkXml = (uuid: string, mac: string, firstAddress: string): string =>
  `<network>
  <name>default</name>
  <uuid>${uuid}</uuid>
  <forward mode='nat'/>
  <bridge name='virbr0' stp='on' delay='0'/>
${mac}  <ip address='192.168.122.1' netmask='255.255.255.0'>
    <dhcp>
      <range start='${firstAddress}' end='192.168.122.254'/>
    </dhcp>
  </ip>
</network>
`;

const TEST_UUID = 'dd8fe884-6c02-601e-7551-cca97df1c5df';
const HOST_UUID = '8e6b2f1c-41a7-4c0d-9a53-2f7c1d9e0b64';

export function networksOf(uri: string): readonly VirtualNetwork[] {
  const test = uri.startsWith('test:');
  const uuid = test ? TEST_UUID : HOST_UUID;
  const mac = test ? '' : "  <mac address='52:54:00:7e:11:01'/>\n";
  return [
    {
      name: 'default',
      uuid,
      bridge: 'virbr0',
      autostart: !test,
      xml: networkXml(uuid, mac, '192.168.122.2'),
    },
  ];
}

/** `sys` looks into the folder of the pool. */
export function poolsOf(uri: string, sys: Sys): readonly StoragePool[] {
  if (uri.startsWith('test:')) return [TEST_POOL];
  if (!sys.access(IMAGES, 'exists')) return [];
  const { sizeBytes, usedBytes } = sys.statfs(IMAGES);
  const volumes = sys
    .readdir(IMAGES)
    .filter(({ type }) => type === 'file')
    .map(({ name }) => ({ name, path: `${IMAGES}/${name}` }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const uuid = '3d0f5a86-7c1e-4b1f-8a02-64b9e5d7c210';
  return [
    { name: 'default', uuid, autostart: true, capacityBytes: sizeBytes, allocationBytes: usedBytes, volumes },
  ];
}

const TEST_POOL: StoragePool = {
  name: 'default-pool',
  uuid: 'dfe224cb-28fb-8dd0-c4b2-64eb3f0f4566',
  autostart: false,
  capacityBytes: 100 * 1024 ** 3,
  allocationBytes: 0,
  volumes: [],
};
