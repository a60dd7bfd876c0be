/** `a`, `a and b`, `a, b and c`; what stands there twice is said once. */
export function joined(parts: readonly string[]): string {
  const distinct = [...new Set(parts)];
  const last = distinct.at(-1) ?? '';
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 time`, `3 times`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `0.3 s`, `12 s`. */
export function seconds(milliseconds: number): string {
  const tenths = Math.round(milliseconds / 100) / 10;
  return `${tenths} s`;
}

/** At most 60 characters of a line. */
export function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 59).join('')}…`;
}
