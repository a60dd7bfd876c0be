import { nearest } from '../domain/nearest.ts';

/** The known name meant by what was typed: one that begins so, or the nearest misspelt one; null when none is near. */
export function suggestion(typed: string, known: readonly string[]): string | null {
  const begun = typed.length >= 2 ? known.find((name) => name.startsWith(typed.toLowerCase())) : undefined;
  return begun ?? nearest(typed, known);
}
