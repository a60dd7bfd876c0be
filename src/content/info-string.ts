/** What stands after the backticks of a fence: `sh +exec +expect:failure id=first timeout=20s`. */
export interface InfoString {
  readonly language: string;
  /** Words with a plus, without it, as presenterm writes them: `exec`, `expect:failure`. */
  readonly flags: readonly string[];
  /** `key=value` words, as Docker's Labspaces write them. */
  readonly values: ReadonlyMap<string, string>;
  /** Words that are neither, and keys said twice. */
  readonly strange: readonly string[];
}

/** Spaces part words, but not inside quotes after an equals sign. */
const WORD = /(?:[^\s"'=]+=(?:"[^"]*"|'[^']*')(?=\s|$))|\S+/g;

export function parseInfoString(text: string): InfoString {
  const words = text.trim().match(WORD) ?? [];
  const flags: string[] = [];
  const values = new Map<string, string>();
  const strange: string[] = [];
  const language = words[0] !== undefined && !/^\+|=/.test(words[0]) ? (words.shift() ?? '') : '';
  for (const word of words) {
    const equals = word.indexOf('=');
    const key = word.slice(0, equals);
    if (word.startsWith('+')) flags.push(word.slice(1));
    else if (equals > 0 && !values.has(key)) values.set(key, unquoted(word.slice(equals + 1)));
    else strange.push(word);
  }
  return { language, flags, values, strange };
}

function unquoted(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}
