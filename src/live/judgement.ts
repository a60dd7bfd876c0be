import type { Refusal } from '../machine/machine.ts';
import type { Words } from './command-line.ts';
import type { Need } from './rules/need.ts';

/**
 * What becomes of one command. `words` are those that will run. `targets` are the containers it acts on: each
 * must be one of ours, which is asked of the engine in the moment before it runs, as the `needs` are.
 */
export type Judgement =
  | {
      readonly kind: 'allowed';
      readonly words: Words;
      readonly targets: readonly string[];
      readonly needs: readonly Need[];
    }
  | Refused;

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

export function allowed(
  words: Words,
  targets: readonly string[] = [],
  needs: readonly Need[] = [],
): Judgement {
  return { kind: 'allowed', words, targets, needs };
}

export function refuse(sentence: string): Refused {
  return { kind: 'refused', refusal: { rule: 'not-allowed', sentence } };
}
