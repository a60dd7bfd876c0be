import { createNormaliser } from './normalise.ts';
import type { Answer } from './transcript.ts';

/** The answers of one script, normalised in their order: ids and PIDs are numbered as they appear. */
export function normalised(answers: readonly Answer[]): readonly Answer[] {
  const normalise = createNormaliser();
  return answers.map(({ command, stdout, stderr, exitCode }) => ({
    command,
    stdout: normalise(command, stdout),
    stderr: normalise(command, stderr),
    exitCode,
  }));
}
