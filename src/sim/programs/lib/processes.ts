/**
 * Reads /proc as ps, pgrep, top and killall do (proc(5), libproc2). Invariant: a process that ends while one looks is left out; nothing
 * is known that /proc does not say. Left out: threads.
 */
import { type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { readText } from './io.ts';

export interface ProcessInfo {
  readonly pid: number;
  readonly ppid: number;
  readonly comm: string;
  /** Empty for zombies. */
  readonly argv: readonly string[];
  /** R, S, D, T, Z. */
  readonly state: string;
  readonly pgid: number;
  readonly sid: number;
  /** Device number of the controlling terminal, 0 for none. */
  readonly tty: number;
  /** The terminal's foreground group. */
  readonly tpgid: number;
  readonly nice: number;
  readonly priority: number;
  readonly threads: number;
  /** Seconds of CPU time. */
  readonly cpuSeconds: number;
  /** Seconds after boot. */
  readonly startSeconds: number;
  readonly vszKib: number;
  readonly rssKib: number;
  readonly uid: number;
  readonly gid: number;
  readonly euid: number;
}

const TICKS = 100;
const PAGE_KIB = 4;

function* one(sys: Sys, pid: string): Task<ProcessInfo | null> {
  try {
    const stat = yield* readText(sys, `/proc/${pid}/stat`);
    const status = yield* readText(sys, `/proc/${pid}/status`);
    const cmdline = yield* readText(sys, `/proc/${pid}/cmdline`);
    return parse(stat, status, cmdline);
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

function parse(stat: string, status: string, cmdline: string): ProcessInfo {
  const open = stat.indexOf('(');
  const close = stat.lastIndexOf(')');
  const fields = stat.slice(close + 2).split(' ');
  const at = (index: number): number => Number(fields[index - 3] ?? '0');
  const line = (name: string): string[] =>
    new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/) ?? [];
  return {
    pid: Number(stat.slice(0, open - 1)),
    comm: stat.slice(open + 1, close),
    state: fields[0] ?? '?',
    ppid: at(4),
    pgid: at(5),
    sid: at(6),
    tty: at(7),
    tpgid: at(8),
    cpuSeconds: (at(14) + at(15)) / TICKS,
    priority: at(18),
    nice: at(19),
    threads: at(20),
    startSeconds: at(22) / TICKS,
    vszKib: Math.floor(at(23) / 1024),
    rssKib: at(24) * PAGE_KIB,
    uid: Number(line('Uid')[0] ?? 0),
    euid: Number(line('Uid')[1] ?? 0),
    gid: Number(line('Gid')[0] ?? 0),
    argv: cmdline === '' ? [] : cmdline.replace(/\0$/, '').split('\0'),
  };
}

/** Every process /proc shows, by PID. Throws SysError when /proc cannot be read. */
export function* readProcesses(sys: Sys): Task<ProcessInfo[]> {
  const result: ProcessInfo[] = [];
  const pids = sys
    .readdir('/proc')
    .map((entry) => entry.name)
    .filter((name) => /^\d+$/.test(name))
    .sort((left, right) => Number(left) - Number(right));
  for (const pid of pids) {
    const info = yield* one(sys, pid);
    if (info !== null) result.push(info);
  }
  return result;
}

/** `/dev/pts/0` as ps shows it: `pts/0`; `?` for none. */
export function ttyName(device: number): string {
  if (device === 0) return '?';
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major >= 136 && major <= 143) return `pts/${minor + (major - 136) * 256}`;
  return major === 4 ? `tty${minor}` : '?';
}
