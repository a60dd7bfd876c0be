/**
 * Models which processors a process may use: sched_setaffinity(2) within cpuset.cpus of its cgroup and of every group above
 * (cpuset(7)). Invariant: the answer is never empty: an affinity that the groups leave nothing of is forgotten, as the kernel
 * does. Left out: where a process really runs; memory nodes, of which there is one.
 */
import type { Cgroup } from './cgroup.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { SysError } from './sys-error.ts';

export type CpuSet = ReadonlySet<number>;

const allOf = (kernel: Kernel): number[] => Array.from({ length: kernel.cpus }, (_, cpu) => cpu);

/** What the group leaves, in order. */
export function cpusOfGroup(kernel: Kernel, group: Cgroup): readonly number[] {
  let left = allOf(kernel);
  for (const one of [...group.chain()].reverse()) {
    const { cpus } = one;
    if (cpus === null) continue;
    const both = left.filter((cpu) => cpus.has(cpu));
    if (both.length > 0) left = both;
  }
  return left;
}

export function cpusOf(kernel: Kernel, process: Process): readonly number[] {
  const group = process.cgroupOrNull;
  const left = group === null ? allOf(kernel) : cpusOfGroup(kernel, group);
  const own = process.affinity;
  const both = own === null ? left : left.filter((cpu) => own.has(cpu));
  return both.length === 0 ? left : both;
}

/** EINVAL where the groups leave nothing of `wanted`; EPERM for a process of another user. */
export function setAffinity(kernel: Kernel, caller: Process, target: Process, wanted: CpuSet): void {
  const { euid, effective } = caller.credentials;
  if (euid !== target.credentials.uid && !effective.has('SYS_NICE')) throw new SysError('EPERM');
  const group = target.cgroupOrNull;
  const left = group === null ? allOf(kernel) : cpusOfGroup(kernel, group);
  if (!left.some((cpu) => wanted.has(cpu))) throw new SysError('EINVAL');
  target.affinity = new Set(wanted);
}

/** `0-2,5`, as the kernel and Docker write lists. */
export function cpuList(cpus: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < cpus.length; ) {
    const first = cpus[at] ?? 0;
    let last = first;
    while (cpus[at + 1] === last + 1) {
      at += 1;
      last += 1;
    }
    parts.push(first === last ? `${first}` : `${first}-${last}`);
    at += 1;
  }
  return parts.join(',');
}

/** Null for what is no list. */
export function parseCpuList(text: string): CpuSet | null {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (match === null) return null;
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    if (last < first) return null;
    for (let cpu = first; cpu <= Math.min(last, 8191); cpu += 1) found.add(cpu);
  }
  return found;
}

/** As /proc/PID/status and taskset show it: hexadecimal. */
export const cpuMask = (cpus: readonly number[]): string =>
  cpus.reduce((bits, cpu) => bits | (1n << BigInt(cpu)), 0n).toString(16);
