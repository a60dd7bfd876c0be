/**
 * Models join(1) of coreutils on the fields of two sorted files. Invariant: lines of one key meet each of the other's. Left out: -a, -e, -o,
 * -v, and telling that a file is not sorted.
 */
import type { Program } from '../../kernel/sys.ts';
import { linesOf } from '../lib/io.ts';
import { type Context, UsageFailure } from '../lib/program.ts';
import { GNU_OPEN, texts } from './line-programs.ts';

interface Row {
  readonly key: string;
  readonly rest: readonly string[];
}

function rowsOf(text: string, separator: string | null, field: number): Row[] {
  return linesOf(text).map((line) => {
    const cells = separator === null ? line.trim().split(/\s+/) : line.split(separator);
    return { key: cells[field - 1] ?? '', rest: cells.filter((_, index) => index !== field - 1) };
  });
}

export function* join(context: Context): Program {
  const [left, right, extra] = context.operands;
  if (left === undefined) throw new UsageFailure('missing operand');
  if (right === undefined) throw new UsageFailure(`missing operand after ‘${left}’`);
  if (extra !== undefined) throw new UsageFailure(`extra operand ‘${extra}’`);
  const separator = context.value('t');
  const both = context.value('j') ?? '1';
  const [one = '', two = ''] = yield* texts(context, GNU_OPEN, [left, right]);
  const others = rowsOf(two, separator, Number(context.value('2') ?? both));
  for (const { key, rest } of rowsOf(one, separator, Number(context.value('1') ?? both)))
    for (const other of others)
      if (other.key === key) yield* context.out(`${[key, ...rest, ...other.rest].join(separator ?? ' ')}\n`);
  return 0;
}
