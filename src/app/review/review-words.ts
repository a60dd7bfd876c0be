import { inDays } from '../../domain/schedule/explain.ts';
import { counted } from '../../domain/wording.ts';
import type { LessonSummary } from '../ports.ts';
import type { ReviewEntry, ReviewScreen } from './review-screen.ts';
import { dueCount, type ReviewStand } from './review-stand.ts';

/** `Review: 12 due. r begins.`, for the map; null: nothing was ever answered. */
export function dueLine(stand: ReviewStand): string | null {
  const due = dueCount(stand);
  if (due > 0) return `Review: ${due} due. r brings ${due === 1 ? 'it' : 'them'}.`;
  if (stand.waiting > 0) return `Review: done for today; ${stand.waiting} more wait for tomorrow.`;
  return stand.next === null ? null : `Review: nothing is due; ${nextWords(stand.next)}.`;
}

/** Paragraphs on what is due, what waits and what comes next. */
export function standLines({ stand }: ReviewScreen): readonly string[] {
  if (stand === null) return ['Looking at what is due…'];
  const due = dueCount(stand);
  const waits = waitingLines(stand);
  if (due > 0) return [`Due now: ${dueWords(stand)}.`, ...waits];
  if (waits.length > 0) return [`Done for today: ${stand.doneToday} reviewed.`, ...waits];
  if (stand.next === null)
    return [
      'Nothing to review yet. What you answer in lessons and quizzes comes back here before it is forgotten.',
    ];
  return [`Nothing is due now; ${nextWords(stand.next)}.`];
}

function waitingLines({ waiting, perDay, upTo }: ReviewStand): readonly string[] {
  if (waiting === 0) return [];
  const more = `${counted(waiting, 'more is', 'more are')} due`;
  if (upTo !== null) return [`${more}.`];
  return [`${more} and can wait: ${perDay} a day are enough. vmvscontainer review --per-day N changes that.`];
}

const dueWords = ({ questions, labs }: ReviewStand): string =>
  [
    ...(questions.length > 0 ? [counted(questions.length, 'question')] : []),
    ...(labs.length > 0 ? [counted(labs.length, 'lab')] : []),
  ].join(' and ');

const nextWords = ({ inDays: days, count }: NonNullable<ReviewStand['next']>): string =>
  `the next ${count === 1 ? 'one comes' : `${count} come`} ${inDays(days)}`;

/** What Enter may go to, in order. */
export function reviewEntries(
  { stand }: ReviewScreen,
  course: readonly LessonSummary[],
): readonly ReviewEntry[] {
  const map = { kind: 'map', text: 'course map' } as const;
  if (stand === null) return [map];
  const { questions, labs } = stand;
  const asked = { kind: 'questions', text: counted(questions.length, 'question') } as const;
  const quiz = { kind: 'quiz', text: 'a quiz: ten questions of the whole course' } as const;
  return [
    ...(questions.length > 0 ? [asked] : []),
    ...labs.map((key) => ({ kind: 'lab' as const, key, text: labWords(key, course) })),
    ...(dueCount(stand) === 0 ? [quiz] : []),
    map,
  ];
}

function labWords(key: string, course: readonly LessonSummary[]): string {
  const lesson = course.find(({ id, items }) => items.some((item) => `${id}/${item.id}` === key));
  const item = lesson?.items.find(({ id }) => `${lesson.id}/${id}` === key);
  return `${item?.kind === 'predict' ? 'a prediction' : 'a task'} of “${lesson?.title ?? key}”`;
}
