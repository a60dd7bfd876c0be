import type { LessonId } from '../domain/ids.ts';
import { presentHistory } from '../domain/moved-items.ts';
import { fullConsent, noConsent } from './consent.ts';
import type { Effect, Step } from './effect.ts';
import { lastLesson } from './map/update-map.ts';
import type { Ports } from './ports.ts';
import type { QuizWish } from './quiz/quiz-state.ts';
import { look } from './review/update-review.ts';
import type { Size, State } from './state.ts';

export interface StartOptions {
  readonly size: Size;
  /** Names this learner's shuffles. */
  readonly seed: string;
  readonly startLesson: LessonId | null;
  /** The review to begin with, with no more than so many; null: as many as the day has left. */
  readonly review?: { readonly limit: number | null };
  /** A quiz to begin with. */
  readonly quiz?: QuizWish;
  /** Agreed beforehand to whatever lessons run on the learner's own engine. */
  readonly yes?: boolean;
}

/** The first state, made without waiting for anything, and what is set going. */
export function start(ports: Ports, options: StartOptions): Step<State> {
  const course = ports.lessons.list();
  const { notice } = ports.progress;
  const events = presentHistory(ports.progress.events, course);
  const { size, seed } = options;
  const state: State = {
    size,
    course,
    conceptNames: ports.lessons.conceptNames?.() ?? {},
    events,
    notice,
    seed,
    machine: { wanted: ports.settings.get().machine, choices: null, opened: { kind: 'closed' } },
    footer: null,
    screen: firstScreen(options, events, course),
    overlay: null,
    consent: options.yes === true ? fullConsent : noConsent,
    end: null,
    waiting: null,
    nextRun: 1,
  };
  return [state, [{ kind: 'find-machines' }, ...openFirst(state)]];
}

function firstScreen(
  { startLesson: lesson, quiz: wish, review }: StartOptions,
  events: State['events'],
  course: State['course'],
): State['screen'] {
  if (review !== undefined) {
    return {
      kind: 'review',
      stand: null,
      limit: review.limit === null ? null : { limit: review.limit },
      selected: 0,
      fresh: true,
    };
  }
  if (wish !== undefined) return { kind: 'preparing', wish };
  return lesson === null
    ? { kind: 'map', selected: lastLesson({ events, course }) }
    : { kind: 'opening', lesson };
}

function openFirst(state: State): readonly Effect[] {
  const { screen } = state;
  if (screen.kind === 'map') return [look(state)];
  if (screen.kind === 'review') return [look(state, screen.limit)];
  if (screen.kind === 'preparing') return [{ kind: 'open-course' }];
  return screen.kind === 'opening' ? [{ kind: 'open-lesson', lesson: screen.lesson }] : [];
}
