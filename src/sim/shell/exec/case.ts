/** Models `case` (POSIX XCU 2.9.4.3) with bash's `;&` and `;;&`. Invariant: the first pattern that matches wins. */
import type { Case } from 'unbash';
import type { Task } from '../../kernel/sys.ts';
import { matchesPattern } from '../expand/pattern.ts';
import { expandToPattern, expandToString } from '../expand/word.ts';
import type { Shell } from '../shell.ts';
import { lineAt } from '../source.ts';
import { runBody } from './compound.ts';
import type { Run } from './run.ts';

export function* runCase(shell: Shell, node: Case, run: Run): Task<number> {
  shell.line = lineAt(shell.source, node.pos);
  const text = yield* expandToString(shell, node.word, 'start');
  let status = 0;
  let fallThrough = false;
  for (const item of node.items) {
    if (!fallThrough && !(yield* anyMatches(shell, item.pattern, text))) continue;
    const goesOn = item.terminator === ';&' || item.terminator === ';;&';
    status = yield* runBody(shell, item.body, { ...run, tail: run.tail && !goesOn });
    if (!goesOn) return status;
    fallThrough = item.terminator === ';&';
  }
  return status;
}

function* anyMatches(shell: Shell, patterns: Case['items'][number]['pattern'], text: string): Task<boolean> {
  for (const pattern of patterns) {
    const source = yield* expandToPattern(shell, pattern);
    if (matchesPattern(source, text, { extended: shell.option('extglob') })) return true;
  }
  return false;
}
