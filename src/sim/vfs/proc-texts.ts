/**
 * The texts of /proc/PID/status, stat, statm and cgroup, proc(5). Invariant: ids are those of the mounting
 * PID namespace. Left out: what nothing here measures (page faults, addresses), which is 0.
 */
import { cpuList, cpuMask, cpusOf } from '../kernel/affinity.ts';
import { CAPABILITIES, type Capability } from '../kernel/capabilities.ts';
import type { Cgroup } from '../kernel/cgroup.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { PidNamespace } from '../kernel/namespace-objects.ts';
import type { Process } from '../kernel/process.ts';
import { dispositionOf } from '../kernel/signal-delivery.ts';
import { SIGNALS, type Signal } from '../kernel/signals.ts';

const STATE_WORDS: Readonly<Record<string, string>> = {
  R: 'R (running)',
  S: 'S (sleeping)',
  T: 'T (stopped)',
  Z: 'Z (zombie)',
  X: 'X (dead)',
};
const CLOCK_TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/** The letter ps shows. */
export function stateLetter(process: Process): string {
  if (process.state === 'zombie') return 'Z';
  if (process.state === 'dead') return 'X';
  if (process.stopped) return 'T';
  return process.state === 'ready' ? 'R' : 'S';
}

const ticks = (ms: number): number => Math.floor((ms * CLOCK_TICKS_PER_SECOND) / 1000);

const mask = (bits: bigint): string => bits.toString(16).padStart(16, '0');
const signalMask = (signals: readonly Signal[]): string =>
  mask(signals.reduce((bits, signal) => bits | (1n << BigInt(SIGNALS[signal] - 1)), 0n));
const capabilityMask = (set: ReadonlySet<Capability>): string =>
  mask(CAPABILITIES.reduce((bits, name, index) => (set.has(name) ? bits | (1n << BigInt(index)) : bits), 0n));

const parentPid = (process: Process, namespace: PidNamespace): number =>
  process.parent?.pid.in(namespace) ?? 0;

/** Its number in the mounting namespace and in each one down to its own. */
const numbersDown = (numbers: readonly number[], namespace: PidNamespace): string =>
  numbers.slice(namespace.level).join('\t');

export function statusLines(kernel: Kernel, process: Process, namespace: PidNamespace): string {
  const { credentials: cred, group } = process;
  const pid = process.pid.in(namespace);
  const ids = (real: number, effective: number) => [real, effective, effective, effective].join('\t');
  const rows: [string, string | number][] = [
    ['Name', process.comm],
    ['Umask', `0${process.fs.umask.toString(8).padStart(3, '0')}`],
    ['State', STATE_WORDS[stateLetter(process)] ?? ''],
    ['Tgid', pid],
    ['Ngid', 0],
    ['Pid', pid],
    ['PPid', parentPid(process, namespace)],
    ['TracerPid', 0],
    ['Uid', ids(cred.uid, cred.euid)],
    ['Gid', ids(cred.gid, cred.egid)],
    ['FDSize', 64],
    ['Groups', cred.groups.map((id) => `${id} `).join('')],
    ['NStgid', numbersDown(process.pid.numbers, namespace)],
    ['NSpid', numbersDown(process.pid.numbers, namespace)],
    ['NSpgid', numbersDown(group.pid.numbers, namespace)],
    ['NSsid', numbersDown(group.session.pid.numbers, namespace)],
    ['Kthread', 0],
    ...memoryRows(process),
    ['CoreDumping', 0],
    ['THP_enabled', 1],
    ['untag_mask', '0xffffffffffffffff'],
    ['Threads', 1],
    ['SigQ', '0/96365'],
    ...signalRows(process),
    ['CapInh', capabilityMask(cred.inheritable)],
    ['CapPrm', capabilityMask(cred.permitted)],
    ['CapEff', capabilityMask(cred.effective)],
    ['CapBnd', capabilityMask(cred.bounding)],
    ['CapAmb', capabilityMask(new Set())],
    ['NoNewPrivs', cred.noNewPrivs ? 1 : 0],
    ['Seccomp', process.seccomp ? 2 : 0],
    ['Seccomp_filters', process.seccomp ? 1 : 0],
    ['Cpus_allowed', cpuMask(cpusOf(kernel, process))],
    ['Cpus_allowed_list', cpuList(cpusOf(kernel, process))],
    ['Mems_allowed', '1'],
    ['Mems_allowed_list', '0'],
  ];
  return rows.map(([name, value]) => `${name}:\t${value}\n`).join('');
}

function memoryRows(process: Process): [string, string][] {
  if (process.ended) return [];
  const kB = (bytes: number) => `${String(Math.ceil(bytes / 1024)).padStart(8)} kB`;
  const { memoryBytes } = process;
  return [
    ['VmPeak', kB(virtualBytes(process))],
    ['VmSize', kB(virtualBytes(process))],
    ['VmLck', kB(0)],
    ['VmPin', kB(0)],
    ['VmHWM', kB(memoryBytes)],
    ['VmRSS', kB(memoryBytes)],
    ['VmSwap', kB(0)],
    ['HugetlbPages', kB(0)],
  ];
}

/** Address space is not modelled: what is resident, and a share of code and stack that is not. */
const virtualBytes = (process: Process): number => process.memoryBytes + 1024 * 1024;

function signalRows(process: Process): [string, string][] {
  const all = Object.keys(SIGNALS) as Signal[];
  const having = (kind: string) => all.filter((signal) => dispositionOf(process, signal).kind === kind);
  return [
    ['SigPnd', signalMask([...process.pending])],
    ['ShdPnd', signalMask([])],
    ['SigBlk', signalMask([])],
    ['SigIgn', signalMask(having('ignore'))],
    ['SigCgt', signalMask(having('handle'))],
  ];
}

export function statLine(kernel: Kernel, process: Process, namespace: PidNamespace): string {
  const { group } = process;
  const tty = group.session.tty;
  const foreground = tty?.foreground?.pid.in(namespace) ?? -1;
  const fields = [
    process.pid.in(namespace),
    `(${process.comm})`,
    stateLetter(process),
    parentPid(process, namespace),
    group.pid.in(namespace),
    group.session.pid.in(namespace),
    tty === null ? 0 : 136 * 256 + tty.index,
    tty === null ? -1 : foreground,
    4194560,
    ...[0, 0, 0, 0],
    ticks(process.cpuMs),
    ...[0, 0, 0],
    ...[20 + process.nice, process.nice, 1, 0],
    ticks(process.startMs),
    process.ended ? 0 : virtualBytes(process),
    process.ended ? 0 : Math.ceil(process.memoryBytes / PAGE_BYTES),
    '18446744073709551615',
    ...Array.from({ length: 12 }, () => 0),
    17,
    Math.abs(process.pid.host) % kernel.cpus,
    ...Array.from({ length: 13 }, () => 0),
  ];
  return `${fields.join(' ')}\n`;
}

export function statmLine(process: Process): string {
  const resident = Math.ceil(process.memoryBytes / PAGE_BYTES);
  return `${Math.ceil(virtualBytes(process) / PAGE_BYTES)} ${resident} 0 0 0 ${resident} 0\n`;
}

/** The path from the viewer's cgroup namespace root, cgroup_namespaces(7). */
export function cgroupLine(process: Process, viewer: Process): string {
  const group = process.shownCgroup ?? viewer.namespaces.cgroup.root;
  return `0::${relativeCgroup(group, viewer.namespaces.cgroup.root)}\n`;
}

function relativeCgroup(group: Cgroup, root: Cgroup): string {
  const below = [...group.chain()];
  const at = below.indexOf(root);
  if (at >= 0)
    return `/${below
      .slice(0, at)
      .map((one) => one.name)
      .reverse()
      .join('/')}`;
  const up = [...root.chain()].findIndex((one) => below.includes(one));
  const common = [...root.chain()][up];
  const down = below.slice(0, common === undefined ? 0 : below.indexOf(common)).map((one) => one.name);
  return `/${[...Array.from({ length: up }, () => '..'), ...down.reverse()].join('/')}`;
}
