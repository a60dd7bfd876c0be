/**
 * Models ps of procps-ng 4.0.7 (ps(1)). Invariant: everything shown comes from /proc as the caller sees it. Left out: thread display,
 * personality variables; see ps-arguments.ts for the options that refuse.
 */
import { type Program, type ProgramMain, STDOUT, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { err, out, readText } from '../lib/io.ts';
import { type ProcessInfo, readProcesses, ttyName } from '../lib/processes.ts';
import { readGroups, readUsers } from '../lib/users.ts';
import { COLUMNS, type Column, type Surroundings } from './columns.ts';
import { forestOrder } from './forest.ts';
import { parsePs } from './ps-arguments.ts';
import { PsError, PsNotModelled, type PsRequest } from './ps-request.ts';

const USAGE = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

const FORMATS: Readonly<Record<PsRequest['format'], readonly string[]>> = {
  default: ['pid', 'tname', 'time', 'ucmd'],
  full: ['uid_hack', 'pid', 'ppid', 'c', 'stime', 'tname', 'time', 'cmd'],
  long: ['f', 's', 'uid', 'pid', 'ppid', 'c', 'opri', 'ni', 'addr', 'sz', 'wchan', 'tname', 'time', 'ucmd'],
  jobs: ['pid', 'pgid', 'sid', 'tname', 'time', 'ucmd'],
  user: ['user', 'pid', '%cpu', '%mem', 'vsz', 'rss', 'tname', 'stat', 'start_time', 'bsdtime', 'args'],
  bsd: ['pid', 'tname', 'stat', 'bsdtime', 'args'],
  'bsd-jobs': ['ppid', 'pid', 'pgid', 'sid', 'tname', 'stat', 'uid', 'bsdtime', 'args'],
};

export const ps: ProgramMain = function* (sys, argv): Program {
  try {
    return yield* show(sys, parsePs(argv.slice(1)));
  } catch (error) {
    if (error instanceof PsError) {
      yield* err(sys, `${error.message}\n${USAGE}`);
      return 1;
    }
    if (error instanceof PsNotModelled) {
      yield* err(sys, `ps: option '${error.message}' is real, but this simulator does not model it\n`);
      return 2;
    }
    throw error;
  }
};

interface Shown {
  readonly column: Column;
  readonly header: string;
}

/** Columns that `n` turns into numbers, which stand on the right. */
const NAMES = new Set(['user', 'euser', 'ruser', 'uname', 'group', 'uid_hack']);

function columnsOf(request: PsRequest): Shown[] {
  const wanted =
    request.columns.length > 0
      ? request.columns
      : FORMATS[request.format].map((name) => ({ name, header: null }));
  return wanted.map(({ name, header }) => {
    const column = COLUMNS[name];
    if (column === undefined) throw new PsError(`error: unknown user-defined format specifier "${name}"`);
    const numeric = request.numeric && NAMES.has(name);
    return { column: numeric ? { ...column, side: 'right' } : column, header: header ?? column.header };
  });
}

function* show(sys: Sys, request: PsRequest): Program {
  const columns = columnsOf(request);
  const all = yield* readProcesses(sys);
  const users = yield* readUsers(sys);
  const chosen = all.filter(
    (process) => isSelected(sys, process, request, all, (name) => users.id(name)) !== request.negate,
  );
  const sorted = sortProcesses(chosen, request.sort);
  const forest = request.forest ? forestOrder(sorted) : null;
  const named = yield* surroundings(sys, columns, sorted, (pid) => forest?.branches.get(pid) ?? '');
  const around = request.numeric ? { ...named, userName: String, groupName: String } : named;
  const rows = (forest?.processes ?? sorted).map((process) =>
    columns.map(({ column }) => column.value(process, around)),
  );
  const heading =
    request.noHeaders || columns.every(({ header }) => header === '')
      ? []
      : [columns.map(({ header }) => header)];
  const width = screenWidth(sys, request);
  yield* out(sys, [...heading, ...rows].map((cells) => `${line(columns, cells).slice(0, width)}\n`).join(''));
  return rows.length === 0 ? 1 : 0;
}

function screenWidth(sys: Sys, request: PsRequest): number {
  if (request.wide || !sys.isatty(STDOUT)) return Number.POSITIVE_INFINITY;
  return sys.getWinsize(STDOUT).columns || 80;
}

function line(columns: readonly Shown[], cells: readonly string[]): string {
  return columns
    .map(({ column, header }, index) => {
      const cell = cells[index] ?? '';
      const width = Math.max(column.width, header.length);
      if (column.side === 'right') return cell.padStart(width);
      if (index === columns.length - 1) return cell;
      return cutCommand(column, cell, width).padEnd(width);
    })
    .join(' ');
}

/** Commands are cut when something follows; names in other columns keep their length. */
const cutCommand = (column: Column, cell: string, width: number): string =>
  column.width >= 15 ? cell.slice(0, width) : cell;

function isSelected(
  sys: Sys,
  process: ProcessInfo,
  request: PsRequest,
  all: readonly ProcessInfo[],
  uidOf: (name: string) => number | null,
): boolean {
  if (request.running && process.state !== 'R') return false;
  const lists =
    request.pids.length +
    request.ppids.length +
    request.sids.length +
    request.users.length +
    request.commands.length +
    request.ttys.length;
  if (lists > 0 && inLists(process, request, uidOf)) return true;
  const self = all.find((candidate) => candidate.pid === Number(sys.getpid()));
  switch (request.selectAll) {
    case 'all':
    case 'bsd-ax':
      return true;
    case 'not-leaders':
      return process.tty !== 0 && process.sid !== process.pid;
    case 'bsd-a':
      return process.tty !== 0;
    case 'bsd-x':
      return process.euid === sys.getuid();
    case null:
      return lists === 0 && process.tty === (self?.tty ?? 0) && process.euid === sys.getuid();
  }
}

function inLists(process: ProcessInfo, request: PsRequest, uidOf: (name: string) => number | null): boolean {
  return (
    request.pids.includes(process.pid) ||
    request.ppids.includes(process.ppid) ||
    request.sids.includes(process.sid) ||
    request.commands.includes(process.comm) ||
    request.ttys.some((tty) => tty.replace(/^\/dev\//, '') === ttyName(process.tty)) ||
    request.users.some((user) => (/^\d+$/.test(user) ? Number(user) : uidOf(user)) === process.euid)
  );
}

const SORT_KEYS: Readonly<Record<string, (process: ProcessInfo) => number | string>> = {
  pid: (process) => process.pid,
  ppid: (process) => process.ppid,
  rss: (process) => process.rssKib,
  vsz: (process) => process.vszKib,
  pmem: (process) => process.rssKib,
  '%mem': (process) => process.rssKib,
  pcpu: (process) => process.cpuSeconds,
  '%cpu': (process) => process.cpuSeconds,
  time: (process) => process.cpuSeconds,
  comm: (process) => process.comm,
  start_time: (process) => process.startSeconds,
  lstart: (process) => process.startSeconds,
  uid: (process) => process.euid,
};

function sortProcesses(processes: readonly ProcessInfo[], keys: readonly string[]): ProcessInfo[] {
  const result = [...processes];
  for (const key of [...keys].reverse()) {
    const by = SORT_KEYS[key.replace(/^[-+]/, '')];
    if (by === undefined) throw new PsError('error: unknown sort specifier');
    const sign = key.startsWith('-') ? -1 : 1;
    result.sort((left, right) => (by(left) < by(right) ? -sign : by(left) > by(right) ? sign : 0));
  }
  return result;
}

const PROC_FILES = [
  'wchan',
  'cgroup',
  'ns/pid',
  'ns/net',
  'ns/mnt',
  'ns/uts',
  'ns/ipc',
  'ns/user',
  'ns/cgroup',
  'ns/time',
];

function* surroundings(
  sys: Sys,
  columns: readonly Shown[],
  processes: readonly ProcessInfo[],
  branch: (pid: number) => string,
): Task<Surroundings> {
  const users = yield* readUsers(sys);
  const groups = yield* readGroups(sys);
  const memory = /MemTotal:\s+(\d+)/.exec(yield* readText(sys, '/proc/meminfo'))?.[1];
  const texts = new Map<string, string>();
  const needed =
    columns.some(({ header }) => /NS$|^WCHAN$|^CGROUP$/.test(header)) ||
    columns.some(({ column }) => column.width === 10);
  if (needed)
    for (const process of processes)
      for (const file of PROC_FILES)
        texts.set(`${process.pid}/${file}`, yield* procText(sys, process.pid, file));
  return {
    nowMs: sys.realtimeMs(),
    bootMs: Math.round((sys.realtimeMs() - sys.monotonicMs()) / 1000) * 1000,
    memoryKib: Number(memory ?? '1'),
    userName: (uid) => users.name(uid) ?? String(uid),
    groupName: (gid) => groups.name(gid) ?? String(gid),
    proc: (pid, file) => texts.get(`${pid}/${file}`) ?? '',
    branch,
  };
}

function* procText(sys: Sys, pid: number, file: string): Task<string> {
  try {
    return file.startsWith('ns/')
      ? sys.readlink(`/proc/${pid}/${file}`)
      : yield* readText(sys, `/proc/${pid}/${file}`);
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}
