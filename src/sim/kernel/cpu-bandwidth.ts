/**
 * Models CFS bandwidth control, cpu.max of cgroup v2: a group may use `quota` of processor time in each `period`.
 * Invariant: a group that has used more pays it back in the periods that follow. Left out: bursts, slices.
 */
import type { Cgroup } from './cgroup.ts';

/** Adds processor time to a group and all above it. */
export function chargeCpu(cgroup: Cgroup, costMs: number): void {
  for (const group of cgroup.chain()) {
    group.cpuUsageMs += costMs;
    group.cpuPeriod.usedMs += costMs;
  }
}

/** When a process of the group may run again, null when it may now. */
export function throttledUntil(cgroup: Cgroup, nowMs: number): number | null {
  let untilMs: number | null = null;
  for (const group of cgroup.chain()) {
    const endMs = periodEndIfUsedUp(group, nowMs);
    if (endMs !== null && (untilMs === null || endMs > untilMs)) untilMs = endMs;
  }
  return untilMs;
}

function periodEndIfUsedUp(group: Cgroup, nowMs: number): number | null {
  const { quotaUs, periodUs } = group.cpuMax;
  if (quotaUs === null) return null;
  const quotaMs = quotaUs / 1000;
  const periodMs = periodUs / 1000;
  const passed = Math.floor((nowMs - group.cpuPeriod.startMs) / periodMs);
  if (passed > 0) {
    group.cpuPeriod.startMs += passed * periodMs;
    group.cpuPeriod.usedMs = Math.max(0, group.cpuPeriod.usedMs - passed * quotaMs);
    group.cpuThrottled.periods += passed;
  }
  if (group.cpuPeriod.usedMs < quotaMs) return null;
  const endMs = group.cpuPeriod.startMs + periodMs;
  group.cpuThrottled.throttled += 1;
  group.cpuThrottled.throttledMs += endMs - nowMs;
  return endMs;
}
