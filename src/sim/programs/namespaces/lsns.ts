/**
 * Models lsns(8) of util-linux over /proc/PID/ns. Invariant: only namespaces of processes that the caller's /proc shows; the process
 * named is the one with the lowest PID. Left out: NETNSID, NSFS and other columns, -J, -l.
 */
import { NAMESPACE_KINDS, type NamespaceKind } from '../../kernel/namespaces.ts';
import { type Program, type Sys, SysError } from '../../kernel/sys.ts';
import { type ProcessInfo, readProcesses } from '../lib/processes.ts';
import { type Context, Failure } from '../lib/program.ts';
import { readUsers } from '../lib/users.ts';

interface Namespace {
  readonly inode: number;
  readonly kind: NamespaceKind;
  readonly processes: ProcessInfo[];
}

/** lsns lists them by inode, and a kind only where asked. */
export function* lsns(context: Context): Program {
  const type = context.value('t');
  if (type !== null && !NAMESPACE_KINDS.some((kind) => kind === type))
    throw new Failure(`unknown namespace type: ${type}`);
  const users = yield* readUsers(context.sys);
  const found = new Map<number, Namespace>();
  for (const process of yield* readProcesses(context.sys))
    for (const kind of NAMESPACE_KINDS)
      if (type === null || kind === type) add(context.sys, found, process, kind);
  const pid = context.value('p');
  const rows = [...found.values()]
    .filter(({ processes }) => pid === null || processes.some((process) => String(process.pid) === pid))
    .sort((left, right) => left.inode - right.inode)
    .map(({ inode, kind, processes }) => {
      const first = processes[0];
      const owner = users.name(first?.uid ?? 0) ?? String(first?.uid ?? 0);
      const command = first === undefined ? '' : first.argv.join(' ') || first.comm;
      return [String(inode), kind, String(processes.length), String(first?.pid ?? 0), owner, command];
    });
  const heads = ['NS', 'TYPE', 'NPROCS', 'PID', 'USER', 'COMMAND'];
  const columns = columnsOf(context.value('o') ?? heads.join(','), heads);
  const table = [...(context.has('n') ? [] : [heads]), ...rows];
  const widths = heads.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  const left = new Set([1, 4, 5]);
  for (const cells of table) {
    const shown = columns.map((column, place) => {
      const cell = cells[column] ?? '';
      if (place === columns.length - 1 && left.has(column)) return cell;
      return left.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
    });
    yield* context.out(`${shown.join(' ')}\n`);
  }
  return 0;
}

const REAL = new Set(['PATH', 'PPID', 'UID', 'PNS', 'ONS', 'NETNSID', 'NSFS']);

/** Places in the table of the columns named. */
function columnsOf(text: string, heads: readonly string[]): number[] {
  return text.split(',').map((name) => {
    const column = heads.indexOf(name.toUpperCase());
    if (column !== -1) return column;
    if (!REAL.has(name.toUpperCase())) throw new Failure(`unknown column: ${name}`);
    throw new Failure(`column ${name} is real, but this simulator does not model it`, 2);
  });
}

function add(sys: Sys, found: Map<number, Namespace>, process: ProcessInfo, kind: NamespaceKind): void {
  try {
    const inode = Number(/\[(\d+)\]/.exec(sys.readlink(`/proc/${process.pid}/ns/${kind}`))?.[1] ?? 0);
    const known = found.get(inode) ?? { inode, kind, processes: [] };
    known.processes.push(process);
    found.set(inode, known);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
