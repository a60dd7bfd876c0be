import type { CommandExit, Machine } from '../../src/machine/machine.ts';
import { createNormaliser } from '../golden/normalise.ts';

export interface MachineAnswer extends Pick<CommandExit, 'kind' | 'exitCode' | 'tookMs'> {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line to its end and gives all of it. */
export async function answerOf(machine: Machine, commandLine: string): Promise<MachineAnswer> {
  const run = machine.run(commandLine);
  const text = { stdout: '', stderr: '' };
  for await (const chunk of run.output) text[chunk.stream] += chunk.text;
  return { ...text, ...(await run.exit) };
}

/** What a run said, without how long it took; ids, PIDs and ages are normalised as in the golden transcripts. */
export function said(commandLine: string, { stdout, stderr, exitCode }: MachineAnswer) {
  const normalise = createNormaliser();
  return { stdout: normalise(commandLine, stdout), stderr: normalise(commandLine, stderr), exitCode };
}

/** Runs lines one after the other and gives what the last one said. */
export async function lastSaid(machine: Machine, ...commandLines: readonly string[]) {
  let last: ReturnType<typeof said> = { stdout: '', stderr: '', exitCode: 0 };
  for (const line of commandLines) last = said(line, await answerOf(machine, line));
  return last;
}
