/** Models what grep does with one file: selected lines, their context, counts and names. Invariant: a line is printed once. Left out: see grep.ts. */
import type { Task } from '../../kernel/sys.ts';
import { closeInput, Lines, openInput } from '../lib/io.ts';
import type { Context } from '../lib/program.ts';
import type { Find } from './grep-find.ts';

export interface Search {
  readonly context: Context;
  readonly find: Find;
  readonly named: boolean;
  readonly before: number;
  readonly after: number;
  readonly gnuWords: boolean;
  selected: boolean;
  failed: boolean;
  /** Whether a group of lines has been printed: the next one is parted from it. */
  printedGroup: boolean;
}

/** What one file has given so far. */
interface Progress {
  readonly lines: Lines;
  readonly shown: string;
  found: number;
  number: number;
  /** The last line that was printed, and how many lines are still to be printed after it. */
  printed: number;
  pending: number;
  readonly held: string[];
}

/** Holds one file against the patterns and prints what is asked for. Throws SysError, TooHard. */
export function* searchFile(search: Search, path: string): Task<void> {
  const { context } = search;
  const fd = yield* openInput(context.sys, path);
  const progress: Progress = {
    lines: new Lines(context.sys, fd),
    shown: path === '-' ? '(standard input)' : path,
    found: 0,
    number: 0,
    printed: 0,
    pending: 0,
    held: [],
  };
  const most = Number(context.value('m') ?? Number.POSITIVE_INFINITY);
  for (;;) {
    if (progress.found >= most && progress.pending <= 0) break;
    const line = yield* progress.lines.next();
    if (line === null) break;
    progress.number++;
    if (!(yield* oneLine(search, progress, line.replace(/\n$/, ''), progress.found < most))) break;
  }
  closeInput(context.sys, fd);
  yield* summary(search, progress);
}

/** False: nothing more is wanted of this file. */
function* oneLine(search: Search, progress: Progress, text: string, mayMatch: boolean): Task<boolean> {
  const { context } = search;
  if (text.includes('\0') && !context.has('a')) return yield* binaryLine(search, progress, text);
  if (!mayMatch || (search.find(text, 0) !== null) === context.has('v')) {
    yield* contextLine(search, progress, text);
    return true;
  }
  progress.found++;
  search.selected = true;
  if (context.has('q') || context.has('l') || context.has('L')) return false;
  if (context.has('c')) return true;
  yield* heldLines(search, progress);
  yield* printLine(search, progress, text, progress.number, ':');
  progress.pending = search.after;
  return true;
}

function* binaryLine(search: Search, progress: Progress, text: string): Task<boolean> {
  if ((search.find(text, 0) !== null) === search.context.has('v')) return true;
  search.selected = true;
  progress.found++;
  const { context } = search;
  if (!context.has('q') && !context.has('c') && !context.has('l'))
    yield* context.out(
      search.gnuWords
        ? `grep: ${progress.shown}: binary file matches\n`
        : `Binary file ${progress.shown} matches\n`,
    );
  return context.has('c');
}

function* contextLine(search: Search, progress: Progress, text: string): Task<void> {
  if (search.context.has('c') || search.context.has('q') || search.context.has('l')) return;
  if (progress.pending > 0) {
    progress.pending--;
    yield* printLine(search, progress, text, progress.number, '-');
  } else if (search.before > 0) {
    progress.held.push(text);
    if (progress.held.length > search.before) progress.held.shift();
  }
}

function* heldLines(search: Search, progress: Progress): Task<void> {
  const first = progress.number - progress.held.length;
  if ((search.before > 0 || search.after > 0) && search.printedGroup && progress.printed + 1 !== first)
    yield* search.context.out('--\n');
  for (const [index, text] of progress.held.entries())
    yield* printLine(search, progress, text, first + index, '-');
  progress.held.length = 0;
}

function* printLine(
  search: Search,
  progress: Progress,
  text: string,
  number: number,
  mark: ':' | '-',
): Task<void> {
  const { context } = search;
  progress.printed = number;
  search.printedGroup = true;
  const place = `${search.named ? `${progress.shown}${mark}` : ''}${context.has('n') ? `${number}${mark}` : ''}`;
  if (!context.has('o')) return yield* context.out(`${place}${text}\n`);
  if (mark === '-' || context.has('v')) return;
  for (let at = 0; at <= text.length; ) {
    const match = search.find(text, at);
    if (match === null) return;
    if (match.end > match.index) yield* context.out(`${place}${text.slice(match.index, match.end)}\n`);
    at = match.end > match.index ? match.end : match.end + 1;
  }
}

function* summary(search: Search, { found, shown }: Progress): Task<void> {
  const { context } = search;
  if (context.has('q')) return;
  if (context.has('c')) yield* context.out(`${search.named ? `${shown}:` : ''}${found}\n`);
  if (!search.gnuWords && context.has('L')) search.selected = found === 0;
  if (found > 0 ? context.has('l') : context.has('L')) yield* context.out(`${shown}\n`);
}
