import type { LessonId } from './ids.ts';
import { inPresentCourse } from './moved-items.ts';
import { mergeEvents } from './progress.ts';
import type { ProgressEvent } from './progress-event.ts';
import type { ItemShape } from './progress-item.ts';

/** What results must know of a lesson; a LessonSummary has it. */
export interface TaughtLesson {
  readonly id: LessonId;
  readonly isExam?: boolean;
  readonly items: readonly (ItemShape & { readonly concepts: readonly string[] })[];
}

/** How well a concept is known: each question counts once, by its latest answer, wherever that was given. */
export interface ConceptResult {
  readonly concept: string;
  readonly asked: number;
  readonly right: number;
  /** Questions and predictions that the course has of it. */
  readonly questions: number;
  /** Those that teach it, the one with most of it first; an exam teaches nothing. */
  readonly lessons: readonly LessonId[];
}

/**
 * Results by concept, of what has been asked, the weakest first: by the share that is right, then by how many are
 * wrong, then as the course comes to them. For one quiz hand in the events of that quiz.
 */
export function resultsByConcept(
  events: readonly ProgressEvent[],
  lessons: readonly TaughtLesson[],
): readonly ConceptResult[] {
  const latest = new Map<string, 'right' | 'wrong'>();
  for (const event of inPresentCourse(mergeEvents(events), lessons)) {
    if (event.kind === 'question-answered') latest.set(`${event.lesson}/${event.item}`, event.verdict);
  }
  return conceptsOf(lessons)
    .map((place) => resultOf(place, latest))
    .filter(({ asked }) => asked > 0)
    .map((result, order) => ({ result, order }))
    .sort((a, b) => weaker(a.result, b.result) || a.order - b.order)
    .map(({ result }) => result);
}

/** Of what was asked last time round, how much was right: 0 to 1. */
export const shareRight = ({ asked, right }: Pick<ConceptResult, 'asked' | 'right'>): number =>
  asked === 0 ? 0 : right / asked;

function weaker(a: ConceptResult, b: ConceptResult): number {
  return shareRight(a) - shareRight(b) || b.asked - b.right - (a.asked - a.right);
}

interface ConceptPlace {
  readonly concept: string;
  /** `lesson/item` of each question and prediction. */
  readonly questions: Set<string>;
  /** How many items each lesson has of it. */
  readonly lessons: Map<LessonId, number>;
}

function resultOf(
  { concept, questions, lessons }: ConceptPlace,
  latest: ReadonlyMap<string, 'right' | 'wrong'>,
): ConceptResult {
  const verdicts = [...questions].flatMap((key) => latest.get(key) ?? []);
  return {
    concept,
    asked: verdicts.length,
    right: verdicts.filter((verdict) => verdict === 'right').length,
    questions: questions.size,
    lessons: [...lessons].sort(([, a], [, b]) => b - a).map(([id]) => id),
  };
}

/** Every concept of the course, in the order in which it comes to them. */
function conceptsOf(lessons: readonly TaughtLesson[]): readonly ConceptPlace[] {
  const places = new Map<string, ConceptPlace>();
  for (const { id, isExam, items } of lessons) {
    for (const item of items) {
      for (const concept of item.concepts) {
        const place = places.get(concept) ?? { concept, questions: new Set(), lessons: new Map() };
        places.set(concept, place);
        if (item.kind === 'question' || item.kind === 'predict') place.questions.add(`${id}/${item.id}`);
        if (isExam !== true) place.lessons.set(id, (place.lessons.get(id) ?? 0) + 1);
      }
    }
  }
  return [...places.values()];
}
