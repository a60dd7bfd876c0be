/**
 * A container's limits as cgroup v2 files (runc `libcontainer/cgroups/fs2`): memory.max, memory.swap.max,
 * cpu.max, cpu.weight, pids.max, cpuset.cpus. Left out: io, hugetlb.
 */
import { SysError, type Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { writeFile } from './host-files.ts';
import type { Container, HostConfig } from './model.ts';
import { cgroupDirectory } from './paths.ts';

const DEFAULT_PERIOD_US = 100_000;

export function* applyLimits(engine: Engine, container: Container): Task<void> {
  const directory = cgroupDirectory(container);
  for (const [file, value] of filesOf(container.hostConfig)) {
    try {
      yield* writeFile(engine.sys, `${directory}/${file}`, value);
    } catch (error) {
      // A kernel without this controller: runc ignores what has its default value.
      if (!(error instanceof SysError)) throw error;
    }
  }
}

function filesOf(host: HostConfig): readonly (readonly [string, string])[] {
  const period = host.cpuPeriod === 0 ? DEFAULT_PERIOD_US : host.cpuPeriod;
  const quota = host.nanoCpus > 0 ? Math.round((host.nanoCpus / 1e9) * period) : host.cpuQuota;
  return [
    ['memory.max', host.memoryBytes > 0 ? String(host.memoryBytes) : 'max'],
    ['cpu.max', `${quota > 0 ? quota : 'max'} ${period}`],
    ['cpuset.cpus', host.cpusetCpus],
    ['pids.max', host.pidsLimit !== null && host.pidsLimit > 0 ? String(host.pidsLimit) : 'max'],
    ...(host.cpuShares > 0 ? [['cpu.weight', String(weightOf(host.cpuShares))] as const] : []),
  ];
}

/** runc's conversion of cgroup v1 shares to a weight. */
const weightOf = (shares: number): number => 1 + Math.floor(((shares - 2) * 9999) / 262142);
