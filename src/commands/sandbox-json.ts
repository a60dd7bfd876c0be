import type { Machine } from '../machine/machine.ts';
import type { CommandIo } from '../terminal/command-io.ts';
import { linesOf } from './lines.ts';

/**
 * `vmvscontainer sandbox --json`: for each command line read, exactly one line
 * {"command","stdout","stderr","exitCode"}, in this key order, before the next is begun. Blank lines are
 * skipped. What goes wrong in a line is its value; the exit code is 0 at the end of the input.
 */
export async function runJsonLines(machine: Machine, io: CommandIo): Promise<number> {
  for await (const command of linesOf(io.stdin)) {
    if (command.trim() === '') continue;
    io.write(`${JSON.stringify(await answer(machine, command))}\n`);
  }
  return 0;
}

async function answer(machine: Machine, command: string) {
  const run = machine.run(command);
  const text = { stdout: '', stderr: '' };
  for await (const chunk of run.output) text[chunk.stream] += chunk.text;
  const { exitCode } = await run.exit;
  return { command, stdout: text.stdout, stderr: text.stderr, exitCode };
}
