import type { LessonId } from '../domain/ids.ts';
import { fullConsent, noConsent } from './consent.ts';
import type { Effect, Step } from './effect.ts';
import { lastLesson } from './map/update-map.ts';
import type { Ports } from './ports.ts';
import type { Size, State } from './state.ts';

export interface StartOptions {
  readonly size: Size;
  /** Names this learner's shuffles. */
  readonly seed: string;
  readonly startLesson: LessonId | null;
  /** Agreed beforehand to whatever lessons run on the learner's own engine. */
  readonly yes?: boolean;
}

/** The first state, made without waiting for anything, and what is set going. */
export function start(ports: Ports, options: StartOptions): Step<State> {
  const course = ports.lessons.list();
  const { events, notice } = ports.progress;
  const { startLesson: lesson, size, seed } = options;
  const state: State = {
    size,
    course,
    events,
    notice,
    seed,
    machine: { wanted: ports.settings.get().machine, choices: null, opened: { kind: 'closed' } },
    footer: null,
    screen:
      lesson === null
        ? { kind: 'map', selected: lastLesson({ events, course }) }
        : { kind: 'opening', lesson },
    overlay: null,
    consent: options.yes === true ? fullConsent : noConsent,
    end: null,
    waiting: null,
    nextRun: 1,
  };
  const open: readonly Effect[] = lesson === null ? [] : [{ kind: 'open-lesson', lesson }];
  return [state, [{ kind: 'find-machines' }, ...open]];
}
