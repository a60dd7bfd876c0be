/**
 * How filters read their operands (POSIX XCU): one file after the other, `-` and none for standard input. Invariant: one that cannot be
 * read is reported and the rest goes on.
 */
import type { Program, Task } from '../../kernel/sys.ts';
import { linesOf, readFile } from './io.ts';
import { type Context, words } from './program.ts';

/** How a family words a file that cannot be opened. */
export type CannotOpen = (path: string, reason: string) => string;

export const inputs = (context: Context): readonly string[] =>
  context.operands.length === 0 ? ['-'] : context.operands;

export function* eachFile(
  context: Context,
  cannotOpen: CannotOpen,
  body: (path: string, data: Uint8Array) => Task<void>,
): Program {
  let status = 0;
  for (const path of inputs(context)) {
    try {
      yield* body(path, yield* readFile(context.sys, path));
    } catch (error) {
      yield* context.complain(cannotOpen(path, words(error)));
      status = 1;
    }
  }
  return status;
}

/** All input lines, without newlines. */
export function* allLines(
  context: Context,
  cannotOpen: CannotOpen,
): Task<{ lines: string[]; status: number }> {
  const lines: string[] = [];
  const status = yield* eachFile(context, cannotOpen, function* (_path, data) {
    yield* context.sys.compute(0);
    lines.push(...linesOf(new TextDecoder().decode(data)));
  });
  return { lines, status };
}
