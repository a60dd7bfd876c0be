/**
 * Models ps of busybox 1.38 as Debian builds it (DESKTOP: columns by -o, default pid,user,args; -T). Invariant: all processes of /proc are
 * shown, and a process whose command name is not its argv[0] shows it in braces. Left out: -T, which refuses.
 */
import { STDOUT, type Task } from '../../kernel/sys.ts';
import { type ProcessInfo, readProcesses, ttyName } from '../lib/processes.ts';
import { baseName, busybox, type Context, Failure } from '../lib/program.ts';
import { type NameTable, readGroups, readUsers } from '../lib/users.ts';

interface Column {
  readonly header: string;
  readonly width: number;
  readonly value: (process: ProcessInfo, around: Around) => string;
}
interface Around {
  readonly users: NameTable;
  readonly groups: NameTable;
}

function commandLine({ argv, comm }: ProcessInfo): string {
  if (argv.length === 0) return `[${comm}]`;
  const [first = ''] = argv;
  const text = argv.join(' ').replace(/[\x00-\x1f]/g, ' ');
  const base = baseName(first.replace(/^-/, ''));
  return base.slice(0, 15) === comm ? text : `{${comm}} ${text}`;
}

/** 4 digits, with k, m, g above. */
function size(kib: number): string {
  if (kib < 10_000) return String(kib);
  if (kib < 1024 * 1024) return `${Math.round(kib / 1024)}m`;
  return `${(kib / 1024 / 1024).toFixed(1)}g`;
}

const column = (header: string, width: number, value: Column['value']): Column => ({ header, width, value });

/** As the real one lists them; it has no time and etime in this build. */
const SUPPORTED = 'user,group,comm,args,pid,ppid,pgid,nice,rgroup,ruser,tty,vsz,sid,stat,rss';

const COLUMNS: Readonly<Record<string, Column>> = {
  user: column('USER', 8, (process, { users }) =>
    (users.name(process.euid) ?? String(process.euid)).slice(0, 8),
  ),
  group: column('GROUP', 8, (process, { groups }) =>
    (groups.name(process.gid) ?? String(process.gid)).slice(0, 8),
  ),
  comm: column('COMMAND', 16, (process) => process.comm),
  args: column('COMMAND', 256, commandLine),
  pid: column('PID', 5, (process) => String(process.pid).padStart(5)),
  ppid: column('PPID', 5, (process) => String(process.ppid).padStart(5)),
  pgid: column('PGID', 5, (process) => String(process.pgid).padStart(5)),
  sid: column('SID', 5, (process) => String(process.sid).padStart(5)),
  tty: column('TT', 6, (process) => ttyName(process.tty)),
  vsz: column('VSZ', 4, (process) => size(process.vszKib).padEnd(4)),
  rss: column('RSS', 4, (process) => size(process.rssKib).padEnd(4)),
  stat: column('STAT', 4, (process) => processState(process)),
  nice: column('NI', 5, (process) => String(process.nice).padStart(5)),
  ruser: column('RUSER', 8, (process, { users }) =>
    (users.name(process.uid) ?? String(process.uid)).slice(0, 8),
  ),
  rgroup: column('RGROUP', 8, (process, { groups }) =>
    (groups.name(process.gid) ?? String(process.gid)).slice(0, 8),
  ),
};

function processState(process: ProcessInfo): string {
  const nice = process.nice < 0 ? '<' : process.nice > 0 ? 'N' : ' ';
  return `${process.state}${nice}`.padEnd(4);
}

interface Shown {
  readonly header: string;
  readonly column: Column;
}

function parseColumns(values: readonly string[]): Shown[] {
  const result: Shown[] = [];
  for (const item of values.flatMap((value) => value.split(','))) {
    const [name = '', header] = item.split(/=(.*)/s);
    const found = COLUMNS[name];
    if (found === undefined)
      throw new Failure(`bad -o argument '${name}', supported arguments: ${SUPPORTED}`);
    result.push({ column: found, header: header ?? found.header });
  }
  return result;
}

function* show(context: Context): Task<number> {
  const { sys } = context;
  const chosen = parseColumns(
    context.options.has('o') ? context.options.values('o') : ['pid', 'user', 'args'],
  );
  const around = {
    users: yield* readUsers(sys),
    groups: yield* readGroups(sys),
  };
  const width = sys.isatty(STDOUT) ? sys.getWinsize(STDOUT).columns || 80 : Number.POSITIVE_INFINITY;
  const rows = [chosen.map(({ header }) => header)];
  for (const process of yield* readProcesses(sys))
    rows.push(chosen.map((item) => item.column.value(process, around)));
  const heading = chosen.every(({ header }) => header === '') ? rows.slice(1) : rows;
  yield* context.out(
    heading
      .map(
        (cells) => `${line(chosen, cells).slice(0, width - (width === Number.POSITIVE_INFINITY ? 0 : 1))}\n`,
      )
      .join(''),
  );
  return 0;
}

const line = (chosen: readonly Shown[], cells: readonly string[]): string =>
  cells
    .map((cell, index) => {
      const shown = chosen[index];
      const last = index === cells.length - 1;
      return last || shown === undefined
        ? cell
        : cell.padEnd(Math.max(shown.column.width, shown.header.length));
    })
    .join(' ');

/** Letters other than -o are read and ignored, as the real build does: `ps -ef` is `ps`. */
export const ps = busybox({ short: 'o:aAdefl', real: 'T', run: show });
