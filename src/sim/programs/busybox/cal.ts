/**
 * Models cal of busybox (util-linux/cal.c): a month or a year of the calendar. Invariant: September 1752 has nineteen days, as
 * in Britain and its colonies. Left out: translated names.
 */
import type { Program } from '../../kernel/sys.ts';
import { type Context, Failure, UsageFailure } from '../lib/program.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Su Mo Tu We Th Fr Sa'.split(' ');
const FIRST_GREGORIAN = { year: 1752, month: 9, day: 14 };
const ROWS = 6;
/** The buffer that a line of a year is made in. */
const YEAR_LINE = 79;

interface Layout {
  readonly julian: boolean;
  readonly mondayFirst: boolean;
  /** Columns of one day with the space before it. */
  readonly cell: number;
  /** Columns of a month, without a space at its end. */
  readonly width: number;
}

const isJulian = (year: number, month: number): boolean =>
  year < FIRST_GREGORIAN.year || (year === FIRST_GREGORIAN.year && month <= FIRST_GREGORIAN.month - 1);

const isLeap = (year: number): boolean =>
  year <= FIRST_GREGORIAN.year ? year % 4 === 0 : (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** The day of the week of the first of a month, 0 for Sunday (Zeller's congruence, in either calendar). */
function firstWeekday(year: number, month: number): number {
  const [y, m] = month < 3 ? [year - 1, month + 12] : [year, month];
  const common = 1 + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4);
  const gregorian = Math.floor(y / 400) - Math.floor(y / 100);
  const julian = isJulian(year, month) || (year === 1752 && month === 9);
  return (common + (julian ? 5 : gregorian) + 6) % 7;
}

function daysOf(year: number, month: number): readonly number[] {
  const all = Array.from({ length: daysIn(year, month) }, (_, at) => at + 1);
  const cut = year === FIRST_GREGORIAN.year && month === FIRST_GREGORIAN.month;
  return cut ? all.filter((day) => day <= 2 || day >= FIRST_GREGORIAN.day) : all;
}

/** Days of the year before this month, as -j numbers them. */
function daysBefore(year: number, month: number): number {
  let days = 0;
  for (let one = 1; one < month; one++) days += daysOf(year, one).length;
  return days;
}

/** The six rows of a month, each as wide as the layout says. */
function rows(year: number, month: number, layout: Layout): readonly string[] {
  const lead = (firstWeekday(year, month) - (layout.mondayFirst ? 1 : 0) + 7) % 7;
  const before = layout.julian ? daysBefore(year, month) : 0;
  const numbers = daysOf(year, month).map((day, at) => (layout.julian ? before + at + 1 : day));
  const cells = [...Array.from({ length: lead }, () => ''), ...numbers.map(String)];
  return Array.from({ length: ROWS }, (_, row) => {
    const week = Array.from({ length: 7 }, (_, at) => (cells[row * 7 + at] ?? '').padStart(layout.cell - 1));
    return week.join(' ');
  });
}

/** Without the spaces at its end; a line of nothing else is left as it was made, so many columns. */
const trimmed = (line: string, made: number): string => line.trimEnd() || ' '.repeat(made);

function heading({ cell, mondayFirst }: Layout): string {
  const names = mondayFirst ? [...DAYS.slice(1), DAYS[0] ?? ''] : DAYS;
  return names.map((name) => name.padStart(cell - 1)).join(' ');
}

/** As printf would centre it: the odd space goes behind. */
function centred(text: string, width: number, apart = 0): string {
  const left = Math.floor((width - text.length) / 2);
  return `${' '.repeat(left)}${text}${' '.repeat(width - text.length - left + apart)}`;
}

function monthText(year: number, month: number, layout: Layout): string {
  const title = `${MONTHS[month - 1]} ${year}`;
  const indent = ' '.repeat(Math.floor((layout.width - title.length) / 2));
  const weeks = rows(year, month, layout).map((row) => trimmed(row, layout.cell * 7));
  return `${[`${indent}${title}`, heading(layout), ...weeks].join('\n')}\n`;
}

function yearText(year: number, layout: Layout): string {
  const across = layout.julian ? 2 : 3;
  const apart = 2;
  const lines = [centred(String(year), layout.width * across + apart * (across - 1)), ''];
  for (let first = 1; first <= 12; first += across) {
    const months = Array.from({ length: across }, (_, at) => first + at);
    const beside = (parts: readonly string[]): string => parts.join(' '.repeat(apart));
    lines.push(beside(months.map((month) => centred(MONTHS[month - 1] ?? '', layout.width))));
    lines.push(beside(months.map(() => heading(layout))));
    const all = months.map((month) => rows(year, month, layout));
    for (let row = 0; row < ROWS; row++)
      lines.push(trimmed(beside(all.map((month) => month[row] ?? '')), YEAR_LINE));
  }
  return `${lines.join('\n')}\n`;
}

function ranged(text: string, from: number, to: number): number {
  if (!/^\d+$/.test(text)) throw new Failure(`invalid number '${text}'`);
  const value = Number(text);
  if (value < from || value > to) throw new Failure(`number ${text} is not in ${from}..${to} range`);
  return value;
}

export function* cal(context: Context): Program {
  const { operands } = context;
  if (operands.length > 2) throw new UsageFailure('');
  const julian = context.has('j');
  const cell = julian ? 4 : 3;
  const layout: Layout = { julian, mondayFirst: context.has('m'), cell, width: cell * 7 - 1 };
  const today = new Date(context.sys.realtimeMs());
  const yearWord = operands.at(-1);
  const month = operands.length === 2 ? ranged(operands[0] ?? '', 1, 12) : null;
  const year = yearWord === undefined ? today.getUTCFullYear() : ranged(yearWord, 1, 9999);
  const whole = operands.length === 1 || context.has('y');
  yield* context.out(
    whole ? yearText(year, layout) : monthText(year, month ?? today.getUTCMonth() + 1, layout),
  );
  return 0;
}
