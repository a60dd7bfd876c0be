import type { Machine } from '../../src/machine/machine.ts';
import type { Script } from './script.ts';
import type { Answer } from './transcript.ts';

/** The longest one command of a script may keep a machine busy, by the real clock. */
const patienceMs = 20_000;

/** Replays a script on a fresh machine, which is disposed of afterwards. Answers are as they came. */
export async function replayOnMachine(machine: Machine, script: Script): Promise<readonly Answer[]> {
  await machine.prepare();
  const answers: Answer[] = [];
  for (const { command } of script.lines) answers.push(await answerOf(machine, command));
  await machine.dispose();
  return answers;
}

/** A command that does not end is stopped; what it gives then is compared as well. */
async function answerOf(machine: Machine, command: string): Promise<Answer> {
  const run = machine.run(command);
  const timer = setTimeout(() => run.stop(), patienceMs);
  const text = { stdout: '', stderr: '' };
  for await (const chunk of run.output) text[chunk.stream] += chunk.text;
  const { exitCode } = await run.exit;
  clearTimeout(timer);
  return { command, stdout: text.stdout, stderr: text.stderr, exitCode };
}
