/** Go's fmt.Sprintf, Sprint and Sprintln as templates call them (pkg.go.dev/fmt). */
import { type GoValue, JsonNumber } from '../../engine/go-value.ts';
import { display, typeName } from './values.ts';

interface Verb {
  readonly flags: string;
  readonly width: number | null;
  readonly precision: number | null;
  readonly letter: string;
}

/** With Go's complaints in the text: `%!d(string=x)`, `%!s(MISSING)`, `%!(EXTRA int=2)`. */
export function sprintf(format: string, args: readonly GoValue[]): string {
  let at = 0;
  const text = format.replace(
    /%([-+# 0]*)(\d*)(?:\.(\d*))?([a-zA-Z%!]|$)/g,
    (_, flags: string, width: string, precision: string | undefined, letter: string) => {
      if (letter === '%') return '%';
      if (letter === '') return '%!(NOVERB)';
      const value = args[at++];
      if (value === undefined) return `%!${letter}(MISSING)`;
      return one(value, {
        flags,
        letter,
        width: width === '' ? null : Number(width),
        precision: precision === undefined ? null : Number(precision),
      });
    },
  );
  const extra = args.slice(at);
  if (extra.length === 0) return text;
  return `${text}%!(EXTRA ${extra.map((value) => `${typeName(value)}=${display(value)}`).join(', ')})`;
}

function one(value: GoValue, verb: Verb): string {
  const text = formatted(value, verb);
  if (text === null) return `%!${verb.letter}(${typeName(value)}=${display(value)})`;
  if (verb.width === null) return text;
  if (verb.flags.includes('-')) return text.padEnd(verb.width);
  const zeros = verb.flags.includes('0') && typeof value === 'number';
  return zeros && text.startsWith('-')
    ? `-${text.slice(1).padStart(verb.width - 1, '0')}`
    : text.padStart(verb.width, zeros ? '0' : ' ');
}

/** Null where the verb does not fit the value. */
function formatted(value: GoValue, { letter, precision, flags }: Verb): string | null {
  if (letter === 'v') return display(value);
  if (letter === 'T') return typeName(value);
  if (typeof value === 'number') return number(value, letter, precision, flags);
  if (typeof value === 'boolean') return letter === 't' ? String(value) : null;
  if (typeof value === 'string' || value instanceof JsonNumber)
    return words(value instanceof JsonNumber ? value.text : value, letter, precision);
  return letter === 's' ? display(value) : null;
}

function number(value: number, letter: string, precision: number | null, flags: string): string | null {
  const sign = flags.includes('+') && value >= 0 ? '+' : '';
  if (Number.isInteger(value)) {
    const base = { d: 10, x: 16, X: 16, o: 8, b: 2 }[letter];
    if (base !== undefined) {
      const digits = value.toString(base);
      return sign + (letter === 'X' ? digits.toUpperCase() : digits);
    }
    if (letter === 'U') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
    if (letter === 'c') return String.fromCodePoint(value);
    if (letter === 'q') return `'${String.fromCodePoint(value)}'`;
    return null;
  }
  if (letter === 'f') return sign + value.toFixed(precision ?? 6);
  if (letter === 'e') return sign + value.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2');
  return letter === 'g' ? sign + String(value) : null;
}

function words(text: string, letter: string, precision: number | null): string | null {
  const cut = precision === null ? text : [...text].slice(0, precision).join('');
  if (letter === 's') return cut;
  if (letter === 'q') return JSON.stringify(cut);
  if (letter !== 'x' && letter !== 'X') return null;
  const hex = [...new TextEncoder().encode(cut)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return letter === 'X' ? hex.toUpperCase() : hex;
}

/** Blanks only between two operands that are no strings. */
export function sprint(args: readonly GoValue[]): string {
  return args
    .map((value, index) => {
      const before = args[index - 1];
      const gap = index > 0 && typeof value !== 'string' && typeof before !== 'string';
      return (gap ? ' ' : '') + display(value);
    })
    .join('');
}
