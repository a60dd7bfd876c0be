import { assertNever } from '../domain/assert-never.ts';
import type { ProgressEvent, QuizSetting } from '../domain/progress-event.ts';

/** The version of a line. It rises when an older program would misread new lines, not for a new kind of event. */
export const LINE_FORMAT = 1;

/** Said of a file with lines of a higher format. */
export const WRITTEN_BY_NEWER = 'it was written by a newer vmvscontainer';

/** What one line of progress.jsonl turns out to be. Only `event` is shown to the program; every line stays in the file. */
export type DecodedLine =
  | { readonly kind: 'event'; readonly event: ProgressEvent }
  /** A kind of event that this program does not know yet. */
  | { readonly kind: 'unknown-event'; readonly id: string }
  | { readonly kind: 'newer-format'; readonly format: number }
  /** Unreadable lines above this one have been told of and copied. */
  | { readonly kind: 'damage-noted' }
  | { readonly kind: 'damaged' };

export function encodeEvent(event: ProgressEvent): string {
  return `${JSON.stringify({ v: LINE_FORMAT, ...event })}\n`;
}

export function encodeDamageNoted(note: {
  readonly id: string;
  readonly at: number;
  readonly copy: string;
}): string {
  return `${JSON.stringify({ v: LINE_FORMAT, id: note.id, at: note.at, kind: 'damage-noted', copy: note.copy })}\n`;
}

/** `line` is without its line end and not blank. */
export function decodeLine(line: string): DecodedLine {
  const value = parseObject(line);
  if (value === null) return { kind: 'damaged' };
  const { v: format, ...event } = value;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) return { kind: 'damaged' };
  if (format > LINE_FORMAT) return { kind: 'newer-format', format };
  if (event.kind === 'damage-noted') return { kind: 'damage-noted' };
  if (!hasBase(event)) return { kind: 'damaged' };
  if (!isKnownKind(event.kind) || isElsewhere(event)) return { kind: 'unknown-event', id: event.id };
  return fits(event, FIELDS[event.kind]) && (event.pack === undefined || typeof event.pack === 'string')
    ? { kind: 'event', event: event as unknown as ProgressEvent }
    : { kind: 'damaged' };
}

const QUIZ_SETTINGS = ['quiz', 'exam', 'review', 'placement'] as const satisfies readonly QuizSetting[];

type Field = 'text' | 'texts' | 'number' | 'truth' | 'machine' | readonly string[];
type Fields = Readonly<Record<string, Field>>;
type Kind = ProgressEvent['kind'];
/** The fields that are an event's own, beside those all have. */
type OwnFields<K extends Kind> = Record<
  Exclude<keyof Extract<ProgressEvent, { kind: K }>, 'id' | 'at' | 'lesson' | 'kind' | 'in' | 'pack'>,
  Field
>;

const FIELDS: { readonly [K in Kind]: Readonly<OwnFields<K>> } = {
  'page-viewed': { page: 'text' },
  'command-run': { item: 'text', hash: 'text', commandLine: 'text', exitCode: 'number', machine: 'machine' },
  'question-answered': { item: 'text', hash: 'text', answer: 'text', verdict: ['right', 'wrong'] },
  'task-checked': {
    item: 'text',
    hash: 'text',
    verdict: ['pass', 'not-yet', 'could-not-check'],
    machine: 'machine',
  },
  'hint-shown': { item: 'text', hint: 'text' },
  'solution-shown': { item: 'text' },
  'machine-reset': {},
  'lesson-finished': {},
  'placement-taken': { skippable: 'texts' },
  'quiz-ended': { mode: QUIZ_SETTINGS, seed: 'text', asked: 'number', right: 'number' },
  forgotten: { everything: 'truth' },
  remembered: {},
};

/** Beyond it there is no date (ECMA-262, 21.4.1.1). */
const LAST_DATE_MS = 8.64e15;
const BASE: Fields = { id: 'text', at: 'number', lesson: 'text', kind: 'text' };

type Plain = Readonly<Record<string, unknown>>;

function isKnownKind(kind: string): kind is Kind {
  return Object.hasOwn(FIELDS, kind);
}

/** It happened where this program knows of nothing, so it must not count for the lesson. */
function isElsewhere(event: Plain): boolean {
  return event.in !== undefined && !QUIZ_SETTINGS.some((setting) => setting === event.in);
}

function hasBase(event: Plain): event is Plain & { readonly kind: string; readonly id: string } {
  return fits(event, BASE) && Math.abs(Number(event.at)) <= LAST_DATE_MS;
}

function fits(value: Plain, fields: Fields): boolean {
  for (const name in fields) {
    const field = fields[name];
    if (field !== undefined && !fitsField(value[name], field)) return false;
  }
  return true;
}

function fitsField(value: unknown, field: Field): boolean {
  if (typeof field === 'object') return typeof value === 'string' && field.includes(value);
  switch (field) {
    case 'text':
      return typeof value === 'string';
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string');
    case 'number':
      return Number.isFinite(value);
    case 'truth':
      return typeof value === 'boolean';
    case 'machine':
      return isPlain(value) && fits(value, { kind: ['live', 'simulated'], engine: 'text' });
    default:
      return assertNever(field);
  }
}

function parseObject(line: string): Plain | null {
  try {
    const value: unknown = JSON.parse(line);
    return isPlain(value) ? value : null;
  } catch {
    return null;
  }
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
