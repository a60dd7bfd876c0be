/**
 * Models the crontab of busybox crond (crond.c; crontab(5) for the five fields): which minutes a line means. Invariant: a line that
 * cannot be read never runs. Left out: variables, and the `@` names, which the real build dies of (crond says so).
 */
export interface CronLine {
  readonly command: string;
  /** Minutes, hours, days of month, months (0-11), days of week (0-6, Sunday 0). */
  readonly fields: readonly (readonly boolean[])[];
  readonly anyDay: boolean;
  readonly anyWeekday: boolean;
}

/** A field that cannot be read: crond logs it and passes over the line. */
export interface CronProblem {
  readonly parseErrorAt: string;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface FieldSpec {
  readonly size: number;
  /** Number of the first place: days of month and months count from 1. */
  readonly first: number;
  readonly names: readonly string[];
}

const FIELDS: readonly FieldSpec[] = [
  { size: 60, first: 0, names: [] },
  { size: 24, first: 0, names: [] },
  { size: 32, first: 0, names: [] },
  { size: 12, first: 1, names: MONTHS },
  { size: 7, first: 0, names: DAYS },
];

/** Null where the line holds no job: comments, blank lines, variables, too few fields. */
export function parseCronLine(line: string): CronLine | CronProblem | null {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return null;
  const match = /^(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(.+)$/.exec(text);
  if (match === null) return null;
  const fields: boolean[][] = [];
  for (const [index, spec] of FIELDS.entries()) {
    const field = match[index + 1] ?? '';
    const chosen = parseField(field, spec);
    if (chosen === null) return { parseErrorAt: field };
    fields.push(chosen);
  }
  return {
    command: match[6] ?? '',
    fields,
    anyDay: match[3] === '*',
    anyWeekday: match[5] === '*',
  };
}

function parseField(field: string, spec: FieldSpec): boolean[] | null {
  const chosen = Array.from({ length: spec.size }, () => false);
  for (const part of field.split(',')) {
    const match = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
    if (match === null) return null;
    const every = match[1] === '*';
    const from = every ? 0 : place(match[1] ?? '', spec);
    const to = every ? spec.size - 1 : match[2] === undefined ? from : place(match[2], spec);
    const step = Number(match[3] ?? '1');
    if (from === null || to === null || step === 0) return null;
    // A range may run over the end, as `fri-mon`.
    const length = (to - from + spec.size) % spec.size;
    for (let at = 0; at <= length; at += step) chosen[(from + at) % spec.size] = true;
  }
  return chosen;
}

function place(text: string, { size, first, names }: FieldSpec): number | null {
  const named = names.indexOf(text.toLowerCase().slice(0, 3));
  if (named !== -1) return named;
  if (!/^\d+$/.test(text)) return null;
  const at = Number(text) - first;
  // Sunday is 0 and 7.
  const wrapped = names === DAYS && at === 7 ? 0 : at;
  return wrapped >= 0 && wrapped < size ? wrapped : null;
}

/** Whether a minute is one of the line's: `day` and `weekday` are joined by "or" when both are restricted, crontab(5). */
export function runsAt(
  line: CronLine,
  minute: {
    readonly minute: number;
    readonly hour: number;
    readonly day: number;
    readonly month: number;
    readonly weekday: number;
  },
): boolean {
  const at = (field: number, value: number): boolean => line.fields[field]?.[value] ?? false;
  const [day, weekday] = [at(2, minute.day), at(4, minute.weekday)];
  const fits = line.anyDay || line.anyWeekday ? day && weekday : day || weekday;
  return at(0, minute.minute) && at(1, minute.hour) && at(3, minute.month - 1) && fits;
}
