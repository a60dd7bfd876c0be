/**
 * /proc/meminfo, cpuinfo, uptime, loadavg, version, stat, filesystems, cmdline: what a machine says of itself,
 * proc(5). Invariant: a container reads the same as its host, for they share the kernel.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { PidNamespace } from '../kernel/namespace-objects.ts';
import type { Process } from '../kernel/process.ts';
import type { Node } from './node.ts';
import type { Superblock } from './superblock.ts';
import { VirtualText } from './virtual-nodes.ts';

export function machineFiles(
  superblock: Superblock,
  namespace: PidNamespace,
): Readonly<Record<string, Node>> {
  const { kernel } = superblock;
  const text = (read: (reader: Process) => string): Node => new VirtualText(superblock, 0o444, { read });
  return {
    cmdline: text(() => `${kernel.commandLine}\n`),
    cpuinfo: text(() => cpuInfo(kernel)),
    filesystems: text(() => FILESYSTEMS),
    interrupts: text(
      () =>
        `${' '.repeat(11)}${Array.from({ length: kernel.cpus }, (_, cpu) => `CPU${cpu}`.padEnd(11)).join('')}\n`,
    ),
    keys: text(() => ''),
    loadavg: text(() => loadAverage(kernel, namespace)),
    meminfo: text(() => memInfo(kernel)),
    modules: text(() => MODULES),
    stat: text(() => machineStat(kernel)),
    swaps: text(() => 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'),
    timer_list: text(() => ''),
    uptime: text((reader) => uptime(kernel, reader)),
    version: text(() => {
      const { release, version } = kernel.utsname;
      return `Linux version ${release} (builder@host) (gcc (GCC) 12.2.0, GNU ld (GNU Binutils) 2.40) ${version}\n`;
    }),
  };
}

const FILESYSTEMS = [
  ...['sysfs', 'tmpfs', 'proc', 'cgroup2', 'devpts', 'mqueue', 'overlay'].map((name) => `nodev\t${name}\n`),
  '\text4\n',
].join('');

/** What a kernel with Docker on it has loaded: name, size, uses, users, state, address (hidden). */
const MODULES = [
  'overlay 217088 0 -',
  'veth 45056 0 -',
  'xt_MASQUERADE 16384 1 -',
  'xt_conntrack 12288 4 -',
  'nf_nat 65536 1 xt_MASQUERADE,',
  'nf_conntrack 204800 3 xt_MASQUERADE,xt_conntrack,nf_nat,',
  'br_netfilter 36864 0 -',
  'bridge 389120 1 br_netfilter,',
  'stp 12288 1 bridge,',
  'llc 16384 2 bridge,stp,',
  'macvlan 36864 0 -',
  'ipvlan 36864 0 -',
  'ext4 1114112 1 -',
]
  .map((line) => `${line} Live 0x0000000000000000\n`)
  .join('');

/** What the kernel itself and its caches hold of the memory. */
const KERNEL_BYTES = 180 * 1024 * 1024;

/** Bytes in use by processes. */
export const usedMemory = (kernel: Kernel): number => kernel.rootCgroup.memoryBytes;

function memInfo(kernel: Kernel): string {
  const total = kernel.memoryBytes;
  const cached = Math.floor(total / 10);
  const used = usedMemory(kernel) + KERNEL_BYTES;
  const rows: [string, number][] = [
    ['MemTotal', total],
    ['MemFree', Math.max(0, total - used - cached)],
    ['MemAvailable', Math.max(0, total - used)],
    ['Buffers', Math.floor(cached / 20)],
    ['Cached', cached - Math.floor(cached / 20)],
    ['SwapCached', 0],
    ['Active', usedMemory(kernel)],
    ['Inactive', cached],
    ['SwapTotal', 0],
    ['SwapFree', 0],
    ['Shmem', 0],
    ['SReclaimable', 0],
  ];
  return rows
    .map(([name, bytes]) => `${`${name}:`.padEnd(15)}${String(Math.floor(bytes / 1024)).padStart(9)} kB\n`)
    .join('');
}

function cpuInfo(kernel: Kernel): string {
  const arm = kernel.utsname.machine === 'aarch64';
  const one = (cpu: number): string =>
    arm
      ? `processor\t: ${cpu}\nBogoMIPS\t: 108.00\nFeatures\t: fp asimd evtstrm crc32 cpuid\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x0\nCPU part\t: 0xd08\nCPU revision\t: 3\n\n`
      : `processor\t: ${cpu}\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel name\t: Virtual CPU\ncpu MHz\t\t: 2400.000\n` +
        `physical id\t: 0\nsiblings\t: ${kernel.cpus}\ncore id\t\t: ${cpu}\ncpu cores\t: ${kernel.cpus}\nflags\t\t: fpu tsc msr sse sse2 syscall nx lm${kernel.hypervisor === null ? ' vmx' : ' hypervisor'}\nbogomips\t: 4800.00\n\n`;
  return Array.from({ length: kernel.cpus }, (_, cpu) => one(cpu)).join('');
}

/** The load is the machine's; only the newest PID is one of the namespace that mounted this /proc. */
function loadAverage(kernel: Kernel, { lastPid }: PidNamespace): string {
  const load = kernel.load.read(kernel.nowMs).map((average) => average.toFixed(2));
  return `${load.join(' ')} ${kernel.scheduler.readyCount + 1}/${kernel.processCount} ${lastPid}\n`;
}

/** The clock since boot as the reader's time namespace has it; the idle time is the machine's. */
function uptime(kernel: Kernel, reader: Process): string {
  const seconds = kernel.nowMs / 1000;
  const shown = seconds + reader.namespaces.time.offsets.boottime;
  const idle = Math.max(0, seconds * kernel.cpus - kernel.rootCgroup.cpuUsageMs / 1000);
  return `${shown.toFixed(2)} ${idle.toFixed(2)}\n`;
}

function machineStat(kernel: Kernel): string {
  const user = Math.floor(kernel.rootCgroup.cpuUsageMs / 10);
  const idle = Math.max(0, Math.floor((kernel.nowMs * kernel.cpus) / 10) - user);
  const share = (total: number) => Math.floor(total / kernel.cpus);
  const line = (name: string, busy: number, rest: number) => `${name} ${busy} 0 0 ${rest} 0 0 0 0 0 0\n`;
  const cpus = Array.from({ length: kernel.cpus }, (_, cpu) => line(`cpu${cpu}`, share(user), share(idle)));
  return [
    line('cpu ', user, idle),
    ...cpus,
    `btime ${Math.floor(kernel.clock.bootRealtimeMs / 1000)}\n`,
    `processes ${kernel.initialNamespaces.pid.lastPid}\n`,
    `procs_running ${kernel.scheduler.readyCount + 1}\nprocs_blocked 0\n`,
  ].join('');
}
