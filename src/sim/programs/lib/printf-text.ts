/**
 * Models printf(1) (POSIX XCU printf): the format is used again while arguments are left. Invariant: bad numbers count as 0,
 * are reported and make the status 1. Left out: %a; %(fmt)T but for its default.
 */
import { unescapeText } from './escapes.ts';

export interface PrintfProblem {
  readonly kind: 'not-a-number' | 'not-completely' | 'bad-directive';
  readonly text: string;
}

export interface Printed {
  readonly text: string;
  readonly problems: readonly PrintfProblem[];
}

interface State {
  readonly args: readonly string[];
  next: number;
  readonly problems: PrintfProblem[];
  stopped: boolean;
  readonly quote: ((text: string) => string) | null;
}

const DIRECTIVE = /%(%|([-+ #0]*)(\*|\d+)?(?:\.(\*|-?\d+)?)?([A-Za-z]))|%/g;

/** `quote` is what %q does; null where there is no %q (busybox, dash). */
export function printfText(
  format: string,
  args: readonly string[],
  quote: ((text: string) => string) | null,
): Printed {
  const state: State = { args, next: 0, problems: [], stopped: false, quote };
  let text = '';
  for (;;) {
    const before = state.next;
    text += once(format, state);
    const used = state.next > before;
    const broken = state.problems.some((problem) => problem.kind === 'bad-directive');
    if (broken || state.stopped || !used || state.next >= args.length) break;
  }
  return { text, problems: state.problems };
}

function once(format: string, state: State): string {
  let result = '';
  let last = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    result += literal(format.slice(last, match.index), state);
    if (state.stopped) return result;
    last = match.index + match[0].length;
    if (match[1] === '%') result += '%';
    else if (match[5] === undefined || !isKnown(match[5], state)) {
      state.problems.push({ kind: 'bad-directive', text: format.slice(match.index) });
      return result;
    } else result += directive(match, state);
    if (state.stopped) return result;
  }
  return result + literal(format.slice(last), state);
}

const isKnown = (letter: string, state: State): boolean =>
  'diouxXeEfFgGcsb'.includes(letter) || (letter === 'q' && state.quote !== null);

function literal(text: string, state: State): string {
  const result = unescapeText(text, 'format');
  if (result.stopped) state.stopped = true;
  return result.text;
}

const take = (state: State): string => state.args[state.next++] ?? '';

function directive(match: RegExpExecArray | RegExpMatchArray, state: State): string {
  let flags = match[2] ?? '';
  let width = match[3] === '*' ? Number(take(state)) : Number(match[3] ?? 0);
  if (width < 0) {
    flags += '-';
    width = -width;
  }
  const hasPrecision = /\./.test(match[0]);
  const precision = !hasPrecision ? null : match[4] === '*' ? Number(take(state)) : Number(match[4] ?? 0);
  const letter = match[5] ?? 's';
  return pad(
    convert(letter, flags, precision, state),
    flags,
    width,
    'diouxXeEfFgG'.includes(letter) && !(precision !== null && 'diouxX'.includes(letter)),
  );
}

function convert(letter: string, flags: string, precision: number | null, state: State): string {
  switch (letter) {
    case 's':
      return precision === null ? take(state) : take(state).slice(0, precision);
    case 'c':
      return take(state).slice(0, 1);
    case 'q':
      return (state.quote ?? ((text: string) => text))(take(state));
    case 'b': {
      const result = unescapeText(take(state), 'echo');
      if (result.stopped) state.stopped = true;
      return result.text;
    }
    case 'd':
    case 'i':
      return signed(integer(state), flags, precision);
    case 'o':
    case 'u':
    case 'x':
    case 'X':
      return unsigned(letter, integer(state), flags, precision);
    default:
      return float(letter, Number(number(state)), flags, precision ?? 6);
  }
}

function number(state: State): string {
  const text = take(state);
  if (text === '') return '0';
  if (/^["']./.test(text)) return String(text.codePointAt(1));
  const trimmed = text.trim();
  const found = /^[-+]?(0[xX][0-9a-fA-F]+|\d+(\.\d*)?([eE][-+]?\d+)?|\.\d+)/.exec(trimmed)?.[0];
  if (found === undefined) {
    state.problems.push({ kind: 'not-a-number', text });
    return '0';
  }
  if (found.length < trimmed.length) state.problems.push({ kind: 'not-completely', text });
  return found;
}

function integer(state: State): bigint {
  const text = number(state);
  if (/^[-+]?\d+$/.test(text)) {
    const digits = text.replace(/^[-+]/, '');
    const value = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
    return text.startsWith('-') ? -value : value;
  }
  const value = Number(text);
  return BigInt(Math.trunc(Number.isNaN(value) ? 0 : value));
}

function signed(value: bigint, flags: string, precision: number | null): string {
  const digits = (value < 0n ? -value : value).toString().padStart(precision ?? 1, '0');
  const sign = value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return sign + digits;
}

function unsigned(letter: string, value: bigint, flags: string, precision: number | null): string {
  const base = letter === 'o' ? 8 : letter === 'u' ? 10 : 16;
  const digits = BigInt.asUintN(64, value)
    .toString(base)
    .padStart(precision ?? 1, '0');
  const prefix = flags.includes('#') && value !== 0n ? (base === 16 ? '0x' : base === 8 ? '0' : '') : '';
  return letter === 'X' ? (prefix + digits).toUpperCase() : prefix + digits;
}

function float(letter: string, value: number, flags: string, precision: number): string {
  const sign =
    value < 0 || Object.is(value, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const size = Math.abs(value);
  return (
    sign +
    (letter === letter.toUpperCase()
      ? magnitude(letter, size, precision).toUpperCase()
      : magnitude(letter, size, precision))
  );
}

function magnitude(letter: string, value: number, precision: number): string {
  const exponent = (text: string): string => text.replace(/e([-+])(\d)$/, 'e$10$2');
  if (letter.toLowerCase() === 'f') return value.toFixed(precision);
  if (letter.toLowerCase() === 'e') return exponent(value.toExponential(precision));
  const digits = Math.max(precision, 1);
  const power = value === 0 ? 0 : Number(value.toExponential(digits - 1).split('e')[1]);
  const plain =
    power < -4 || power >= digits ? value.toExponential(digits - 1) : value.toFixed(digits - 1 - power);
  const [mantissa = '', rest] = plain.split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return rest === undefined ? short : exponent(`${short}e${rest}`);
}

function pad(text: string, flags: string, width: number, numeric: boolean): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!numeric || !flags.includes('0')) return text.padStart(width);
  const [, sign = '', digits = ''] = /^([-+ ]?(?:0[xX])?)(.*)$/.exec(text) ?? [];
  return sign + digits.padStart(width - sign.length, '0');
}
