import { deriveProgress } from '../../domain/progress.ts';
import type { Effect, Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { clamp } from '../layout.ts';
import type { LessonSummary } from '../ports.ts';
import { type QuizScreen, type QuizWish, usualQuiz } from '../quiz/quiz-state.ts';
import { prepareQuiz, resetSheet } from '../quiz/start-quiz.ts';
import { look, stillMeant, toReview } from '../review/update-review.ts';
import { toSearch } from '../search/update-search.ts';
import type { MapScreen, State } from '../state.ts';
import { switchMachine } from '../update-machine.ts';

/** What a key means on the course map. */
export function updateMap(state: State, screen: MapScreen, intent: Intent): Step<State> {
  const select = (selected: number): Step<State> => [
    { ...state, screen: { ...screen, selected: clamp(selected, 0, state.course.length - 1) } },
    [],
  ];
  switch (intent.kind) {
    case 'move':
      return select(screen.selected + intent.by);
    case 'page':
      return select(screen.selected + intent.by * 5);
    case 'edge':
      return select(intent.to === 'start' ? 0 : state.course.length - 1);
    case 'accept':
      return openSelected(state, screen);
    case 'search':
      return toSearch(state);
    case 'review':
      return toReview(state, true);
    case 'quiz':
      return prepareQuiz(state, usualQuiz);
    case 'placement':
      return prepareQuiz(state, { ...usualQuiz, mode: 'placement' });
    case 'switch-machine':
      return switchMachine(state);
    default:
      return [state, []];
  }
}

/** A final exam is sat, not read. */
const examOf = ({ id, minutes }: LessonSummary): QuizWish => ({
  ...usualQuiz,
  mode: 'exam',
  topics: [id],
  timeMs: minutes * 60_000,
});

function openSelected(state: State, screen: MapScreen): Step<State> {
  const lesson = state.course[screen.selected];
  if (lesson === undefined) return [state, []];
  if (lesson.isExam === true) return prepareQuiz(state, examOf(lesson));
  const opening = { kind: 'opening' as const, lesson: lesson.id };
  return [{ ...state, notice: null, screen: opening }, [{ kind: 'open-lesson', lesson: lesson.id }]];
}

/** The quiz again where it was left for a look at a lesson, set for the screen as it is now. */
function fromDetour(state: State, quiz: QuizScreen): Step<State> {
  const [left, effects] = toMap({ ...state, detour: null });
  return [{ ...left, footer: null, screen: quiz }, [...effects, resetSheet(left, quiz)]];
}

/** The map with the lesson selected that the learner was in last. A running command and the machine end. */
export function toMap(state: State): Step<State> {
  if (state.detour != null) return fromDetour(state, state.detour);
  if (isReviewing(state)) return backToReview(state);
  const closed = { ...state.machine, opened: { kind: 'closed' as const } };
  const screen: MapScreen = { kind: 'map', selected: lastLesson(state) };
  const wasOpen = state.machine.opened.kind !== 'closed';
  const close: readonly Effect[] = wasOpen ? [{ kind: 'close-machine' }] : [];
  // The engine may have come or gone since it was looked for.
  return [{ ...state, machine: closed, screen }, [...close, { kind: 'find-machines' }, look(state)]];
}

const isReviewing = ({ screen, reviewing }: State): boolean =>
  reviewing != null || (screen.kind === 'quiz' && screen.mode === 'review');

/** What is reviewed has come to its end: what else is due? */
function backToReview(state: State): Step<State> {
  const left = { kind: 'map' as const, selected: 0 };
  const [mapped, effects] = toMap({ ...state, reviewing: null, screen: left });
  const [review, more] = toReview(mapped, false, stillMeant(state));
  return [review, [...effects.filter(({ kind }) => kind !== 'look-at-reviews'), ...more]];
}

export function lastLesson(state: Pick<State, 'events' | 'course'>): number {
  const { lastLesson: last } = deriveProgress(state.events, state.course);
  return Math.max(
    0,
    state.course.findIndex((lesson) => lesson.id === last),
  );
}
