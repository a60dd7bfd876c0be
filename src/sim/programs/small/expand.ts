/** Models expand and unexpand of coreutils and busybox (POSIX XCU): tabs to spaces and back. Left out: lists of tab stops, -i, -f. */
import type { Program } from '../../kernel/sys.ts';
import { type Context, Failure } from '../lib/program.ts';
import { texts } from './line-programs.ts';

function stopsOf(context: Context): number {
  const text = context.value('t') ?? '8';
  if (!/^\d+$/.test(text)) throw new Failure(`tab size contains invalid character(s): ‘${text}’`);
  if (Number(text) === 0) throw new Failure('tab size cannot be 0');
  return Number(text);
}

export const expand = (cannot: (path: string, reason: string) => string) =>
  function* (context: Context): Program {
    const stop = stopsOf(context);
    for (const text of yield* texts(context, cannot))
      yield* context.out(text.replace(/[^\n]+/g, (line) => withoutTabs(line, stop)));
    return 0;
  };

function withoutTabs(line: string, stop: number): string {
  let shown = '';
  for (const letter of line) shown += letter === '\t' ? ' '.repeat(stop - (shown.length % stop)) : letter;
  return shown;
}

/** Blanks at the beginning of a line; all of them with -a or -t. */
export const unexpand = (cannot: (path: string, reason: string) => string) =>
  function* (context: Context): Program {
    const stop = stopsOf(context);
    const all = context.has('a') || context.has('t');
    for (const text of yield* texts(context, cannot))
      yield* context.out(text.replace(/[^\n]+/g, (line) => withTabs(withoutTabs(line, stop), stop, all)));
    return 0;
  };

function withTabs(line: string, stop: number, all: boolean): string {
  let shown = '';
  let leading = true;
  for (let at = 0; at < line.length; at += stop) {
    const piece = line.slice(at, at + stop);
    const tabbed = piece.length === stop && (all || leading);
    const blanks = /(?: {2,}|^ +)$/.exec(piece);
    shown += tabbed && blanks !== null ? `${piece.slice(0, blanks.index)}\t` : piece;
    leading &&= /^ *$/.test(piece);
  }
  return shown;
}
