import type { Lesson } from '../../domain/lesson.ts';
import { deriveProgress, mergeEvents } from '../../domain/progress.ts';
import { isOfLesson } from '../../domain/progress-scope.ts';
import type { Effect, Step } from '../effect.ts';
import { enterReviewed, stands } from '../review/review-lab.ts';
import type { State } from '../state.ts';
import { enterLesson } from './open-page.ts';
import { noSideMachines } from './side-machines.ts';

/** Where the learner left off, unless that was the end. */
export function lessonOpened(state: State, lesson: Lesson): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'opening' || screen.lesson !== lesson.id) return [state, []];
  if (state.reviewing != null && stands(lesson, state.reviewing)) {
    return enterReviewed(state, lesson, state.reviewing);
  }
  const named = lesson.pages.findIndex((page) => page.id === screen.page);
  if (named >= 0) return enterLesson(state, lesson, named);
  const last = mergeEvents(state.events).findLast((event) => event.lesson === lesson.id && isOfLesson(event));
  if (last?.kind === 'lesson-finished') return startAnew(state, lesson);
  const shape = { id: lesson.id, pageIds: lesson.pages.map((page) => page.id), items: [] };
  const position = deriveProgress(state.events, [shape]).lessons.get(lesson.id)?.position ?? null;
  return enterLesson(
    state,
    lesson,
    Math.max(
      0,
      lesson.pages.findIndex((page) => page.id === position),
    ),
  );
}

/** A lesson that was finished begins at its beginning again, machine included. */
function startAnew(state: State, lesson: Lesson): Step<State> {
  const [entered, effects] = enterLesson(state, lesson, 0);
  const fresh = effects.map((effect) =>
    effect.kind === 'open-machine' ? { ...effect, replay: [] } : effect,
  );
  const anew: Effect = { kind: 'save-event', event: { kind: 'machine-reset', lesson: lesson.id } };
  const { screen } = entered;
  const shown = screen.kind === 'lesson' ? { ...screen, side: noSideMachines } : screen;
  return [{ ...entered, screen: shown }, [anew, ...fresh]];
}
