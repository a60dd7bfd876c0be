/**
 * Models strftime(3) in the C locale and UTC, and the plain forms of dates that date -d and touch -d take. Invariant: pure. Left out:
 * other zones and locales, and GNU's free texts beyond the few below.
 */
import { civil } from '../procps/columns.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_MS = 86_400_000;

const padded = (value: number, width = 2, fill = '0'): string => String(value).padStart(width, fill);

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly yearDay: number;
  readonly ms: number;
}

function momentOf(ms: number): Moment {
  const days = Math.floor(ms / DAY_MS);
  const date = civil(days);
  const inDay = ms - days * DAY_MS;
  const firstDay = Date.UTC(date.year, 0, 1) / DAY_MS;
  return {
    ...date,
    hour: Math.floor(inDay / 3_600_000),
    minute: Math.floor(inDay / 60_000) % 60,
    second: Math.floor(inDay / 1000) % 60,
    yearDay: days - firstDay + 1,
    ms,
  };
}

const twelve = (hour: number): number => hour % 12 || 12;

const DIRECTIVES: Readonly<Record<string, (moment: Moment) => string>> = {
  a: ({ weekday }) => DAYS[weekday]?.slice(0, 3) ?? '',
  A: ({ weekday }) => DAYS[weekday] ?? '',
  b: ({ month }) => MONTHS[month - 1]?.slice(0, 3) ?? '',
  h: ({ month }) => MONTHS[month - 1]?.slice(0, 3) ?? '',
  B: ({ month }) => MONTHS[month - 1] ?? '',
  c: (moment) => formatDate('%a %b %e %H:%M:%S %Y', moment.ms),
  C: ({ year }) => padded(Math.floor(year / 100)),
  d: ({ day }) => padded(day),
  D: (moment) => formatDate('%m/%d/%y', moment.ms),
  e: ({ day }) => padded(day, 2, ' '),
  F: (moment) => formatDate('%Y-%m-%d', moment.ms),
  H: ({ hour }) => padded(hour),
  I: ({ hour }) => padded(twelve(hour)),
  j: ({ yearDay }) => padded(yearDay, 3),
  k: ({ hour }) => padded(hour, 2, ' '),
  l: ({ hour }) => padded(twelve(hour), 2, ' '),
  m: ({ month }) => padded(month),
  M: ({ minute }) => padded(minute),
  n: () => '\n',
  N: ({ ms }) => `${padded(((ms % 1000) + 1000) % 1000, 3)}000000`,
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  r: (moment) => formatDate('%I:%M:%S %p', moment.ms),
  R: (moment) => formatDate('%H:%M', moment.ms),
  s: ({ ms }) => String(Math.floor(ms / 1000)),
  S: ({ second }) => padded(second),
  t: () => '\t',
  T: (moment) => formatDate('%H:%M:%S', moment.ms),
  u: ({ weekday }) => String(weekday || 7),
  w: ({ weekday }) => String(weekday),
  x: (moment) => formatDate('%m/%d/%y', moment.ms),
  X: (moment) => formatDate('%H:%M:%S', moment.ms),
  y: ({ year }) => padded(year % 100),
  Y: ({ year }) => String(year),
  z: () => '+0000',
  Z: () => 'UTC',
  '%': () => '%',
};

export function formatDate(format: string, ms: number): string {
  const moment = momentOf(ms);
  return format.replace(/%(-?)([A-Za-z%])/g, (whole, bare: string, letter: string) => {
    const value = DIRECTIVES[letter]?.(moment);
    if (value === undefined) return whole;
    return bare === '-' ? value.replace(/^[0 ]+(?=.)/, '') : value;
  });
}

const RELATIVE: Readonly<Record<string, number>> = { now: 0, yesterday: -DAY_MS, tomorrow: DAY_MS };
const UNITS: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
};

/** Milliseconds since the epoch; null when it is no date. */
export function parseDate(text: string, nowMs: number): number | null {
  const stamp = /^@(-?\d+)$/.exec(text);
  if (stamp !== null) return Number(stamp[1]) * 1000;
  const relative = RELATIVE[text];
  if (relative !== undefined) return nowMs + relative;
  const ago = /^([-+]?\d+) ?([a-z]+?)s?( ago)?$/.exec(text);
  const unit = ago === null ? undefined : UNITS[ago[2] ?? ''];
  if (ago !== null && unit !== undefined)
    return nowMs + Number(ago[1]) * unit * (ago[3] === undefined ? 1 : -1);
  const time =
    /^(?:(\d{4})-(\d\d)-(\d\d))?(?:(?:^|[ T])(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?: ?(?:Z|UTC))?$/.exec(
      text,
    );
  if (time === null || text === '') return null;
  const today = civil(Math.floor(nowMs / DAY_MS));
  const field = (index: number, otherwise: number): number => Number(time[index] ?? otherwise);
  const [month, day] = [field(2, today.month), field(3, today.day)];
  if (month < 1 || month > 12 || day < 1 || day > 31 || field(4, 0) > 24 || field(5, 0) > 59) return null;
  return Date.UTC(field(1, today.year), month - 1, day, field(4, 0), field(5, 0), field(6, 0));
}
