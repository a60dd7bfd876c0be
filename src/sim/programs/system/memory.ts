/** Models free(1) of procps and busybox over /proc/meminfo. Invariant: a container shows its host's memory. Left out: -l, -t, -s, -w. */
import type { Program, Sys, Task } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import type { Context } from '../lib/program.ts';

export interface Memory {
  readonly total: number;
  readonly free: number;
  readonly available: number;
  readonly buffers: number;
  readonly cached: number;
  readonly shared: number;
  readonly swapTotal: number;
  readonly swapFree: number;
}

/** In KiB. */
export function* readMemory(sys: Sys): Task<Memory> {
  const text = yield* readText(sys, '/proc/meminfo');
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return {
    total: field('MemTotal'),
    free: field('MemFree'),
    available: field('MemAvailable'),
    buffers: field('Buffers'),
    cached: field('Cached') + field('SReclaimable'),
    shared: field('Shmem'),
    swapTotal: field('SwapTotal'),
    swapFree: field('SwapFree'),
  };
}

function gnuHuman(kib: number): string {
  if (kib === 0) return '0B';
  let value = kib;
  let unit = 0;
  while (value >= 1024) {
    value /= 1024;
    unit++;
  }
  const text = value < 10 ? (Math.floor(value * 10) / 10).toFixed(1) : String(Math.floor(value));
  return `${text}${['Ki', 'Mi', 'Gi', 'Ti'][unit] ?? ''}`;
}

function busyboxHuman(kib: number): string {
  if (kib === 0) return '0';
  let value = kib;
  let unit = 0;
  while (value >= 1024) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)}${'KMGT'[unit] ?? ''}`;
}

const UNITS: Readonly<Record<string, number>> = { b: 1 / 1024, k: 1, m: 1024, g: 1_048_576 };

export const free = (gnu: boolean) => (context: Context) => run(context, gnu);

function* run(context: Context, gnu: boolean): Program {
  const memory = yield* readMemory(context.sys);
  const unit = context.options.order.findLast((key) => key in UNITS) ?? 'k';
  const round = gnu ? Math.floor : Math.round;
  const shown = (kib: number): string => {
    if (context.has('h')) return gnu ? gnuHuman(kib) : busyboxHuman(kib);
    return String(round(kib / (UNITS[unit] ?? 1)));
  };
  const cache = memory.buffers + memory.cached;
  const used = memory.total - (gnu ? memory.available : memory.free + cache);
  const row = (name: string, values: readonly number[]): string =>
    gnu
      ? `${name.padEnd(5)}${values.map((value, index) => shown(value).padStart(index === 0 ? 15 : 12)).join('')}\n`
      : `${name.padEnd(5)}${values.map((value, index) => shown(value).padStart(index === 0 ? 14 : 12)).join('')}\n`;
  const heads = ['total', 'used', 'free', 'shared', 'buff/cache', 'available'];
  yield* context.out(
    `${' '.repeat(gnu ? 15 : 14)}${heads.map((head, index) => (index === 0 ? head : head.padStart(12))).join('')}\n`,
  );
  yield* context.out(row('Mem:', [memory.total, used, memory.free, memory.shared, cache, memory.available]));
  yield* context.out(row('Swap:', [memory.swapTotal, memory.swapTotal - memory.swapFree, memory.swapFree]));
  return 0;
}
