/** The interface files of one cgroup: what each reads as, and what may be written to it. */
import { cpuList, cpusOfGroup, parseCpuList } from '../kernel/affinity.ts';
import { type Cgroup, moveToCgroup } from '../kernel/cgroup.ts';
import { setFrozen } from '../kernel/freezer.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { checkMemoryLimit } from '../kernel/memory.ts';
import { sendSignal } from '../kernel/signal-delivery.ts';
import { SysError } from '../kernel/sys.ts';
import type { TextSource } from './virtual-nodes.ts';

export interface CgroupFile {
  readonly name: string;
  readonly mode: number;
  readonly source: TextSource;
}

const CONTROLLERS = 'cpuset cpu io memory pids\n';

export function cgroupFiles(kernel: Kernel, group: Cgroup): readonly CgroupFile[] {
  const isRoot = group.parent === null;
  const common = [
    readOnly('cgroup.controllers', () => CONTROLLERS),
    processesFile(kernel, group),
    readWrite(
      'cgroup.subtree_control',
      () => CONTROLLERS,
      () => {},
    ),
    readOnly('cpu.stat', () => cpuStat(group)),
    readOnly('cpuset.cpus.effective', () => `${cpuList(cpusOfGroup(kernel, group))}\n`),
    readOnly('cpuset.mems.effective', () => '0\n'),
  ];
  if (isRoot) return common;
  return [
    ...common,
    readOnly(
      'cgroup.events',
      () => `populated ${Number(group.populated)}\nfrozen ${Number(group.effectivelyFrozen)}\n`,
    ),
    freezeFile(kernel, group),
    killFile(kernel, group),
    readOnly('cgroup.type', () => 'domain\n'),
    ...memoryFiles(kernel, group),
    ...pidsFiles(group),
    ...cpuFiles(group),
    readOnly('io.stat', () => ''),
    cpusFile(group),
  ];
}

const readOnly = (name: string, read: TextSource['read']): CgroupFile => ({
  name,
  mode: 0o444,
  source: { read },
});
const readWrite = (name: string, read: () => string, write: (text: string) => void): CgroupFile => ({
  name,
  mode: 0o644,
  source: { read, write: (text) => write(text.trim()) },
});

function processesFile(kernel: Kernel, group: Cgroup): CgroupFile {
  return {
    name: 'cgroup.procs',
    mode: 0o644,
    source: {
      read: (viewer) =>
        [...group.processes]
          .map((process) => process.pidFor(viewer))
          .sort((a, b) => a - b)
          .map((pid) => `${pid}\n`)
          .join(''),
      write: (text, viewer) => {
        const pid = Number(text.trim());
        if (!Number.isInteger(pid) || pid < 0) throw new SysError('EINVAL');
        const process = kernel.find(viewer, pid);
        moveToCgroup(process, group);
        kernel.scheduler.makeReady(process);
      },
    },
  };
}

function freezeFile(kernel: Kernel, group: Cgroup): CgroupFile {
  return readWrite(
    'cgroup.freeze',
    () => `${Number(group.frozen)}\n`,
    (text) => {
      if (text !== '0' && text !== '1') throw new SysError('EINVAL');
      setFrozen(kernel, group, text === '1');
    },
  );
}

function killFile(kernel: Kernel, group: Cgroup): CgroupFile {
  const write = (text: string): void => {
    if (text.trim() !== '1') throw new SysError('EINVAL');
    for (const below of group.subtree()) {
      for (const process of [...below.processes]) sendSignal(kernel, process, 'KILL', null);
    }
  };
  return { name: 'cgroup.kill', mode: 0o200, source: { read: () => '', write } };
}

/** Empty is what the parent has; EINVAL for what is no list. */
function cpusFile(group: Cgroup): CgroupFile {
  return readWrite(
    'cpuset.cpus',
    () => `${group.cpus === null ? '' : cpuList([...group.cpus].sort((a, b) => a - b))}\n`,
    (text) => {
      const cpus = text === '' ? null : parseCpuList(text);
      if (text !== '' && cpus === null) throw new SysError('EINVAL');
      group.cpus = cpus;
    },
  );
}

const limitText = (limit: number | null): string => `${limit ?? 'max'}\n`;

/** A number of bytes or `max`, as memparse() of the kernel reads it. */
function limitIn(text: string): number | null {
  if (text === 'max') return null;
  const match = /^(\d+)([kmg]?)$/i.exec(text);
  if (match === null) throw new SysError('EINVAL');
  const unit = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? '').toLowerCase()] ?? 1;
  return Number(match[1]) * unit;
}

function memoryFiles(kernel: Kernel, group: Cgroup): CgroupFile[] {
  const { memoryEvents: events } = group;
  return [
    readOnly('memory.current', () => `${group.memoryBytes}\n`),
    readOnly(
      'memory.events',
      () =>
        `low 0\nhigh 0\nmax ${events.max}\noom ${events.oom}\noom_kill ${events.oomKill}\noom_group_kill 0\n`,
    ),
    readWrite(
      'memory.max',
      () => limitText(group.memoryMaxBytes),
      (text) => {
        const limit = limitIn(text);
        group.memoryMaxBytes = limit === null ? null : Math.floor(limit / 4096) * 4096;
        checkMemoryLimit(kernel, group);
      },
    ),
    readOnly('memory.peak', () => `${group.memoryPeakBytes}\n`),
    readOnly('memory.stat', () => memoryStat(group)),
    readOnly('memory.swap.events', () => 'high 0\nmax 0\nfail 0\n'),
    readOnly('memory.swap.current', () => '0\n'),
    readWrite(
      'memory.swap.max',
      () => limitText(group.swapMaxBytes),
      (text) => {
        group.swapMaxBytes = limitIn(text);
      },
    ),
  ];
}

/** In the order of the kernel; what is not modelled (files, slabs) is 0. */
function memoryStat(group: Cgroup): string {
  const anon = group.memoryBytes;
  const rows: readonly (readonly [string, number])[] = [
    ['anon', anon],
    ['file', 0],
    ['kernel', 0],
    ['kernel_stack', 0],
    ['pagetables', 0],
    ['sock', 0],
    ['shmem', 0],
    ['file_mapped', 0],
    ['file_dirty', 0],
    ['file_writeback', 0],
    ['swapcached', 0],
    ['inactive_anon', anon],
    ['active_anon', 0],
    ['inactive_file', 0],
    ['active_file', 0],
    ['unevictable', 0],
    ['slab', 0],
    ['pgfault', Math.ceil(anon / 4096)],
    ['pgmajfault', 0],
  ];
  return rows.map(([name, value]) => `${name} ${value}\n`).join('');
}

function pidsFiles(group: Cgroup): CgroupFile[] {
  return [
    readOnly('pids.current', () => `${group.pidsCurrent}\n`),
    readOnly('pids.events', () => `max ${group.pidsMaxEvents}\n`),
    readWrite(
      'pids.max',
      () => limitText(group.pidsMax),
      (text) => {
        const limit = text === 'max' ? null : Number(text);
        if (limit !== null && !(Number.isInteger(limit) && limit >= 0)) throw new SysError('EINVAL');
        group.pidsMax = limit;
      },
    ),
  ];
}

function cpuFiles(group: Cgroup): CgroupFile[] {
  return [
    readWrite(
      'cpu.max',
      () => `${group.cpuMax.quotaUs ?? 'max'} ${group.cpuMax.periodUs}\n`,
      (text) => {
        const match = /^(max|\d+)(?:\s+(\d+))?$/.exec(text);
        if (match === null) throw new SysError('EINVAL');
        const quotaUs = match[1] === 'max' ? null : Number(match[1]);
        const periodUs = match[2] === undefined ? group.cpuMax.periodUs : Number(match[2]);
        const tooSmall = quotaUs !== null && quotaUs < 1000;
        if (tooSmall || periodUs < 1000 || periodUs > 1_000_000) throw new SysError('EINVAL');
        group.cpuMax = { quotaUs, periodUs };
      },
    ),
    readWrite(
      'cpu.weight',
      () => `${group.cpuWeight}\n`,
      (text) => {
        const weight = Number(text);
        if (!Number.isInteger(weight) || weight < 1 || weight > 10_000) throw new SysError('EINVAL');
        group.cpuWeight = weight;
      },
    ),
  ];
}

function cpuStat(group: Cgroup): string {
  const usage = Math.floor(group.cpuUsageMs * 1000);
  const { periods, throttled, throttledMs } = group.cpuThrottled;
  const base = `usage_usec ${usage}\nuser_usec ${usage}\nsystem_usec 0\n`;
  if (group.parent === null) return base;
  return `${base}nr_periods ${periods}\nnr_throttled ${throttled}\nthrottled_usec ${Math.floor(throttledMs * 1000)}\n`;
}
