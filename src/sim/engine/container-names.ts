/**
 * Names of containers: what is allowed, and what is chosen when none is given (moby `names` and
 * `namesgenerator`). Invariant: no two containers have the same name.
 */
import type { Sys } from '../kernel/sys.ts';
import { EngineError } from './errors.ts';
import { MANNERS, PEOPLE } from './name-words.ts';

const ALLOWED = /^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** Throws the daemon's sentence; `shown` is the name as that sentence spells it. */
export function checkName(name: string, shown = name): void {
  if (ALLOWED.test(name)) return;
  throw new EngineError(
    'invalid',
    `Invalid container name (${shown}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`,
  );
}

const pick = (sys: Sys, words: readonly string[]): string =>
  words[Math.floor(sys.random() * words.length)] ?? 'gallant';

/** A free name; Steve Wozniak is not boring, and after a few collisions a digit is added. */
export function generateName(sys: Sys, taken: (name: string) => boolean): string {
  for (let attempt = 0; ; attempt += 1) {
    const name = `${pick(sys, MANNERS)}_${pick(sys, PEOPLE)}`;
    const candidate = attempt < 6 ? name : `${name}${Math.floor(sys.random() * 10)}`;
    if (candidate !== 'boring_wozniak' && !taken(candidate)) return candidate;
  }
}
