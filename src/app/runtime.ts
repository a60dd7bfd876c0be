import { assertNever } from '../domain/assert-never.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import type { Effect } from './effect.ts';
import type { Event } from './event.ts';
import { createLab, type Lab } from './lab.ts';
import type { Ports } from './ports.ts';
import { sentence } from './sentence.ts';
import { createTicks } from './ticks.ts';
import type { Typesetter } from './typesetter.ts';

/** The edge: does what `update` asks for, and tells it how that went. */
export interface Runtime {
  runEffect(effect: Effect, dispatch: Dispatch): void;
  /** Ends the running command and the machine; settles when both have ended. */
  close(): Promise<void>;
}

export type Dispatch = (event: Event) => void;

export interface Edge {
  readonly ports: Ports;
  readonly typesetter: Typesetter;
  readonly timer: Timer;
  /** Lent to lines that a person talks with; without it they run as others do. */
  readonly terminal?: LentTerminal;
}

/** Calls back once after so many milliseconds of wall time; the answer takes that back. */
export interface Timer {
  after(ms: number, then: () => void): () => void;
}

export function createRuntime(edge: Edge): Runtime {
  const lab = createLab(edge.ports.machines, edge.timer, edge.terminal);
  const ticks = createTicks(edge.timer, edge.ports.clock);
  return {
    runEffect: (effect, dispatch) => {
      if (effect.kind === 'tick-in') return ticks.after(effect.ms, dispatch);
      perform(edge, lab, effect, dispatch).catch((error: unknown) => {
        dispatch({ kind: 'machine-failed', because: sentence(error) });
      });
    },
    close: () => {
      ticks.stop();
      return lab.close();
    },
  };
}

async function perform(
  edge: Edge,
  lab: Lab,
  effect: Exclude<Effect, { readonly kind: 'tick-in' }>,
  dispatch: Dispatch,
): Promise<void> {
  const { ports, typesetter } = edge;
  switch (effect.kind) {
    case 'find-machines':
      return dispatch({ kind: 'machines-found', choices: await ports.machines.choices() });
    case 'open-lesson':
      return openLesson(ports, effect.lesson, dispatch);
    case 'look-at-reviews':
      return lookAt(ports, effect, dispatch);
    case 'read-search':
      return readSearch(ports, dispatch);
    case 'open-course':
      return openCourse(ports, dispatch);
    case 'typeset':
      return dispatch({ kind: 'typeset', key: effect.key, docs: await typesetter.typeset(effect.pieces) });
    case 'save-event': {
      const { event, written } = ports.progress.append(effect.event);
      dispatch({ kind: 'recorded', event });
      return dispatch({ kind: 'saved', saved: await written });
    }
    case 'set-setting': {
      const saved = await ports.settings.set(effect.change);
      if (!saved.saved) dispatch({ kind: 'setting-not-saved', because: saved.because });
      return;
    }
    case 'open-machine':
    case 'close-machine':
    case 'reset-machine':
    case 'plan-command':
    case 'run-command':
    case 'replay':
    case 'stop-command':
    case 'begin-task':
    case 'check-goal':
    case 'pick-hint':
    case 'complete':
      return lab.perform(effect, dispatch);
    default:
      return assertNever(effect);
  }
}

async function openLesson(
  ports: Ports,
  lesson: Parameters<Ports['lessons']['open']>[0],
  dispatch: Dispatch,
): Promise<void> {
  try {
    dispatch({ kind: 'lesson-opened', lesson: await ports.lessons.open(lesson) });
  } catch (error) {
    dispatch({ kind: 'lesson-failed', lesson, because: sentence(error) });
  }
}

/** What is known of memory is loaded here, after the first frame. */
async function lookAt(
  ports: Ports,
  { events, course, limit, said }: Effect & { readonly kind: 'look-at-reviews' },
  dispatch: Dispatch,
): Promise<void> {
  try {
    const { lookAtReviews, reviewStand, saidOf } = await import('./review/look-at-reviews.ts');
    const seen = lookAtReviews(ports, events, course, limit);
    const line = said === null ? null : saidOf(seen, said);
    const told = said === null || line === null ? null : { key: said, line };
    dispatch({ kind: 'reviews-seen', stand: reviewStand(seen), said: told });
  } catch (error) {
    dispatch({ kind: 'reviews-failed', because: sentence(error) });
  }
}

async function readSearch(ports: Ports, dispatch: Dispatch): Promise<void> {
  try {
    dispatch({ kind: 'search-read', entries: (await ports.lessons.searchEntries?.()) ?? [] });
  } catch (error) {
    dispatch({ kind: 'search-read', entries: [], because: sentence(error) });
  }
}

async function openCourse({ lessons }: Ports, dispatch: Dispatch): Promise<void> {
  try {
    const all = await Promise.all(lessons.list().map(({ id }) => lessons.open(id)));
    dispatch({ kind: 'course-opened', lessons: all });
  } catch (error) {
    dispatch({ kind: 'course-failed', because: sentence(error) });
  }
}
