import { itemId, lessonId } from '../../domain/ids.ts';
import { itemsOf, type Lesson } from '../../domain/lesson.ts';
import type { NewProgressEvent } from '../../domain/progress-event.ts';
import type { Effect, Step } from '../effect.ts';
import { currentPage } from '../lesson/lesson-state.ts';
import { linesUpTo } from '../lesson/lines-up-to.ts';
import { enterLesson } from '../lesson/open-page.ts';
import type { State } from '../state.ts';
import type { Reviewed } from './review-screen.ts';

/** Opens the lesson of a task or a prediction that is due, `lesson/item`. */
export function openReviewed(state: State, key: string): Step<State> {
  const at = key.indexOf('/');
  const reviewing: Reviewed = { lesson: lessonId(key.slice(0, at)), item: itemId(key.slice(at + 1)) };
  const screen = { kind: 'opening' as const, lesson: reviewing.lesson };
  return [{ ...state, reviewing, screen }, [{ kind: 'open-lesson', lesson: reviewing.lesson }]];
}

/** Its page, as if it had never been done, with the machine as it is there once the pages before it were done. */
export function enterReviewed(state: State, lesson: Lesson, { item }: Reviewed): Step<State> {
  const page = lesson.pages.findIndex(({ activity }) => activity?.id === item);
  const others = state.events.filter((event) => event.lesson !== lesson.id);
  const [entered, effects] = enterLesson({ ...state, events: others }, lesson, page, linesUpTo(lesson, page));
  const footer = 'Review: once more, on a machine brought to this point. Esc goes back.';
  return [{ ...entered, events: state.events, footer }, effects];
}

/** Whether the learner has left what is reviewed, for another page or the lesson's end. */
export function hasLeft({ screen }: State, { item }: Reviewed): boolean {
  if (screen.kind === 'result') return true;
  return screen.kind === 'lesson' && currentPage(screen).activity?.id !== item;
}

/** Of what is to be kept, what says how the item went; it happened in a review. The rest of the lesson stays as it was. */
export function reviewEffects(reviewed: Reviewed, effects: readonly Effect[]): readonly Effect[] {
  return effects.flatMap((effect): readonly Effect[] => {
    if (effect.kind !== 'save-event') return [effect];
    const { event } = effect;
    return isOf(event, reviewed) ? [{ kind: 'save-event', event: { ...event, in: 'review' } }] : [];
  });
}

function isOf(event: NewProgressEvent, { lesson, item }: Reviewed): boolean {
  const tells = ['question-answered', 'task-checked', 'hint-shown', 'solution-shown'].includes(event.kind);
  return tells && event.lesson === lesson && 'item' in event && event.item === item;
}

/** Whether the course still has it. */
export const stands = (lesson: Lesson, { item }: Reviewed): boolean =>
  itemsOf(lesson).some(({ id }) => id === item);
