/** Models cmp(1) of diffutils and busybox. Invariant: 0 the same, 1 different, 2 trouble. Left out: -l, -n, skips. */
import type { Program } from '../../kernel/sys.ts';
import { readFile } from '../lib/io.ts';
import { type Context, Failure, UsageFailure, words } from '../lib/program.ts';

export const cmp = (gnu: boolean) => (context: Context) => run(context, gnu);

function* run(context: Context, gnu: boolean): Program {
  const [left, right = '-'] = context.operands;
  if (left === undefined) throw new UsageFailure(`missing operand after ‘${context.name}’`);
  const data: Uint8Array[] = [];
  for (const path of [left, right]) {
    try {
      data.push(yield* readFile(context.sys, path));
    } catch (error) {
      throw new Failure(`${path}: ${words(error)}`, 2);
    }
  }
  const [ours = new Uint8Array(), theirs = new Uint8Array()] = data;
  const shorter = Math.min(ours.length, theirs.length);
  const at = ours.findIndex((byte, index) => index < shorter && byte !== theirs[index]);
  if (at === -1 && ours.length === theirs.length) return 0;
  if (context.has('s')) return 1;
  const line = ours.slice(0, at === -1 ? shorter : at).reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 1);
  if (at !== -1) {
    yield* context.out(`${left} ${right} differ: byte ${at + 1}, line ${line}\n`);
    return 1;
  }
  const ended = ours.length < theirs.length ? left : right;
  yield* context.complain(
    gnu ? `EOF on ‘${ended}’ after byte ${shorter}, in line ${line}` : `EOF on ${ended}`,
  );
  return 1;
}
