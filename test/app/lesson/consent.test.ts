import { describe, expect, test } from 'vitest';
import type { Event } from '../../../src/app/event.ts';
import type { State } from '../../../src/app/state.ts';
import { bothChoices } from '../fakes/fake-machine.ts';
import { inLesson, intent, lessonOf, play } from '../support.ts';
import { activity, ended, enter, type } from './support.ts';

const live = { kind: 'live', label: 'Docker 28.5 on this computer', engine: 'docker 28.5.2' } as const;
const onLive = (page: number): State => {
  const state = inLesson(page);
  return {
    ...state,
    machine: { ...state.machine, choices: bothChoices, opened: { kind: 'ready', identity: live } },
  };
};

/** Runs, and is asked about; the effect that was asked for comes back with a yes. */
function asked(from: State, effect: 'looks' | 'creates', ...keys: readonly Event[]) {
  const [running, effects] = play(from, ...keys);
  const wanted = effects.find((it) => it.kind === 'run-command');
  if (wanted === undefined) throw new Error('nothing was to be run');
  const [state] = play(running, {
    kind: 'consent-wanted',
    asked: wanted,
    shown: ['docker run --label x busybox'],
    effect,
  });
  return { state, wanted };
}

describe('the question before a line runs on the learner’s own engine', () => {
  test('yes runs it this once; the next is asked about again', () => {
    const { state, wanted } = asked(onLive(1), 'creates', intent('run'));
    expect(state.overlay?.kind).toBe('consent');
    const [on, effects] = play(state, enter);
    expect(effects).toEqual([{ ...wanted, agreed: { looking: true, acting: true } }]);
    expect([on.overlay, on.consent]).toEqual([null, { looking: true, acting: false }]);
    const [, again] = play(on, ended(wanted.run), intent('again'));
    expect(again.find((it) => it.kind === 'run-command')).toMatchObject({
      agreed: { looking: true, acting: false },
    });
  });

  test('yes to looking holds for looking', () => {
    const { state, wanted } = asked(onLive(1), 'looks', intent('run'));
    const [on, effects] = play(state, enter);
    expect(effects).toEqual([{ ...wanted, agreed: { looking: true, acting: false } }]);
    expect(on.consent).toEqual({ looking: true, acting: false });
  });

  test('always is not asked again in this session', () => {
    const { state } = asked(onLive(1), 'creates', intent('run'));
    const [on] = play(state, intent('agree-always'));
    expect(on.consent).toEqual({ looking: true, acting: true });
  });

  test.each(['back', 'quit', 'interrupt-line'] as const)('%s runs nothing, and the lesson is free', (key) => {
    const { state } = asked(onLive(1), 'creates', intent('run'));
    const [on, effects] = play(state, intent(key));
    expect([on.overlay, on.footer, effects, lessonOf(on).running, on.end]).toEqual([
      null,
      'Nothing was run.',
      [],
      null,
      null,
    ]);
  });

  test('at a prompt the line stays where it was typed, marked as not run', () => {
    const { state } = asked(onLive(2), 'creates', enter, type('docker run busybox'), enter);
    const [on] = play(state, intent('back'));
    expect(activity(on, 'task').output.lines).toEqual([
      { kind: 'command', text: '$ docker run busybox' },
      { kind: 'status', text: 'not run' },
    ]);
    expect(activity(on, 'task').ran).toEqual([]);
  });

  test('lines of an earlier sitting stay on offer after a no', () => {
    const state = onLive(1);
    const lines = [{ commandLine: 'docker ps', exitCode: 0 }];
    const comeback = { kind: 'offered', because: 'left', lines, at: 0 } as const;
    const back: State = { ...state, screen: { ...lessonOf(state), comeback } };
    const [running, effects] = play(back, intent('run-earlier'));
    const replay = effects.find((it) => it.kind === 'replay');
    if (replay === undefined) throw new Error('nothing was to be run again');
    const [wanted] = play(running, {
      kind: 'consent-wanted',
      asked: replay,
      shown: ['docker ps'],
      effect: 'looks',
    });
    const [no] = play(wanted, intent('back'));
    expect([lessonOf(no).comeback, lessonOf(no).running]).toEqual([comeback, null]);
    const [, again] = play(wanted, enter);
    expect(again).toEqual([{ ...replay, agreed: { looking: true, acting: false } }]);
  });

  test('agreed to beforehand, the machine that opens may be looked at', () => {
    const state = onLive(1);
    const closed: State = { ...state, machine: { ...state.machine, opened: { kind: 'closed' } } };
    const opens = (from: State) => play(from, intent('run'))[1].filter((it) => it.kind === 'open-machine');
    expect(opens(closed)).toEqual([{ kind: 'open-machine', machine: 'live', replay: [] }]);
    expect(opens({ ...closed, consent: { looking: true, acting: true } })).toEqual([
      { kind: 'open-machine', machine: 'live', replay: [], mayLook: true },
    ]);
  });

  test('long ones are scrolled', () => {
    const { state } = asked(onLive(1), 'creates', intent('run'));
    const [down, effects] = play(state, intent({ kind: 'move', by: 1 }));
    expect([down.overlay, effects]).toEqual([{ ...state.overlay, scroll: 1 }, []]);
  });
});
