/** Models md5sum, sha1sum, sha256sum and sha512sum (md5sum(1)). Invariant: -c tells of every line. Left out: --tag, -b, -z, --quiet. */
import type { Program, Task } from '../../kernel/sys.ts';
import { linesOf, readFile } from '../lib/io.ts';
import { type Context, words } from '../lib/program.ts';
import { quotedReason } from '../lib/quote-name.ts';

type Digest = (data: Uint8Array) => string;

export const sumOf = (digest: Digest, gnu: boolean) => (context: Context) => run(context, digest, gnu);

const cannot = (gnu: boolean, path: string, reason: string): string =>
  gnu ? quotedReason(path, reason) : `can't open '${path}': ${reason}`;

function* run(context: Context, digest: Digest, gnu: boolean): Program {
  let status = 0;
  for (const path of context.operands.length === 0 ? ['-'] : context.operands) {
    try {
      const data = yield* readFile(context.sys, path);
      if (!context.has('c')) yield* context.out(`${digest(data)}  ${path}\n`);
      else if (!(yield* check(context, digest, gnu, new TextDecoder().decode(data)))) status = 1;
    } catch (error) {
      yield* context.complain(cannot(gnu, path, words(error)));
      status = 1;
    }
  }
  return status;
}

interface Tally {
  all: number;
  bad: number;
  unread: number;
}

/** Whether all the sums in a list fit. */
function* check(context: Context, digest: Digest, gnu: boolean, list: string): Task<boolean> {
  const tally: Tally = { all: 0, bad: 0, unread: 0 };
  for (const line of linesOf(list)) {
    const match = /^([0-9a-f]+) [ *](.+)$/.exec(line);
    if (match !== null) yield* checkOne(context, digest, gnu, tally, match[1] ?? '', match[2] ?? '');
  }
  for (const warning of gnu ? gnuWarnings(tally) : busyboxWarnings(tally))
    yield* context.complain(`WARNING: ${warning}`);
  return tally.bad + tally.unread === 0;
}

function* checkOne(
  context: Context,
  digest: Digest,
  gnu: boolean,
  tally: Tally,
  sum: string,
  path: string,
): Task<void> {
  tally.all++;
  try {
    const fits = digest(yield* readFile(context.sys, path)) === sum;
    if (!fits) tally.bad++;
    if (!context.has('s')) yield* context.out(`${path}: ${fits ? 'OK' : 'FAILED'}\n`);
  } catch (error) {
    tally.unread++;
    yield* context.complain(cannot(gnu, path, words(error)));
    yield* context.out(`${path}: FAILED${gnu ? ' open or read' : ''}\n`);
  }
}

const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`);

function gnuWarnings({ bad, unread }: Tally): string[] {
  return [
    ...(unread > 0 ? [`${unread} listed ${plural(unread, 'file')} could not be read`] : []),
    ...(bad > 0 ? [`${bad} computed ${plural(bad, 'checksum')} did NOT match`] : []),
  ];
}

function busyboxWarnings({ all, bad, unread }: Tally): string[] {
  const failed = bad + unread;
  return failed > 0 ? [`${failed} of ${all} computed checksums did NOT match`] : [];
}
