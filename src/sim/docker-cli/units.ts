/** Sizes and durations as docker/go-units and Go's time package read and print them. */
const DECIMAL_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const BINARY_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `%.Ng` of Go: N significant digits without trailing zeros. */
function significant(value: number, digits: number): string {
  const text = Number(value.toPrecision(digits));
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return exponent >= digits ? text.toExponential().replace(/e\+(\d)$/, 'e+0$1') : String(text);
}

function scaled(bytes: number, base: number, units: readonly string[]): { value: number; unit: string } {
  let value = bytes;
  let at = 0;
  while (value >= base && at < units.length - 1) {
    value /= base;
    at += 1;
  }
  return { value, unit: units[at] ?? '' };
}

/** `2.063MB`: four digits, powers of 1000 (HumanSize). */
export function humanSize(bytes: number): string {
  const { value, unit } = scaled(bytes, 1000, DECIMAL_UNITS);
  return significant(value, 4) + unit;
}

/** `2.06MB`: three digits (HumanSizeWithPrecision 3), as images and ps show. */
export function humanSize3(bytes: number): string {
  const { value, unit } = scaled(bytes, 1000, DECIMAL_UNITS);
  return significant(value, 3) + unit;
}

/** `23.54GiB`: four digits, powers of 1024 (BytesSize). */
export function bytesSize(bytes: number): string {
  const { value, unit } = scaled(bytes, 1024, BINARY_UNITS);
  return significant(value, 4) + unit;
}

/** `3 seconds`, `About a minute`, `2 hours` (HumanDuration); seconds may have a fraction. */
export function humanDuration(seconds: number): string {
  const whole = Math.trunc(seconds);
  if (whole < 1) return 'Less than a second';
  if (whole === 1) return '1 second';
  if (whole < 60) return `${whole} seconds`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  return humanHours(seconds / 3600);
}

function humanHours(exact: number): string {
  const hours = Math.trunc(exact + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(exact / 24 / 365)} years`;
}

const SUFFIXES = 'kmgtp';

/** `64m` in bytes, powers of 1024 (RAMInBytes); `-1` is allowed for swap. Null when it is no size. */
export function parseBytes(text: string): number | null {
  if (text === '-1') return -1;
  const match = /^(\d+(?:\.\d+)?)\s?([kmgtp])?(i?b)?$/i.exec(text);
  if (match?.[1] === undefined) return null;
  const power = match[2] === undefined ? 0 : SUFFIXES.indexOf(match[2].toLowerCase()) + 1;
  return Math.trunc(Number(match[1]) * 1024 ** power);
}

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** `1m30s` in nanoseconds (time.ParseDuration); null when it is none. */
export function parseGoDuration(text: string): number | null {
  if (text === '0') return 0;
  const body = text.replace(/^[+-]/, '');
  if (!/^(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(body)) return null;
  let sum = 0;
  for (const [, value, unit] of body.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g)) {
    sum += Number(value) * (NANOSECONDS[unit ?? ''] ?? 0);
  }
  return text.startsWith('-') ? -sum : sum;
}
