import type { Observed } from '../domain/observation.ts';
import { ask } from './ask.ts';
import type { Launch } from './launch.ts';

export interface Answered {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Asks a program behind the learner's back. Not known: it could not be started, or gave no answer in time. */
export type Ask = (words: readonly [string, ...string[]]) => Promise<Observed<Answered>>;

export function askThrough(launch: Launch, timeoutMs: number): Ask {
  return async (words) => {
    const asked = await ask(launch, words, timeoutMs);
    return asked.kind === 'answered'
      ? { known: true, value: asked }
      : { known: false, because: asked.because };
  };
}
