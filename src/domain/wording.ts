/** `a`, `a and b`, `a, b and c`; what stands there twice is said once. */
export function joined(parts: readonly string[]): string {
  const distinct = [...new Set(parts)];
  const last = distinct.at(-1) ?? '';
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 time`, `3 times`, `2 processes`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `0.3 s`, `12 s`. */
export function seconds(milliseconds: number): string {
  const tenths = Math.round(milliseconds / 100) / 10;
  return `${tenths} s`;
}

/** At most 60 characters of a line, fit for a sentence. */
export function shortened(text: string): string {
  const line = onOneLine(text);
  const characters = [...line];
  return characters.length <= 60 ? line : `${characters.slice(0, 59).join('')}…`;
}

/** A tab has no width of its own: in a sentence it is a space. */
export function onOneLine(text: string): string {
  return text.replaceAll('\t', ' ');
}

/** `64 MiB`, `1000 bytes`: the largest binary unit of which it is a whole number. */
export function bytes(count: number): string {
  const unit = UNITS.find(([, factor]) => count !== 0 && count % factor === 0);
  return unit === undefined ? `${count} bytes` : `${count / unit[1]} ${unit[0]}`;
}

const UNITS = [
  ['GiB', 1024 ** 3],
  ['MiB', 1024 ** 2],
  ['KiB', 1024],
] as const;
