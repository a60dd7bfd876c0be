import type { CommandIo } from '../terminal/command-io.ts';
import { linesOf } from './lines.ts';

/** Asks the person at the terminal; only `y` and `yes` are a yes. Ask only where `io` is interactive. */
export async function askYes(io: CommandIo, question: string): Promise<boolean> {
  io.write(`${question} [y/N] `);
  for await (const line of linesOf(io.stdin)) {
    process.stdin.destroy();
    return /^y(es)?$/i.test(line.trim());
  }
  return false;
}
