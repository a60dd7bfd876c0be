import { assertNever } from '../domain/assert-never.ts';
import type { NextStep } from '../domain/next-step.ts';
import type { ConceptResult } from '../domain/results.ts';
import { printable } from './printable.ts';
import type { LessonRow, ProgressReport } from './progress-report.ts';

const BAR = 10;
const NAME_COLUMNS = 26;
const CONCEPT_COLUMNS = 36;

/** What each concept is called, by its id. */
type ConceptNames = Readonly<Record<string, string>>;

/** The report to read, within 80 columns. `unicode`: whether bars may be drawn with blocks. */
export function progressText(report: ProgressReport, unicode: boolean, names: ConceptNames = {}): string {
  const begun = report.byLesson.filter(({ state }) => state !== 'new');
  return [
    ...heading(report),
    ...section('By lesson', begun.map(lessonLine)),
    ...section(
      'By concept, the weakest first (the latest answer to each question)',
      report.byConcept.map((result) => conceptLine(result, unicode, names)),
    ),
    '',
    `Next: ${nextSentence(report.next, report.byLesson, names)}`,
    '',
  ].join('\n');
}

function heading({ lessons, questions, labs, streak, machines, review }: ProgressReport): readonly string[] {
  const share = questions.answered === 0 ? '' : ` (${percent(questions.rightAtFirst, questions.answered)})`;
  const rows: (readonly [string, string])[] = [
    ['Lessons', `${lessons.done} of ${lessons.all} done, ${lessons.begun} begun`],
    [
      'Questions',
      `${questions.answered} of ${questions.all} answered in lessons, ${questions.rightAtFirst} right at first${share}`,
    ],
    ['Labs', `${labs.passed} of ${labs.all} solved`],
    ['Streak', `${days(streak.days)} in a row, the longest ${days(streak.longest)}`],
    ...machines.map(({ kind, engine, commands, checks }, index): [string, string] => [
      index === 0 ? 'Machines' : '',
      `${printable(engine)}${kind === 'live' ? ', your own' : ''}: ${plural(commands, 'command')}, ${plural(checks, 'check')}`,
    ]),
    ['Review', reviewWords(review)],
  ];
  return rows.map(([name, text]) => `${name.padEnd(11)}${text}`);
}

function reviewWords({ due, waiting, doneToday, next }: ProgressReport['review']): string {
  const later =
    next === null ? '' : `, ${next.count} more ${next.inDays === 1 ? 'tomorrow' : `in ${days(next.inDays)}`}`;
  const beyond = waiting === 0 ? '' : `, ${waiting} waiting beyond the day's limit`;
  return `${due} due now, ${doneToday} done today${beyond}${later}`;
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

function lessonLine({ id, state, steps, questions, labs }: LessonRow): string {
  const how = state === 'done' ? 'done' : `${steps.done} of ${steps.all} steps`;
  const right = `${questions.rightAtFirst} of ${questions.answered} right at first`;
  const solved = labs.all === 0 ? '' : `, ${labs.passed} of ${labs.all} labs`;
  return `${id.padEnd(NAME_COLUMNS)}${how.padEnd(16)}${right}${solved}`;
}

/** `signals to PID 1           ██████░░░░  6 of 10  pid1`. */
function conceptLine(
  { concept, asked, right, lessons }: ConceptResult,
  unicode: boolean,
  names: ConceptNames,
): string {
  const full = Math.round((right / asked) * BAR);
  const [on, off] = unicode ? ['█', '░'] : ['#', '.'];
  const bar = on.repeat(full) + off.repeat(BAR - full);
  const line = `${(names[concept] ?? concept).padEnd(CONCEPT_COLUMNS)}${bar}  ${`${right} of ${asked}`.padEnd(9)} ${lessons[0] ?? ''}`;
  return line.trimEnd();
}

/** One sentence with the command that does it. */
export function nextSentence(
  next: NextStep,
  lessons: readonly { readonly id: string; readonly title: string }[],
  names: ConceptNames = {},
): string {
  const titleOf = (id: string): string => lessons.find((lesson) => lesson.id === id)?.title ?? id;
  switch (next.kind) {
    case 'review':
      return `review what is due (${plural(next.due, 'item')}): vmvscontainer review`;
    case 'go-on':
      return `go on with "${titleOf(next.lesson)}": vmvscontainer`;
    case 'read-again':
      return `${names[next.concept] ?? next.concept}: often wrong; read "${titleOf(next.lesson)}" again:\n  vmvscontainer show ${next.lesson}, or vmvscontainer quiz ${next.concept}`;
    case 'begin':
      return `begin "${titleOf(next.lesson)}": vmvscontainer`;
    case 'exam':
      return `the final exam: vmvscontainer`;
    case 'all-done':
      return 'all is done; vmvscontainer quiz keeps it so';
    default:
      return assertNever(next);
  }
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const days = (count: number): string => plural(count, 'day');
const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)}%`;
