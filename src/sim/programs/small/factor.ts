/** Models factor of busybox and coreutils for whole numbers up to 2^53. Invariant: prime factors in rising order. Left out: larger numbers. */
import type { Program } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import { type Context, Failure, UsageFailure } from '../lib/program.ts';

function factorsOf(number: number): number[] {
  const factors: number[] = [];
  let rest = number;
  for (let prime = 2; prime * prime <= rest; prime += prime === 2 ? 1 : 2)
    for (; rest % prime === 0; rest /= prime) factors.push(prime);
  return rest > 1 ? [...factors, rest] : factors;
}

export function* factor(context: Context): Program {
  const words =
    context.operands.length > 0 ? context.operands : (yield* readText(context.sys, '-')).split(/\s+/);
  for (const text of words.filter((word) => word !== '')) {
    if (!/^\d+$/.test(text)) throw new UsageFailure('');
    if (Number(text) > Number.MAX_SAFE_INTEGER)
      throw new Failure(`numbers as long as ${text} are real, but this simulator does not model them`, 2);
    yield* context.out(`${[`${text}:`, ...factorsOf(Number(text))].join(' ')}\n`);
  }
  return 0;
}
