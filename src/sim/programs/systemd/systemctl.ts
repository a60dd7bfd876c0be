/**
 * Models systemctl(1) as far as services go: list-units, status, is-active, is-enabled, start, stop, restart, kill. Invariant: it asks
 * the service manager and changes nothing itself. Left out: other kinds of units, unit files, targets and the power verbs, which refuse.
 */
import { parseSignal } from '../../kernel/signals.ts';
import type { Program, Task } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import { type Context, Failure } from '../lib/program.ts';
import { connectManager } from './connect.ts';
import { entryLine } from './entry-line.ts';
import { journalOf } from './journal.ts';
import type { UnitManager, UnitStatus } from './manager.ts';
import { activeLine, span } from './times.ts';
import { fullName } from './unit.ts';

type Verb = (context: Context, manager: UnitManager, names: readonly string[]) => Task<number>;

export function* systemctl(context: Context): Program {
  const [verb = 'list-units', ...names] = context.operands;
  const known = VERBS[verb];
  if (known === undefined) return yield* refuse(context, verb);
  const manager = connectManager(context.sys);
  if (manager === null) {
    const words = "System has not been booted with systemd as init system (PID 1). Can't operate.";
    yield* context.sys.write(
      2,
      `${words}\nFailed to connect to system scope bus via local transport: Host is down\n`,
    );
    return 1;
  }
  if (names.length === 0 && NEED_NAMES.has(verb)) throw new Failure('', yield* tooFew(context));
  return yield* known(context, manager, names.map(fullName));
}

function* tooFew(context: Context): Task<number> {
  yield* context.sys.write(2, 'Too few arguments.\n');
  return 1;
}

const NEED_NAMES = new Set(
  'start stop restart reload try-restart is-active is-enabled is-failed kill'.split(' '),
);
const REAL = new Set(
  'enable disable mask unmask edit cat show daemon-reload list-unit-files list-sockets list-timers list-dependencies get-default set-default isolate poweroff reboot halt suspend rescue reset-failed preset'.split(
    ' ',
  ),
);

function* refuse(context: Context, verb: string): Task<number> {
  if (!REAL.has(verb)) {
    yield* context.sys.write(2, `Unknown command verb ${verb}.\n`);
    return 1;
  }
  const known = Object.keys(VERBS).join(', ');
  throw new Failure(`"${verb}" is real, but this simulator does not model it; it models ${known}`, 2);
}

const VERBS: Readonly<Record<string, Verb>> = {
  'list-units': listUnits,
  status,
  start: each('start', function* (_context, manager, name) {
    return yield* manager.start(name);
  }),
  stop: each('stop', function* (context, manager, name) {
    const found = yield* manager.stop(context.sys, name);
    return found;
  }),
  restart: each('restart', function* (context, manager, name) {
    if (!(yield* manager.stop(context.sys, name))) return false;
    return yield* manager.start(name);
  }),
  kill: each('kill', function* (context, manager, name) {
    return yield* manager.kill(name, parseSignal(context.value('s') ?? 'TERM') ?? 'TERM');
  }),
  'is-active': states({
    word: ({ active }) => active,
    absent: 'inactive',
    code: (word) => (word === 'active' ? 0 : word === null ? 4 : 3),
  }),
  'is-failed': states({
    word: ({ active }) => active,
    absent: 'inactive',
    code: (word) => (word === 'failed' ? 0 : 1),
  }),
  'is-enabled': states({
    word: ({ file }) => file.enabled,
    absent: 'not-found',
    code: (word) => (word === null ? 4 : 0),
  }),
};

function each(
  verb: string,
  act: (context: Context, manager: UnitManager, name: string) => Task<boolean>,
): Verb {
  return function* (context, manager, names) {
    let status = 0;
    for (const name of names) {
      if (yield* act(context, manager, name)) continue;
      const known = verb === 'stop' || verb === 'kill' ? 'not loaded' : 'not found';
      yield* context.sys.write(2, `Failed to ${verb} ${name}: Unit ${name} ${known}.\n`);
      status = verb === 'kill' ? 1 : 5;
    }
    return status;
  };
}

interface Words {
  readonly word: (status: UnitStatus) => string;
  /** What is said of a unit there is none of. */
  readonly absent: string;
  /** The exit code by that word. */
  readonly code: (word: string | null) => number;
}

/** One word a unit; the best of their codes. */
function states({ word, absent, code }: Words): Verb {
  return function* (context, manager, names) {
    const codes: number[] = [];
    for (const name of names) {
      const found = yield* manager.status(name);
      const said = found === null ? null : word(found);
      if (!context.has('q')) yield* context.out(`${said ?? absent}\n`);
      codes.push(code(said));
    }
    return Math.min(...codes);
  };
}

function* listUnits(context: Context, manager: UnitManager): Task<number> {
  const type = context.value('t');
  if (type !== null && type !== 'service')
    throw new Failure(`units of type ${type} are real, but this simulator models services only`, 2);
  const rows: string[][] = [];
  for (const name of manager.names()) {
    const found = yield* manager.status(name);
    if (found === null) continue;
    if (found.active === 'inactive' && !context.has('a')) continue;
    rows.push([name, 'loaded', found.active, found.sub, found.file.description]);
  }
  const shown = rows.filter(([, , active, sub]) => stateAsked(context, active ?? '', sub ?? ''));
  yield* context.out(
    table([['UNIT', 'LOAD', 'ACTIVE', 'SUB', 'DESCRIPTION'], ...shown], context.has('no-legend')),
  );
  if (!context.has('no-legend')) yield* context.out(legend(shown.length));
  return 0;
}

const stateAsked = (context: Context, active: string, sub: string): boolean => {
  const wanted = context.value('state');
  return wanted === null || wanted.split(',').some((one) => one === active || one === sub);
};

function table(rows: readonly (readonly string[])[], bare: boolean): string {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return (bare ? rows.slice(1) : rows)
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' ')}\n`)
    .join('');
}

const legend = (count: number): string =>
  `\nLegend: LOAD   → Reflects whether the unit definition was properly loaded.\n        ACTIVE → The high-level unit activation state, i.e. generalization of SUB.\n        SUB    → The low-level unit activation state, values depend on unit type.\n\n${count} loaded units listed. Pass --all to see loaded but inactive units, too.\nTo show all installed unit files use 'systemctl list-unit-files'.\n`;

function* status(context: Context, manager: UnitManager, names: readonly string[]): Task<number> {
  if (names.length === 0)
    throw new Failure(
      'the status of the whole machine is real, but this simulator does not model it; name a unit',
      2,
    );
  let code = 0;
  for (const [at, name] of names.entries()) {
    const found = yield* manager.status(name);
    if (found === null) {
      yield* context.sys.write(2, `Unit ${name} could not be found.\n`);
      code = 4;
      continue;
    }
    if (at > 0) yield* context.out('\n');
    yield* context.out(yield* describe(context, found));
    if (found.active !== 'active') code = 3;
  }
  return code;
}

const LOG_LINES = 10;

function* describe(context: Context, found: UnitStatus): Task<string> {
  const { file } = found;
  const row = (title: string, text: string): string => `${title.padStart(11)}: ${text}\n`;
  const dot = { active: '●', inactive: '○', failed: '×' }[found.active];
  let text = `${dot} ${file.name} - ${file.description}\n`;
  text += row('Loaded', `loaded (/usr/lib/systemd/system/${file.name}; ${file.enabled}; preset: enabled)`);
  text += row('Active', activeLine(found, context.sys.realtimeMs()));
  const [doc, ...docs] = file.docs;
  if (doc !== undefined)
    text += row('Docs', [doc, ...docs.map((one) => `${' '.repeat(13)}${one}`)].join('\n'));
  if (found.mainPid !== null) text += yield* processRows(context, found, row);
  else if (found.ended !== null) text += row('Main PID', `${found.ended.pid} (${found.ended.words})`);
  const entries = journalOf(context.sys)?.entries() ?? [];
  const own = entries.filter(({ unit }) => unit === file.name).slice(-LOG_LINES);
  const host = context.sys.uname().nodename;
  return own.length === 0 ? text : `${text}\n${own.map((entry) => entryLine(entry, host)).join('')}`;
}

function* processRows(
  context: Context,
  found: UnitStatus,
  row: (title: string, text: string) => string,
): Task<string> {
  const directory = `/sys/fs/cgroup${found.cgroup}`;
  const comm = (yield* readText(context.sys, `/proc/${found.mainPid}/comm`)).trim();
  const memory = Number((yield* readText(context.sys, `${directory}/memory.current`)).trim());
  const usage = /usage_usec (\d+)/.exec(yield* readText(context.sys, `${directory}/cpu.stat`))?.[1] ?? '0';
  let text = row('Main PID', `${found.mainPid} (${comm})`);
  text += row('Tasks', String(found.pids.length));
  text += row('Memory', bytes(memory));
  text += row('CPU', span(Number(usage) / 1000));
  const lines = [found.cgroup];
  for (const [at, pid] of found.pids.entries()) {
    const argv = (yield* readText(context.sys, `/proc/${pid}/cmdline`)).split('\0').slice(0, -1);
    lines.push(`${' '.repeat(13)}${at === found.pids.length - 1 ? '└─' : '├─'}${pid} ${argv.join(' ')}`);
  }
  return text + row('CGroup', lines.join('\n'));
}

function bytes(count: number): string {
  const units = ['B', 'K', 'M', 'G'];
  let value = count;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${unit === 0 ? value : value.toFixed(1).replace(/\.0$/, '')}${units[unit]}`;
}
