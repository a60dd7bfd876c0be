import type { RanCommand } from '../domain/goal.ts';
import type { CommandExit, Machine } from '../machine/machine.ts';

/** What came of a list of command lines. */
export interface Played {
  readonly ran: readonly RanCommand[];
  /** Why it did not get to the end, in one sentence: a line was refused or did not end. */
  readonly stuck: string | null;
  /** The last line of output, for whoever has to find out why. */
  readonly lastLine: string;
  /** All that was printed, a line each. */
  readonly lines: readonly string[];
}

const LONGEST_MS = 60_000;

/** Runs the lines one after the other, whatever they exit with, each for at most `timeoutMs` of wall-clock time. `afterEach` is waited for. */
export async function play(
  machine: Machine,
  lines: readonly string[],
  timeoutMs: number = LONGEST_MS,
  afterEach: () => Promise<void> = async () => undefined,
): Promise<Played> {
  const ran: RanCommand[] = [];
  const printed: string[] = [];
  let lastLine = '';
  for (const commandLine of lines) {
    const plan = machine.plan(commandLine);
    if (plan.kind === 'refused') {
      return {
        ran,
        stuck: `\`${commandLine}\` is refused: ${plan.refusal.sentence}`,
        lastLine,
        lines: printed,
      };
    }
    const { exit, output } = await runToEnd(machine, commandLine, timeoutMs);
    printed.push(...output.trimEnd().split(/\r?\n/));
    lastLine = printed.at(-1) ?? '';
    if (exit.kind === 'refused')
      return { ran, stuck: `\`${commandLine}\` is refused: ${lastLine}`, lastLine, lines: printed };
    if (exit.kind !== 'exited') {
      return {
        ran,
        stuck: `\`${commandLine}\` does not end within ${timeoutMs / 1000} s`,
        lastLine,
        lines: printed,
      };
    }
    ran.push({ commandLine, exitCode: exit.exitCode, tookMs: exit.tookMs });
    await afterEach();
  }
  return { ran, stuck: null, lastLine, lines: printed };
}

async function runToEnd(
  machine: Machine,
  commandLine: string,
  timeoutMs: number,
): Promise<{ readonly exit: CommandExit; readonly output: string }> {
  const run = machine.run(commandLine);
  const timer = setTimeout(() => run.stop(), timeoutMs);
  let output = '';
  try {
    for await (const chunk of run.output) output += chunk.text;
    return { exit: await run.exit, output };
  } finally {
    clearTimeout(timer);
  }
}
