/**
 * Models shell functions (POSIX XCU 2.9.5): own positional parameters, `local`, `return`. Invariant: whatever way the body is
 * left, the caller's parameters and hidden variables come back. Left out: FUNCNAME beyond depth.
 */
import type { Task } from '../../kernel/sys.ts';
import { FunctionReturn, StackOverflow } from '../control.ts';
import type { Shell, ShellFunction } from '../shell.ts';
import { runCompound } from './compound.ts';
import { PLAIN } from './run.ts';

/** dash's and ash's limit. bash has none and ends by SIGSEGV when its stack is full, as ours may be before. */
const MAX_DEPTH = 1000;

export function* callFunction(shell: Shell, known: ShellFunction, argv: readonly string[]): Task<number> {
  if (shell.functionDepth >= MAX_DEPTH) throw new StackOverflow();
  const { parameters, source, loopDepth, line } = shell;
  shell.parameters = argv.slice(1);
  shell.source = known.source;
  shell.loopDepth = 0;
  shell.functionDepth++;
  shell.variables.pushScope();
  try {
    return yield* runCompound(shell, known.body, PLAIN);
  } catch (error) {
    if (error instanceof FunctionReturn) return error.status;
    throw error instanceof RangeError ? new StackOverflow() : error;
  } finally {
    shell.variables.popScope();
    shell.functionDepth--;
    Object.assign(shell, { parameters, source, loopDepth, line });
  }
}
