/** Models awk's sprintf (POSIX XCU awk, "Output Statements"). Invariant: pure; a conversion without an argument takes the empty value. Left out: `%n$`. */
import { printfText } from '../../lib/printf-text.ts';
import { type Scalar, toNumber, toText } from './values.ts';

const CONVERSION = /%(?:%|([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?([A-Za-z]))/g;

export function formatText(format: string, args: readonly Scalar[]): string {
  let next = 0;
  const take = (): Scalar => args[next++];
  return format.replace(
    CONVERSION,
    (whole, flags: string | undefined, width = '', precision: string | undefined, letter = '') => {
      if (whole === '%%') return '%';
      const wide = width === '*' ? String(Math.trunc(toNumber(take()))) : width;
      const fine = precision === '*' ? String(Math.trunc(toNumber(take()))) : precision;
      const head = `%${flags ?? ''}${wide}${fine === undefined ? '' : `.${fine}`}`;
      return conversion(head, letter, take());
    },
  );
}

function conversion(head: string, letter: string, value: Scalar): string {
  if (letter === 'c') {
    const text =
      typeof value === 'number'
        ? String.fromCodePoint(Math.max(0, Math.trunc(value)))
        : toText(value).slice(0, 1);
    return printfText(`${head}s`, [text], null).text;
  }
  if (letter === 's') return printfText(`${head}s`, [toText(value)], null).text;
  if ('dioxXu'.includes(letter)) {
    const number = Math.trunc(toNumber(value));
    if (!Number.isFinite(number))
      return printfText(`${head}s`, [Number.isNaN(number) ? 'nan' : number > 0 ? 'inf' : '-inf'], null).text;
    return printfText(`${head}${letter === 'i' ? 'd' : letter}`, [BigInt(number).toString()], null).text;
  }
  if ('eEfFgG'.includes(letter)) return printfText(`${head}${letter}`, [decimal(toNumber(value))], null).text;
  return `${head}${letter}`;
}

/** In a form that printf reads. */
const decimal = (value: number): string => String(value);
