/**
 * Models for, while, until and bash's arithmetic for (POSIX XCU 2.9.4.2). Invariant: the status is that of the last body that ran,
 * 0 when none did. Left out: nothing.
 */
import type { ArithmeticFor, CompoundList, For, While } from 'unbash';
import type { Task } from '../../kernel/sys.ts';
import { assignVariable } from '../assign.ts';
import { LoopJump } from '../control.ts';
import { arithmeticOf } from '../expand/arithmetic-expansion.ts';
import { expandWords } from '../expand/word.ts';
import type { Shell } from '../shell.ts';
import { lineAt } from '../source.ts';
import { runPendingTraps } from '../traps.ts';
import { runBody } from './compound.ts';
import { PLAIN } from './run.ts';
import { inCondition } from './statement.ts';

/** Runs a loop body once. True: leave the loop. A jump that means an outer loop goes on. */
export function* runLoopBody(shell: Shell, body: CompoundList): Task<boolean> {
  shell.loopDepth++;
  try {
    yield* runBody(shell, body, PLAIN);
    yield* shell.sys.compute(0.001);
    yield* runPendingTraps(shell);
    return false;
  } catch (error) {
    return stops(error);
  } finally {
    shell.loopDepth--;
  }
}

function stops(error: unknown): boolean {
  if (!(error instanceof LoopJump)) throw error;
  if (error.levels <= 1) return error.kind === 'break';
  error.levels--;
  throw error;
}

export function* runFor(shell: Shell, node: For): Task<number> {
  shell.line = lineAt(shell.source, node.pos);
  const items = node.wordlist === undefined ? shell.parameters : yield* expandWords(shell, node.wordlist);
  shell.status = 0;
  for (const item of items) {
    yield* assignVariable(shell, node.name.text, item);
    if (yield* runLoopBody(shell, node.body)) break;
  }
  return shell.status;
}

export function* runWhile(shell: Shell, node: While): Task<number> {
  let status = 0;
  for (;;) {
    shell.loopDepth++;
    let condition: number;
    try {
      condition = yield* inCondition(shell, () => runBody(shell, node.clause, PLAIN));
    } catch (error) {
      if (stops(error)) break;
      continue;
    } finally {
      shell.loopDepth--;
    }
    if ((condition === 0) !== (node.kind === 'while')) break;
    const left = yield* runLoopBody(shell, node.body);
    status = shell.status;
    if (left) break;
  }
  return status;
}

export function* runArithmeticFor(shell: Shell, node: ArithmeticFor): Task<number> {
  shell.line = lineAt(shell.source, node.pos);
  const text = (part: { pos: number; end: number } | undefined): string =>
    part === undefined ? '' : shell.source.text.slice(part.pos, part.end);
  let status = 0;
  yield* arithmeticOf(shell, text(node.initialize));
  while (node.test === undefined || (yield* arithmeticOf(shell, text(node.test))) !== '0') {
    const left = yield* runLoopBody(shell, node.body);
    status = shell.status;
    if (left) break;
    yield* arithmeticOf(shell, text(node.update));
  }
  return status;
}
