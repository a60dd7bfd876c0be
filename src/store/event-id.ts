/** Chance, handed in: each call a number from 0 up to, not including, 1. */
export type Random = () => number;

/** Crockford's base 32: sorts as its numbers do. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;

/**
 * Makes ids in the form of a ULID (github.com/ulid/spec): 48 bits of time, 80 of chance, so that two machines
 * never make the same one. Each id sorts after `newest` and after all this maker has made, also when the clock
 * stands still or is moved back: the order of ids is the order in which things happened.
 */
export function eventIds(options: {
  readonly now: () => number;
  readonly random: Random;
  readonly newest: string | null;
}) {
  let last = options.newest === null ? -1 : timeOf(options.newest);
  return (): string => {
    last = Math.max(Math.trunc(options.now()), last + 1);
    return encode(last, TIME_DIGITS) + chance(options.random);
  };
}

function chance(random: Random): string {
  return Array.from({ length: RANDOM_DIGITS }, () => DIGITS[Math.floor(random() * 32)] ?? '0').join('');
}

function encode(value: number, length: number): string {
  let rest = Math.max(0, value);
  let text = '';
  for (let index = 0; index < length; index++) {
    text = (DIGITS[rest % 32] ?? '0') + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Milliseconds since the epoch; -1 when the id is not one of ours. */
export function timeOf(id: string): number {
  const digits = [...id.slice(0, TIME_DIGITS)].map((digit) => DIGITS.indexOf(digit));
  const ours = id.length === TIME_DIGITS + RANDOM_DIGITS && !digits.includes(-1);
  return ours ? digits.reduce((value, digit) => value * 32 + digit, 0) : -1;
}
