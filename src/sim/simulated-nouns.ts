/**
 * Answers on images, volumes, networks, changed files and virtual machines, from the engine's and libvirt's own tables. Models
 * `docker image|volume|network inspect`, docker-diff(1) and virsh(1) dominfo. Invariant: nothing is run and nothing changes.
 */
import type {
  DomainFacts,
  FactsOf,
  ImageFacts,
  NetworkFacts,
  Observed,
  Query,
  VolumeFacts,
} from '../domain/observation.ts';
import { changesOf } from './engine/changes.ts';
import type { Domain } from './hypervisor/domain.ts';
import type { DomainTable } from './hypervisor/domain-table.ts';
import { LIBVIRT_SOCKET } from './hypervisor/paths.ts';
import { child } from './hypervisor/xml.ts';
import { SysError } from './kernel/sys.ts';
import type { BootedMachine } from './simulated-boot.ts';

export function imageFacts({ engine }: BootedMachine, name: string): ImageFacts | null {
  const image = engine?.images.find(name) ?? null;
  if (image === null) return null;
  const { id, layers, config, architecture } = image;
  return {
    id,
    layers: layers.map(({ diffId }) => diffId),
    cmd: config.cmd ?? [],
    entrypoint: config.entrypoint ?? [],
    user: config.user,
    env: config.env ?? [],
    labels: config.labels ?? {},
    architecture,
  };
}

export function volumeFacts({ engine }: BootedMachine, name: string): VolumeFacts | null {
  const volume = engine?.volumes.find(name) ?? null;
  if (engine === null || volume === null) return null;
  const users = engine.containers
    .all()
    .filter(({ mounts }) => mounts.some((mount) => mount.type === 'volume' && mount.name === name));
  return { name, driver: 'local', usedBy: users.map((container) => container.name).sort() };
}

export function networkFacts({ engine }: BootedMachine, name: string): NetworkFacts | null {
  const network = engine?.networks.find(name) ?? null;
  if (engine === null || network === null) return null;
  const members = engine.containers
    .all()
    .filter((container) => (container.network.endpoints.get(network.name)?.endpointId ?? '') !== '');
  return {
    id: network.id,
    name: network.name,
    driver: network.driver,
    subnets: network.ipam === null ? [] : [network.ipam.subnet],
    internal: network.internal,
    containers: members.map((container) => container.name).sort(),
  };
}

/** As docker diff prints them. */
export function changedFiles({ engine }: BootedMachine, name: string): readonly string[] | null {
  const container = engine?.containers.find(name) ?? null;
  if (engine === null || container === null) return null;
  return changesOf(engine, container).map(({ kind, path }) => `${kind} ${path}`);
}

export function domainAnswer(machine: BootedMachine, name: string): Observed<FactsOf<Query>> {
  const table = libvirtOf(machine);
  if (table === null) return { known: false, because: 'there is no hypervisor (libvirt) on this machine' };
  const domain = [...table.domains.values()].find((one) => one.name === name);
  return { known: true, value: domain === undefined ? null : domainFacts(domain) };
}

/** The daemon behind libvirt's socket, as root finds it. */
function libvirtOf({ kernel }: BootedMachine): DomainTable | null {
  const { init } = kernel.initialNamespaces.pid;
  if (init === null) return null;
  try {
    return kernel.makeSys(init).connectUnix(LIBVIRT_SOCKET) as DomainTable;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

const STATES = { running: 'running', paused: 'paused', shutoff: 'shut off' } as const;

function domainFacts({ name, state, definition, snapshots }: Domain): DomainFacts {
  const sources = definition.devices
    .filter((device) => device.name === 'disk')
    .map((disk) => child(disk, 'source')?.attributes.file);
  return {
    name,
    state: STATES[state],
    memoryBytes: definition.memoryKib * 1024,
    vcpus: definition.vcpus,
    snapshots: [...snapshots.keys()],
    disks: sources.filter((path) => path !== undefined),
  };
}
