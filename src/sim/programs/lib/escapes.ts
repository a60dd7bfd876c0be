/**
 * Models backslash escapes of echo -e and printf (POSIX XCU echo, printf; bash(1)). Invariant: unknown escapes stay as they
 * are. Left out: \u beyond what JavaScript's strings hold.
 */
const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

export interface Unescaped {
  readonly text: string;
  /** `\c` was met: nothing after it is printed, no newline either. */
  readonly stopped: boolean;
}

const ESCAPE =
  /\\(?:([abeEfnrtv\\])|0([0-7]{0,3})|([1-7][0-7]{0,2})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(c))/g;

/** `octal`: `printf` formats read `\101`; echo -e and %b read `\0101` (bash's echo reads both). */
export function unescapeText(text: string, octal: 'format' | 'echo'): Unescaped {
  const stop = /(?:^|[^\\])(?:\\\\)*\\c/.exec(text);
  const cut = stop === null ? text : text.slice(0, stop.index + stop[0].length - 2);
  const result = cut.replace(ESCAPE, (whole, simple, zero, digits, hex, short, long) => {
    if (simple !== undefined) return SIMPLE[simple] ?? whole;
    if (zero !== undefined)
      return (
        String.fromCharCode(Number.parseInt(`0${octal === 'format' ? zero.slice(0, 2) : zero}`, 8)) +
        (octal === 'format' ? zero.slice(2) : '')
      );
    if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 8) & 255);
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return String.fromCodePoint(Number.parseInt(short ?? long, 16));
  });
  return { text: result, stopped: stop !== null };
}
