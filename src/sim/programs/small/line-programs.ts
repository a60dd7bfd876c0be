/**
 * Models tac, rev, nl, fold, paste, comm, shuf, strings and split (their man pages): filters over lines. Invariant: chance is the
 * machine's own seed. Left out: options beyond those read here, which refuse.
 */
import type { Program, Task } from '../../kernel/sys.ts';
import { linesOf, readText } from '../lib/io.ts';
import { type Context, Failure, UsageFailure, words } from '../lib/program.ts';
import { quotedReason } from '../lib/quote-name.ts';

type CannotOpen = (path: string, reason: string) => string;
export const GNU_OPEN: CannotOpen = quotedReason;
/** busybox's fopen_or_warn_stdin. */
export const BARE_OPEN: CannotOpen = (path, reason) => `${path}: ${reason}`;
export const BUSYBOX_OPEN: CannotOpen = (path, reason) => `can't open '${path}': ${reason}`;

/** The text of each operand, or of standard input; one that cannot be read ends the program. */
export function* texts(context: Context, cannot: CannotOpen, paths = context.operands): Task<string[]> {
  const result: string[] = [];
  for (const path of paths.length === 0 ? ['-'] : paths) {
    try {
      result.push(yield* readText(context.sys, path));
    } catch (error) {
      throw new Failure(cannot(path, words(error)));
    }
  }
  return result;
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

export const tac = (cannot: CannotOpen) =>
  function* (context: Context): Program {
    for (const text of yield* texts(context, cannot)) yield* context.out(joined(linesOf(text).reverse()));
    return 0;
  };

export const rev = (cannot: CannotOpen) =>
  function* (context: Context): Program {
    for (const text of yield* texts(context, cannot))
      yield* context.out(joined(linesOf(text).map((line) => [...line].reverse().join(''))));
    return 0;
  };

export const nl = (cannot: CannotOpen) =>
  function* (context: Context): Program {
    const style = context.value('b') ?? 't';
    const width = Number(context.value('w') ?? '6');
    let number = 0;
    for (const text of yield* texts(context, cannot)) {
      const lines = linesOf(text).map((line) => {
        const counts = style === 'a' || (style === 't' && line !== '');
        return counts ? `${String(++number).padStart(width)}\t${line}` : `${' '.repeat(width + 1)}${line}`;
      });
      yield* context.out(joined(lines));
    }
    return 0;
  };

export const fold = (cannot: CannotOpen) =>
  function* (context: Context): Program {
    const width = Number(context.value('w') ?? '80');
    for (const text of yield* texts(context, cannot))
      yield* context.out(text.replace(/[^\n]+/g, (line) => folded(line, width, context.has('s'))));
    return 0;
  };

function folded(line: string, width: number, atSpaces: boolean): string {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = atSpaces ? rest.lastIndexOf(' ', width - 1) : -1;
    const cut = space > 0 ? space + 1 : width;
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...parts, rest].join('\n');
}

/** `-` named several times takes the lines of standard input in turn. */
function shareInput(paths: readonly string[], columns: string[][]): string[][] {
  const dashes = paths.flatMap((path, index) => (path === '-' ? [index] : []));
  const input = columns[dashes[0] ?? 0] ?? [];
  if (dashes.length < 2) return columns;
  return columns.map((lines, index) => {
    const turn = dashes.indexOf(index);
    return turn === -1 ? lines : input.filter((_, at) => at % dashes.length === turn);
  });
}

export const paste = (cannot: CannotOpen) =>
  function* (context: Context): Program {
    const delimiters = [...(context.value('d') ?? '\t').replaceAll('\\t', '\t').replaceAll('\\n', '\n')];
    const columns = shareInput(context.operands, (yield* texts(context, cannot)).map(linesOf));
    const glue = (cells: readonly string[]): string =>
      cells.reduce((line, cell, index) =>
        index === 0 ? cell : line + (delimiters[(index - 1) % delimiters.length] ?? '') + cell,
      );
    if (context.has('s')) yield* context.out(joined(columns.map(glue)));
    else {
      const rows = Math.max(...columns.map((lines) => lines.length));
      const table = Array.from({ length: rows }, (_, row) => glue(columns.map((lines) => lines[row] ?? '')));
      yield* context.out(joined(table));
    }
    return 0;
  };

export function* comm(context: Context): Program {
  if (context.operands.length < 2)
    throw new UsageFailure(
      `missing operand${context.operands.length === 1 ? ` after '${context.operands[0] ?? ''}'` : ''}`,
    );
  const [ours = [], theirs = []] = (yield* texts(context, GNU_OPEN)).map(linesOf);
  const shown = (column: number): boolean => !context.has(String(column));
  const indent = (column: number): string =>
    '\t'.repeat([1, 2].filter((before) => before < column && shown(before)).length);
  const rows: string[] = [];
  const add = (column: number, line: string): void => {
    if (shown(column)) rows.push(`${indent(column)}${line}`);
  };
  let [left, right] = [0, 0];
  while (left < ours.length || right < theirs.length) {
    const [one, two] = [ours[left], theirs[right]];
    if (one !== undefined && one === two) {
      add(3, one);
      left++;
      right++;
    } else if (two === undefined || (one !== undefined && one < two)) {
      add(1, one ?? '');
      left++;
    } else {
      add(2, two);
      right++;
    }
  }
  yield* context.out(joined(rows));
  return 0;
}

function* shuffledLines(context: Context): Task<string[]> {
  const range = context.value('i');
  if (context.has('e')) return [...context.operands];
  if (range === null) return (yield* texts(context, GNU_OPEN)).flatMap(linesOf);
  const match = /^(\d+)-(\d+)$/.exec(range);
  if (match === null) throw new Failure(`invalid input range: '${range}'`);
  const first = Number(match[1]);
  return Array.from({ length: Number(match[2]) - first + 1 }, (_, index) => String(first + index));
}

export function* shuf(context: Context): Program {
  const lines = yield* shuffledLines(context);
  for (let at = lines.length - 1; at > 0; at--) {
    const other = Math.floor(context.sys.random() * (at + 1));
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
  }
  const most = context.value('n');
  yield* context.out(joined(most === null ? lines : lines.slice(0, Number(most))));
  return 0;
}

export function* strings(context: Context): Program {
  const least = Number(context.value('n') ?? '4');
  const pattern = new RegExp(`[\\t\\x20-\\x7e]{${least},}`, 'g');
  for (const text of yield* texts(context, BARE_OPEN)) yield* context.out(joined(text.match(pattern) ?? []));
  return 0;
}

export function* split(context: Context): Program {
  const [path = '-', prefix = 'x'] = context.operands;
  const size = Number(context.value('l') ?? '1000');
  if (!(size > 0)) throw new Failure(`invalid number of lines: '${context.value('l') ?? ''}'`);
  const [text = ''] = yield* texts(
    context,
    (name, reason) => `cannot open '${name}' for reading: ${reason}`,
    [path],
  );
  const lines = linesOf(text);
  for (let part = 0; part * size < lines.length; part++) {
    const letters = String.fromCharCode(97 + Math.floor(part / 26), 97 + (part % 26));
    const fd = yield* context.sys.open(`${prefix}${letters}`, ['write', 'create', 'trunc'], 0o666);
    yield* context.sys.write(fd, joined(lines.slice(part * size, (part + 1) * size)));
    context.sys.close(fd);
  }
  return 0;
}
