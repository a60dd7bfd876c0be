/**
 * Models the output columns of procps' ps 4.0 (ps(1), STANDARD FORMAT SPECIFIERS): header, width, side, value. Widths read off the real
 * program. Invariant: the last column is never padded. Left out: columns nobody asks for in the course.
 */
import type { ProcessInfo } from '../lib/processes.ts';
import { ttyName } from '../lib/processes.ts';

/** What a value may need besides its process. */
export interface Surroundings {
  readonly nowMs: number;
  readonly bootMs: number;
  readonly memoryKib: number;
  userName(uid: number): string;
  groupName(gid: number): string;
  /** A file of /proc/PID or a link of /proc/PID/ns, '' where it cannot be read. */
  proc(pid: number, file: string): string;
  /** The drawing of --forest before the command. */
  branch(pid: number): string;
}

export interface Column {
  readonly header: string;
  readonly width: number;
  readonly side: 'left' | 'right';
  readonly value: (process: ProcessInfo, around: Surroundings) => string;
}

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** `00:00:03`, `1-02:03:04`. */
export function clockTime(seconds: number): string {
  const days = Math.floor(seconds / 86400);
  const rest = `${two((seconds % 86400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}-${rest}` : rest;
}

/** `0:03`, as BSD formats show CPU time. */
const bsdTime = (seconds: number): string => `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;

/** `00:03`, `01:02:03`, `1-02:03:04`. */
function elapsed(seconds: number): string {
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const rest = `${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return `${days > 0 ? `${days}-` : ''}${days > 0 || hours > 0 ? `${two(hours)}:` : ''}${rest}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const startMs = (process: ProcessInfo, around: Surroundings): number =>
  around.bootMs + process.startSeconds * 1000;
/** ISO text in UTC: the course's machines have no time zone. */
const iso = (ms: number): string => {
  const text = new IsoTime(ms);
  return text.text;
};

/** Splits milliseconds since the epoch into a calendar date in UTC without asking the host for the time. */
class IsoTime {
  readonly text: string;
  constructor(ms: number) {
    const days = Math.floor(ms / 86_400_000);
    const { year, month, day } = civil(days);
    const seconds = Math.floor((ms - days * 86_400_000) / 1000);
    this.text = `${year}-${two(month)}-${two(day)}T${clockTime(seconds)}`;
  }
}

/** Days since 1970-01-01 to a date (Howard Hinnant's civil_from_days). */
export function civil(days: number): { year: number; month: number; day: number; weekday: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/** `18:48` today, `Nov19` this year, `2025` before. */
export function startShort(ms: number, nowMs: number): string {
  const start = iso(ms);
  const now = iso(nowMs);
  if (start.slice(0, 10) === now.slice(0, 10)) return start.slice(11, 16);
  if (start.slice(0, 4) === now.slice(0, 4))
    return `${MONTHS[Number(start.slice(5, 7)) - 1] ?? ''}${start.slice(8, 10)}`;
  return start.slice(0, 4);
}

function startLong(ms: number): string {
  const date = civil(Math.floor(ms / 86_400_000));
  const day = String(date.day).padStart(2);
  return `${DAYS[date.weekday] ?? ''} ${MONTHS[date.month - 1] ?? ''} ${day} ${iso(ms).slice(11, 19)} ${date.year}`;
}

export function commandLine(process: ProcessInfo): string {
  if (process.state === 'Z') return `[${process.comm}] <defunct>`;
  if (process.argv.length === 0) return `[${process.comm}]`;
  return process.argv
    .join(' ')
    .replace(/[\n\t]/g, ' ')
    .replace(/[\x00-\x1f\x7f]/g, '?');
}

const shortCommand = (process: ProcessInfo): string =>
  process.state === 'Z' ? `${process.comm} <defunct>` : process.comm;

export function statFlags(process: ProcessInfo): string {
  const nice = process.nice < 0 ? '<' : process.nice > 0 ? 'N' : '';
  const leader = process.sid === process.pid ? 's' : '';
  const threads = process.threads > 1 ? 'l' : '';
  const foreground = process.tpgid > 0 && process.tpgid === process.pgid ? '+' : '';
  return `${process.state}${nice}${leader}${threads}${foreground}`;
}

function cpuPercent(process: ProcessInfo, around: Surroundings): number {
  const lived = (around.nowMs - startMs(process, around)) / 1000;
  return lived <= 0 ? 0 : (process.cpuSeconds * 100) / lived;
}

const right = (header: string, width: number, value: Column['value']): Column => ({
  header,
  width,
  side: 'right',
  value,
});
const left = (header: string, width: number, value: Column['value']): Column => ({
  header,
  width,
  side: 'left',
  value,
});

const shorten = (name: string, width: number): string =>
  name.length > width ? `${name.slice(0, width - 1)}+` : name;
const user = (header: string): Column =>
  left(header, 8, (process, around) => shorten(around.userName(process.euid), 8));
const args = (header: string): Column =>
  left(header, 27, (process, around) => around.branch(process.pid) + commandLine(process));
const comm = (header: string): Column =>
  left(header, 15, (process, around) => around.branch(process.pid) + shortCommand(process));
const pcpu = right('%CPU', 4, (process, around) => cpuPercent(process, around).toFixed(1));
const pmem = right('%MEM', 4, (process, around) => ((process.rssKib * 100) / around.memoryKib).toFixed(1));
const namespace = (header: string, kind: string): Column =>
  right(
    header,
    10,
    (process, around) => /\[(\d+)\]/.exec(around.proc(process.pid, `ns/${kind}`))?.[1] ?? '-',
  );
const vsz = right('VSZ', 6, (process) => String(process.vszKib));
const rss = right('RSS', 5, (process) => String(process.rssKib));
const pgid = (header: string): Column => right(header, 7, (process) => String(process.pgid));
const sid = (header: string): Column => right(header, 7, (process) => String(process.sid));
const tty = (header: string): Column => left(header, 8, (process) => ttyName(process.tty));

export const COLUMNS: Readonly<Record<string, Column>> = {
  pid: right('PID', 7, (process) => String(process.pid)),
  ppid: right('PPID', 7, (process) => String(process.ppid)),
  pgid: pgid('PGID'),
  pgrp: pgid('PGRP'),
  sid: sid('SID'),
  sess: sid('SESS'),
  user: user('USER'),
  euser: user('EUSER'),
  ruser: user('RUSER'),
  uname: user('USER'),
  group: left('GROUP', 8, (process, around) => around.groupName(process.gid)),
  uid: right('UID', 5, (process) => String(process.euid)),
  euid: right('EUID', 5, (process) => String(process.euid)),
  ruid: right('RUID', 5, (process) => String(process.uid)),
  gid: right('GID', 5, (process) => String(process.gid)),
  args: args('COMMAND'),
  command: args('COMMAND'),
  cmd: args('CMD'),
  comm: comm('COMMAND'),
  ucmd: comm('CMD'),
  ucomm: comm('COMMAND'),
  tty: tty('TT'),
  tt: tty('TT'),
  tname: tty('TTY'),
  time: right('TIME', 8, (process) => clockTime(process.cpuSeconds)),
  cputime: right('TIME', 8, (process) => clockTime(process.cpuSeconds)),
  bsdtime: right('TIME', 6, (process) => bsdTime(process.cpuSeconds)),
  etime: right('ELAPSED', 11, (process, around) => elapsed((around.nowMs - startMs(process, around)) / 1000)),
  etimes: right('ELAPSED', 7, (process, around) =>
    String(Math.floor((around.nowMs - startMs(process, around)) / 1000)),
  ),
  stime: left('STIME', 5, (process, around) => startShort(startMs(process, around), around.nowMs)),
  bsdstart: left('START', 6, (process, around) => startShort(startMs(process, around), around.nowMs)),
  start_time: left('START', 5, (process, around) => startShort(startMs(process, around), around.nowMs)),
  start: right('STARTED', 8, (process, around) => iso(startMs(process, around)).slice(11, 19)),
  lstart: right('STARTED', 24, (process, around) => startLong(startMs(process, around))),
  stat: left('STAT', 4, statFlags),
  s: left('S', 1, (process) => process.state),
  state: left('S', 1, (process) => process.state),
  ni: right('NI', 3, (process) => String(process.nice)),
  nice: right('NI', 3, (process) => String(process.nice)),
  pri: right('PRI', 3, (process) => String(39 - process.priority)),
  opri: right('PRI', 3, (process) => String(60 + process.priority)),
  c: right('C', 2, (process, around) => String(Math.floor(cpuPercent(process, around)))),
  pcpu,
  '%cpu': pcpu,
  pmem,
  '%mem': pmem,
  vsz,
  vsize: vsz,
  rss,
  rssize: rss,
  sz: right('SZ', 5, (process) => String(Math.floor(process.vszKib / 4))),
  nlwp: right('NLWP', 4, (process) => String(process.threads)),
  thcount: right('THCNT', 5, (process) => String(process.threads)),
  wchan: left('WCHAN', 6, (process, around) => {
    const name = around.proc(process.pid, 'wchan').trim();
    return (name === '' || name === '0' ? '-' : name).slice(0, 6);
  }),
  f: right('F', 1, (process) => (process.euid === 0 ? '4' : '0')),
  addr: left('ADDR', 4, () => '-'),
  cgroup: left('CGROUP', 27, (process, around) =>
    around.proc(process.pid, 'cgroup').trim().replaceAll('\n', ','),
  ),
  pidns: namespace('PIDNS', 'pid'),
  netns: namespace('NETNS', 'net'),
  mntns: namespace('MNTNS', 'mnt'),
  utsns: namespace('UTSNS', 'uts'),
  ipcns: namespace('IPCNS', 'ipc'),
  userns: namespace('USERNS', 'user'),
  cgroupns: namespace('CGROUPNS', 'cgroup'),
  timens: namespace('TIMENS', 'time'),
  uid_hack: user('UID'),
};
