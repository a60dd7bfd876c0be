import type { CommandExit, CommandRun } from '../machine/machine.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import { interactiveCommand } from './attach-line.ts';
import type { JudgedCommand, JudgedLine, JudgedStep } from './judge-line.ts';

export interface StepWays {
  run(line: JudgedLine): CommandRun;
  converse(command: JudgedCommand): Promise<CommandExit>;
}

/** Runs a judged line with a person at the terminal, step by step as `&&`, `||` and `;` say. */
export async function attachSteps(
  line: JudgedLine,
  terminal: LentTerminal,
  ways: StepWays,
): Promise<CommandExit> {
  if (line.kind === 'refused') return printed(ways.run(line), terminal);
  let exit: CommandExit = { kind: 'exited', exitCode: 0, tookMs: 0 };
  for (const step of line.steps) {
    if (isSkipped(step, exit.exitCode)) continue;
    const command = interactiveCommand(step);
    const ended =
      command === null
        ? await printed(ways.run({ ...line, steps: [{ ...step, when: 'always' }] }), terminal)
        : await ways.converse(command);
    exit = { ...ended, tookMs: exit.tookMs + ended.tookMs };
    if (exit.kind !== 'exited') break;
  }
  return exit;
}

const isSkipped = ({ when }: JudgedStep, exitCode: number): boolean =>
  (when === 'success' && exitCode !== 0) || (when === 'failure' && exitCode === 0);

async function printed(run: CommandRun, terminal: LentTerminal): Promise<CommandExit> {
  const encoder = new TextEncoder();
  for await (const { text } of run.output)
    await terminal.write(encoder.encode(text.replaceAll('\n', '\r\n')));
  return run.exit;
}
