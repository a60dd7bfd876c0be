/**
 * Models `top -b -n 1` of procps and busybox over /proc: one frame after another, as into a pipe. Invariant: a frame says nothing that
 * /proc does not. On a terminal it draws anew and ends with q. Left out: other keys, the fields and filters one can choose.
 */
import { SIGNALS, type Signal } from '../../kernel/signals.ts';
import { type Program, STDERR, STDIN, STDOUT, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import { type ProcessInfo, readProcesses } from '../lib/processes.ts';
import type { Context } from '../lib/program.ts';
import { readUsers } from '../lib/users.ts';
import { readMemory } from './memory.ts';
import { uptimeLine } from './uptime.ts';

const DEFAULT_DELAY_S = 3;
const CAUGHT: readonly Signal[] = ['HUP', 'INT', 'TERM', 'QUIT', 'ALRM', 'USR1', 'USR2'];

export const top = (gnu: boolean) => (context: Context) => run(context, gnu);

function* run(context: Context, gnu: boolean): Program {
  return gnu ? yield* frames(context, gnu) : yield* endedBySignal(context.sys, frames(context, gnu));
}

/** busybox top catches what would kill it, resets the terminal, and dies of it; where it cannot, as PID 1, it exits. */
function* endedBySignal(sys: Sys, main: Program): Program {
  let caught: Signal | null = null;
  for (const signal of CAUGHT) {
    sys.sigaction(signal, {
      kind: 'handle',
      handler: (arrived) => {
        caught = arrived;
      },
    });
  }
  try {
    return yield* main;
  } catch (error) {
    const signal = caught as Signal | null;
    if (!(error instanceof SysError) || error.errno !== 'EINTR' || signal === null) throw error;
    sys.sigaction(signal, { kind: 'default' });
    sys.kill(sys.getpid(), signal);
    return 128 + SIGNALS[signal];
  }
}

function* frames(context: Context, gnu: boolean): Program {
  if (!context.has('b')) return yield* screen(context, gnu);
  const times = Number(context.value('n') ?? Number.POSITIVE_INFINITY);
  const delayMs = Number(context.value('d') ?? DEFAULT_DELAY_S) * 1000;
  for (let frame = 0; frame < times; frame++) {
    if (frame > 0) yield* context.sys.sleep(delayMs);
    yield* context.out(
      `${frame > 0 ? '\n' : ''}${gnu ? yield* procpsFrame(context) : yield* busyboxFrame(context)}`,
    );
  }
  return 0;
}

/** Until `q` or Ctrl-C; a blank makes it look at once. */
function* screen(context: Context, gnu: boolean): Program {
  const { sys } = context;
  if (!sys.isatty(STDIN) || !sys.isatty(STDOUT)) {
    if (!gnu) return yield* withoutKeys(context);
    yield* sys.write(STDERR, 'top: failed tty get\n');
    return 1;
  }
  const delayMs = Number(context.value('d') ?? DEFAULT_DELAY_S) * 1000;
  const times = Number(context.value('n') ?? Number.POSITIVE_INFINITY);
  sys.setRawMode(STDIN, true, true);
  try {
    for (let frame = 0; frame < times; frame += 1) {
      const text = gnu ? yield* procpsFrame(context) : yield* busyboxFrame(context);
      const { rows, columns } = sys.getWinsize(STDOUT);
      const lines = text.split('\n').slice(0, Math.max(1, rows - 1));
      yield* context.out(`\u001b[H\u001b[J${lines.map((line) => line.slice(0, columns)).join('\n')}`);
      const ready = yield* sys.poll([STDIN], delayMs);
      if (ready.length > 0 && isEnd(yield* sys.read(STDIN, 64))) break;
    }
  } finally {
    sys.setRawMode(STDIN, false);
  }
  yield* context.out('\n');
  return 0;
}

/** busybox draws its screen wherever it goes. */
function* withoutKeys(context: Context): Program {
  const times = Number(context.value('n') ?? Number.POSITIVE_INFINITY);
  for (let frame = 0; frame < times; frame += 1) {
    if (frame > 0) yield* context.sys.sleep(Number(context.value('d') ?? DEFAULT_DELAY_S) * 1000);
    const lines = (yield* busyboxFrame(context)).replace(/\n$/, '').split('\n');
    yield* context.out(`\u001b[H${lines.join('\u001b[K\n')}\u001b[K\u001b[J\r`);
  }
  return 0;
}

const ENDS: readonly number[] = [0x71, 0x51, 0x03];
const isEnd = (keys: Uint8Array): boolean => keys.length === 0 || keys.some((key) => ENDS.includes(key));

const mib = (kib: number): string => (kib / 1024).toFixed(1).padStart(8);

function usage(process: ProcessInfo, nowSeconds: number): number {
  const alive = Math.max(nowSeconds - process.startSeconds, 1);
  return (process.cpuSeconds * 100) / alive;
}

/** Shares of user, system, nice and idle time since boot, /proc/stat. */
function* cpuShares(sys: Sys): Task<readonly number[]> {
  const ticks =
    (yield* readText(sys, '/proc/stat')).split('\n')[0]?.trim().split(/ +/).slice(1).map(Number) ?? [];
  const total = Math.max(
    1,
    ticks.reduce((sum, value) => sum + value, 0),
  );
  const share = (index: number): number => ((ticks[index] ?? 0) * 100) / total;
  return [share(0), share(2), share(1), share(3), share(4), share(5), share(6), share(7)];
}

function* cpuLine(sys: Sys): Task<string> {
  const names = ['us', 'sy', 'ni', 'id', 'wa', 'hi', 'si', 'st'];
  const shares = yield* cpuShares(sys);
  return `%Cpu(s):${shares.map((value, index) => `${value.toFixed(1).padStart(5)} ${names[index] ?? ''}`).join(',')} `;
}

function* busyboxCpuLine(sys: Sys): Task<string> {
  const names = ['usr', 'sys', 'nic', 'idle', 'io', 'irq', 'sirq'];
  const shares = (yield* cpuShares(sys)).slice(0, names.length);
  return `CPU:${shares.map((value, index) => `${String(Math.round(value)).padStart(4)}% ${names[index] ?? ''}`).join('')}`;
}

const byUse = (now: number) => (left: ProcessInfo, right: ProcessInfo) =>
  usage(right, now) - usage(left, now) || left.pid - right.pid;

const PAGE_KIB = 4;

/** Third number of /proc/PID/statm, in KiB. */
function* sharedKib(sys: Sys, processes: readonly ProcessInfo[]): Task<ReadonlyMap<number, number>> {
  const result = new Map<number, number>();
  for (const { pid } of processes) {
    try {
      const pages = (yield* readText(sys, `/proc/${pid}/statm`)).split(' ')[2];
      result.set(pid, Number(pages ?? 0) * PAGE_KIB);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return result;
}

function* procpsFrame({ sys }: Context): Task<string> {
  const processes = yield* readProcesses(sys);
  const memory = yield* readMemory(sys);
  const users = yield* readUsers(sys);
  const now = sys.monotonicMs() / 1000;
  const count = (letters: string): number => processes.filter(({ state }) => letters.includes(state)).length;
  const cache = memory.buffers + memory.cached;
  const head = [
    `top - ${yield* uptimeLine(sys)}`,
    `Tasks: ${processes.length} total, ${count('R')} running, ${count('SI')} sleep, ${count('D')} d-sleep, ${count('Tt')} stopped, ${count('Z')} zombie`,
    yield* cpuLine(sys),
    `MiB Mem :${mib(memory.total)} total,${mib(memory.free)} free,${mib(memory.total - memory.available)} used,${mib(cache)} buff/cache     `,
    `MiB Swap:${mib(memory.swapTotal)} total,${mib(memory.swapFree)} free,${mib(memory.swapTotal - memory.swapFree)} used.${mib(memory.available)} avail Mem `,
    '',
    '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
  ];
  const shared = yield* sharedKib(sys, processes);
  const rows = processes.sort(byUse(now)).map((process) => {
    const user = (users.name(process.euid) ?? String(process.euid)).slice(0, 8).padEnd(8);
    const share = ((process.rssKib * 100) / Math.max(memory.total, 1)).toFixed(1).padStart(5);
    const used = usage(process, now).toFixed(1).padStart(5);
    const seconds = process.cpuSeconds;
    const time = `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(2).padStart(5, '0')}`.padStart(9);
    const numbers = `${String(process.priority).padStart(3)} ${String(process.nice).padStart(3)}`;
    const sizes = [process.vszKib, process.rssKib, shared.get(process.pid) ?? 0];
    const widths = [7, 6, 6];
    const shown = sizes.map((kib, index) => String(kib).padStart(widths[index] ?? 6)).join(' ');
    return `${String(process.pid).padStart(7)} ${user} ${numbers} ${shown} ${process.state} ${used} ${share} ${time} ${process.comm}`;
  });
  return `${[...head, ...rows].join('\n')}\n`;
}

function* busyboxFrame({ sys }: Context): Task<string> {
  const processes = yield* readProcesses(sys);
  const memory = yield* readMemory(sys);
  const users = yield* readUsers(sys);
  const now = sys.monotonicMs() / 1000;
  const load = (yield* readText(sys, '/proc/loadavg')).trim();
  const head = [
    `Mem: ${memory.total - memory.free}K used, ${memory.free}K free, ${memory.shared}K shrd, ${memory.buffers}K buff, ${memory.cached}K cached`,
    yield* busyboxCpuLine(sys),
    `Load average: ${load}`,
    '  PID  PPID USER     STAT   RSS %RSS %CPU COMMAND',
  ];
  const rows = processes.sort(byUse(now)).map((process) => {
    const user = (users.name(process.euid) ?? String(process.euid)).slice(0, 8).padEnd(8);
    const share = `${Math.floor((process.rssKib * 100) / Math.max(memory.total, 1))}%`.padStart(4);
    const used = `${Math.floor(usage(process, now))}%`.padStart(4);
    const ids = `${String(process.pid).padStart(5)} ${String(process.ppid).padStart(5)}`;
    const command = process.argv.join(' ') || `[${process.comm}]`;
    return `${ids} ${user} ${process.state.padEnd(4)} ${String(process.rssKib).padStart(5)} ${share} ${used} ${command}`;
  });
  return `${[...head, ...rows].join('\n')}\n`;
}
