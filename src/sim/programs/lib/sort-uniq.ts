/** Models sort and uniq of coreutils and busybox (POSIX XCU), in the C locale. Left out: characters within a key, and other orders. */
import type { Program } from '../../kernel/sys.ts';
import { allLines, type CannotOpen } from './filter-input.ts';
import { type Context, Failure } from './program.ts';

export function* sort(context: Context, cannotOpen: CannotOpen): Program {
  const { lines, status } = yield* allLines(context, cannotOpen);
  if (status !== 0) return 2;
  const keys = context.options.values('k').map((text) => keyOf(text, context));
  const compare = (left: string, right: string): number => {
    for (const key of keys.length === 0 ? [wholeLine(context)] : keys) {
      const order = key(left, right);
      if (order !== 0) return order;
    }
    return 0;
  };
  const last = (left: string, right: string): number =>
    (left < right ? -1 : left > right ? 1 : 0) * (context.has('r') ? -1 : 1);
  const sorted = lines.sort(
    (left, right) => compare(left, right) || (context.has('s') || context.has('u') ? 0 : last(left, right)),
  );
  const kept = context.has('u')
    ? sorted.filter((line, index) => index === 0 || compare(sorted[index - 1] ?? '', line) !== 0)
    : sorted;
  yield* context.out(kept.map((line) => `${line}\n`).join(''));
  return 0;
}

type Compare = (left: string, right: string) => number;

function comparison(context: Context, flags: string): Compare {
  const sign = context.has('r') || flags.includes('r') ? -1 : 1;
  const fold = context.has('f') || flags.includes('f');
  if (context.has('n') || flags.includes('n')) {
    const number = (text: string): number => Number(/^\s*(-?\d*\.?\d+)/.exec(text)?.[1] ?? 0);
    return (left, right) => Math.sign(number(left) - number(right)) * sign;
  }
  const text = (value: string): string => (fold ? value.toUpperCase() : value);
  return (left, right) => (text(left) < text(right) ? -sign : text(left) > text(right) ? sign : 0);
}

const wholeLine = (context: Context): Compare => comparison(context, '');

function keyOf(text: string, context: Context): Compare {
  const match = /^(\d+)(?:\.\d+)?([a-z]*)(?:,(\d+)(?:\.\d+)?([a-z]*))?$/.exec(text);
  if (match === null)
    throw new Failure(`invalid number at field start: invalid count at start of '${text}'`, 2);
  const [, start = '1', startFlags = '', end, endFlags = ''] = match;
  const separator = context.value('t');
  const field = (line: string): string => {
    const parts = separator === null ? (line.match(/\s*\S+/g) ?? []) : line.split(separator);
    return parts.slice(Number(start) - 1, end === undefined ? undefined : Number(end)).join(separator ?? '');
  };
  const compare = comparison(context, startFlags + endFlags);
  return (left, right) => compare(field(left), field(right));
}

/** `countWidth` is how wide -c pads: 7 but for BSD's 4. */
export function* uniq(context: Context, cannotOpen: CannotOpen, countWidth = 7): Program {
  const { lines, status } = yield* allLines(context, cannotOpen);
  const groups: { line: string; count: number }[] = [];
  const same = (left: string, right: string): boolean =>
    context.has('i') ? left.toLowerCase() === right.toLowerCase() : left === right;
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && same(last.line, line)) last.count++;
    else groups.push({ line, count: 1 });
  }
  const kept = groups.filter(
    ({ count }) => (!context.has('d') || count > 1) && (!context.has('u') || count === 1),
  );
  const number = (value: number): string =>
    context.has('c') ? `${String(value).padStart(countWidth)} ` : '';
  yield* context.out(kept.map(({ line, count: times }) => `${number(times)}${line}\n`).join(''));
  return status;
}
