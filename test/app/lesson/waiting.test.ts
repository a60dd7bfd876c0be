import { describe, expect, test } from 'vitest';
import type { Event } from '../../../src/app/event.ts';
import type { State } from '../../../src/app/state.ts';
import { identity, inLesson, intent, lessonOf, play } from '../support.ts';
import { activity, enter, type } from './support.ts';

const opened: Event = { kind: 'machine-opened', identity, replayed: { ran: 0, all: 0 } };
const starting = (page: number): State => {
  const state = inLesson(page);
  return { ...state, machine: { ...state.machine, opened: { kind: 'opening' } } };
};
const runs = (state: State, ...events: readonly Event[]): readonly string[] =>
  play(state, ...events)[1].flatMap((effect) => (effect.kind === 'run-command' ? [effect.commandLine] : []));
const LINE = 'docker run --rm busybox echo hello';

describe('Enter before the machine is there', () => {
  test('says so, and runs the command once, when it is', () => {
    const [waiting, effects] = play(starting(1), enter);
    expect([waiting.footer, effects]).toEqual(['Starting; your command runs next.', []]);
    expect(runs(waiting, opened, opened)).toEqual([LINE]);
    const [state] = play(waiting, opened);
    expect([state.waiting, state.footer, lessonOf(state).running?.commandLine]).toEqual([null, null, LINE]);
  });

  test('also while Docker is still looked for', () => {
    const state = inLesson(1);
    const { choices } = state.machine;
    const looking: State = {
      ...state,
      machine: { ...state.machine, choices: null, opened: { kind: 'closed' } },
    };
    const [waiting] = play(looking, enter);
    expect(waiting.footer).toBe('Finding Docker; your command is next.');
    expect(runs(waiting, { kind: 'machines-found', choices: choices ?? [] }, opened)).toEqual([LINE]);
  });

  test('Enter twice runs it once', () => {
    expect(runs(starting(1), enter, enter, opened)).toEqual([LINE]);
  });

  test('an edited command runs as it was typed', () => {
    expect(runs(starting(1), intent('edit-command'), type(' there'), enter, opened)).toEqual([
      `${LINE} there`,
    ]);
  });

  test('any other key takes it back, and Ctrl-C does not leave', () => {
    expect(runs(starting(1), enter, intent({ kind: 'move', by: 1 }), opened)).toEqual([]);
    const [state, effects] = play(starting(1), enter, intent('interrupt-line'), opened);
    expect([state.end, state.footer, lessonOf(state).running]).toEqual([null, null, null]);
    expect(effects).not.toContainEqual(expect.objectContaining({ kind: 'run-command' }));
  });

  test('a machine that does not come says so, and a later one runs nothing by itself', () => {
    const [state] = play(starting(1), enter, { kind: 'machine-failed', because: 'no room' });
    expect([state.waiting, state.footer]).toEqual([null, 'Your command did not run: no room']);
    expect(runs(state, opened)).toEqual([]);
  });

  test('earlier commands that are offered come first', () => {
    const event = {
      id: '2',
      at: 0,
      kind: 'command-run',
      lesson: lessonOf(inLesson(1)).lesson.id,
      item: lessonOf(inLesson(1)).lesson.pages[1]?.activity?.id,
      hash: 'h-run',
      commandLine: LINE,
      exitCode: 0,
      machine: { kind: 'live', engine: '28' },
    } as State['events'][number];
    const state = starting(1);
    const [offered, effects] = play({ ...state, events: [...state.events, event] }, enter, opened);
    expect(lessonOf(offered).comeback?.kind).toBe('offered');
    expect([offered.waiting, effects.some(({ kind }) => kind === 'run-command')]).toEqual([null, false]);
    expect(activity(offered, 'run').ended).toBe(null);
  });
});
