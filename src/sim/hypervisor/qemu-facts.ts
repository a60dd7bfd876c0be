/** What the QEMU driver tells of a running guest: its balloon's statistics, its leases (qemu_driver.c, qemu_monitor.c). */
import type { Kernel } from '../kernel/kernel.ts';
import { usedMemory } from '../vfs/proc-machine.ts';
import type { Domain } from './domain.ts';
import type { GuestMachine } from './guest-machine.ts';
import type { InterfaceAddress, NodeInfo } from './hypervisor-types.ts';
import { cards } from './qemu-command.ts';

const kib = (bytes: number): number => Math.floor(bytes / 1024);

export function qemuMemoryStats(
  domain: Domain,
  kernel: Kernel | null,
  rssBytes: number,
  nowSeconds: number,
): readonly (readonly [string, number])[] {
  const actual = domain.definition.currentMemoryKib;
  const rss = ['rss', kib(rssBytes)] as const;
  if (kernel === null) return [['actual', actual], ['last_update', 0], rss];
  const total = kib(kernel.memoryBytes);
  const used = kib(usedMemory(kernel));
  const caches = Math.floor(total / 10);
  return [
    ['actual', actual],
    ['swap_in', 0],
    ['swap_out', 0],
    ['major_fault', 0],
    ['minor_fault', 0],
    ['unused', Math.max(0, total - used - caches)],
    ['available', total],
    ['usable', Math.max(0, total - used)],
    ['last_update', nowSeconds],
    ['disk_caches', caches],
    rss,
  ];
}

export function qemuStats(
  domain: Domain,
  groups: ReadonlySet<string>,
  cpuSeconds: number,
  disks: readonly string[],
): readonly (readonly [string, string | number])[] {
  const xml = domain.definition;
  const rows: (readonly [string, string | number])[] = [];
  if (groups.has('cpu-total') && domain.active) rows.push(['cpu.time', Math.round(cpuSeconds * 1e9)]);
  if (groups.has('balloon')) {
    rows.push(['balloon.current', xml.currentMemoryKib], ['balloon.maximum', xml.memoryKib]);
  }
  if (groups.has('vcpu')) rows.push(['vcpu.current', xml.vcpus], ['vcpu.maximum', xml.maxVcpus]);
  if (groups.has('block')) {
    rows.push(['block.count', disks.length]);
    for (const [index, path] of disks.entries()) rows.push([`block.${index}.path`, path]);
  }
  return rows;
}

/** Nothing before the guest has asked for a lease. */
export function qemuAddresses(domain: Domain, machine: GuestMachine): readonly InterfaceAddress[] {
  const { system, init } = machine;
  const [mac] = cards(domain);
  if (system.kind !== 'linux' || system.card === null || init === null || mac === undefined) return [];
  return [{ name: 'vnet0', mac, protocol: 'ipv4', address: system.card.address }];
}

export function nodeInfoOf({ cpus, memoryBytes, utsname }: Kernel): NodeInfo {
  const cpu = { model: utsname.machine, cpus, mhz: 2400, sockets: 1, cores: cpus, threads: 1 };
  return { ...cpu, numaCells: 1, memoryKib: kib(memoryBytes) };
}
