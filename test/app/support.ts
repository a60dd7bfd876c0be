import { noConsent } from '../../src/app/consent.ts';
import type { Effect } from '../../src/app/effect.ts';
import type { Event } from '../../src/app/event.ts';
import type { Intent, PlainIntent } from '../../src/app/intent.ts';
import type { LessonScreen } from '../../src/app/lesson/lesson-state.ts';
import type { State } from '../../src/app/state.ts';
import { update } from '../../src/app/update.ts';
import { sampleCourse, sampleLesson } from './fakes/fake-course.ts';

export const identity = { kind: 'simulated', label: 'simulated', engine: 'fake 1.0' } as const;

/** The course map, with a simulated machine found. */
export const onMap: State = {
  size: { columns: 80, rows: 24 },
  course: sampleCourse,
  conceptNames: {},
  events: [],
  machine: {
    wanted: null,
    choices: [{ kind: 'simulated', label: 'simulated', because: 'no Docker found' }],
    opened: { kind: 'closed' },
  },
  footer: null,
  notice: null,
  seed: 'test',
  screen: { kind: 'map', selected: 0 },
  overlay: null,
  consent: noConsent,
  end: null,
  waiting: null,
  nextRun: 1,
};

export const intent = (meant: Intent | PlainIntent): Event => ({
  kind: 'intent',
  intent: typeof meant === 'string' ? { kind: meant } : meant,
});

/** The state after the events, and all effects asked for on the way. */
export function play(state: State, ...events: readonly Event[]): readonly [State, readonly Effect[]] {
  const effects: Effect[] = [];
  const last = events.reduce((now, event) => {
    const [next, wanted] = update(now, event);
    effects.push(...wanted);
    return next;
  }, state);
  return [last, effects];
}

/** The sample lesson on page `page`, machine ready, prose of `lines` lines set. */
export function inLesson(page: number, lines = 3): State {
  const pageId = sampleLesson.pages[page]?.id;
  if (pageId === undefined) throw new Error(`no page ${page}`);
  const viewed = { id: '1', at: 0, kind: 'page-viewed', lesson: sampleLesson.id, page: pageId } as const;
  const [opened, effects] = play(
    { ...onMap, events: [viewed] },
    intent('accept'),
    { kind: 'lesson-opened', lesson: sampleLesson },
    { kind: 'machine-opened', identity, replayed: { ran: 0, all: 0 } },
  );
  const typeset = effects.find((effect) => effect.kind === 'typeset');
  if (typeset === undefined) throw new Error('nothing was set');
  const docs = Object.fromEntries(typeset.pieces.map(({ name, markdown }) => [name, [markdown]]));
  const prose = Array.from({ length: lines }, (_, line) => `line ${line}`);
  const [state] = play(opened, { kind: 'typeset', key: typeset.key, docs: { ...docs, prose } });
  return state;
}

export function lessonOf(state: State): LessonScreen {
  if (state.screen.kind !== 'lesson') throw new Error(`on ${state.screen.kind}, not in a lesson`);
  return state.screen;
}
