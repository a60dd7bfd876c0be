import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/app/effect.ts';
import type { Event } from '../../../src/app/event.ts';
import { paneContent } from '../../../src/app/lesson/pane.ts';
import type { State } from '../../../src/app/state.ts';
import type { Lesson } from '../../../src/domain/lesson.ts';
import { sampleLesson } from '../fakes/fake-course.ts';
import { bothChoices } from '../fakes/fake-machine.ts';
import { stamped } from '../fakes/fake-ports.ts';
import { intent, lessonOf, onMap, play } from '../support.ts';
import { activity, ended, enter, output, saved, type } from './support.ts';

const live = { kind: 'live', label: 'Docker 28.5 on this computer', engine: 'docker 28.5.2' } as const;
const simulated = { kind: 'simulated', label: 'simulated', engine: 'fake 1.0' } as const;

function begin(page: number, lesson: Lesson = sampleLesson): readonly [State, readonly Effect[]] {
  const pageId = lesson.pages[page]?.id ?? lesson.id;
  const viewed = stamped({ kind: 'page-viewed', lesson: lesson.id, page: pageId as never }, 1);
  const state: State = { ...onMap, events: [viewed], machine: { ...onMap.machine, choices: bothChoices } };
  return play(state, intent('accept'), { kind: 'lesson-opened', lesson });
}

const onLive = (page: number, lesson?: Lesson): State =>
  play(begin(page, lesson)[0], {
    kind: 'machine-opened',
    identity: live,
    replayed: { ran: 0, all: 0 },
  })[0];

const moved = (run: number, because: string): Event => ({
  kind: 'command-moved',
  run,
  world: null,
  because,
  identity: simulated,
  engineGone: false,
});

const sideOf = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'run-command' ? [effect.side] : []));

const paneText = (state: State): string => {
  const content = paneContent({ ...state, screen: lessonOf(state) });
  return [...(content?.head ?? []), ...(content?.body ?? [])].map(({ text }) => text).join('\n');
};

const goTo = (state: State, page: number): State =>
  play(
    state,
    ...Array.from({ length: page - lessonOf(state).page }, () => intent({ kind: 'turn', by: 1 })),
  )[0];

describe('a step that a real engine cannot do', () => {
  const cannot = 'the image busybox is not here and cannot be pulled';
  const fell = play(
    onLive(1),
    intent('run'),
    output(1, 'docker: Error'),
    moved(1, cannot),
    output(1, 'hello\n'),
  );

  test('runs simulated and says so; its end and its event name that machine', () => {
    const [state, effects] = play(fell[0], ended(1));
    expect(activity(state, 'run').output.lines).toEqual([
      { kind: 'refusal', text: `This step runs simulated: ${cannot}.` },
      { kind: 'stdout', text: 'hello' },
    ]);
    expect(activity(state, 'run').ended?.on).toBe('simulated');
    expect(state.footer).toBe(`This step runs simulated: ${cannot}.`);
    expect(saved(effects)).toEqual([
      expect.objectContaining({ kind: 'command-run', machine: { kind: 'simulated', engine: 'fake 1.0' } }),
    ]);
    expect(lessonOf(state).onMachine).toEqual([]);
  });

  test('a task is judged where its lines ran, and the lesson goes on live', () => {
    const state = goTo(play(fell[0], ended(1))[0], 2);
    const made = 'docker run -d --name vvc-keep busybox sleep 9';
    const [first, effects] = play(state, enter, type(made), enter);
    expect(sideOf(effects)).toEqual([
      expect.objectContaining({
        when: 'cannot',
        because: null,
        replay: [],
      }),
    ]);
    const [aside, asked] = play(first, moved(2, cannot), ended(2));
    expect(asked).toContainEqual(expect.objectContaining({ kind: 'check-goal', aside: { world: null } }));
    const later = goTo(aside, 3);
    expect(lessonOf(later).side.fallen).toEqual({ 1: cannot, 2: cannot });
    expect(sideOf(play(later, intent('switch-focus'), enter)[1])).toEqual([
      expect.objectContaining({ when: 'cannot', because: null }),
    ]);
  });

  test('a line that names a container made beside goes there at once', () => {
    const page = goTo(play(fell[0], ended(1))[0], 2);
    const made = 'docker run -d --name vvc-keep busybox sleep 9';
    const [state] = play(page, enter, type(made), enter, moved(2, cannot), ended(2));
    const elsewhere = {
      ...state,
      screen: { ...lessonOf(state), side: { ...lessonOf(state).side, fallen: {} } },
    };
    const [, effects] = play(elsewhere, type('docker stop vvc-keep'), enter);
    expect(sideOf(effects)).toEqual([
      expect.objectContaining({
        when: 'always',
        because: 'vvc-keep is on the simulated machine',
        replay: [],
      }),
    ]);
  });

  test('lines that ran live meanwhile are run there first', () => {
    const page = goTo(play(fell[0], ended(1))[0], 2);
    const [state] = play(
      page,
      enter,
      type('docker ps'),
      enter,
      ended(2),
      type('docker images'),
      enter,
      ended(3),
    );
    const [, effects] = play(state, type('docker info'), enter);
    expect(sideOf(effects)[0]?.replay).toEqual(['docker ps', 'docker images']);
  });

  test('a lesson that was finished begins without them', () => {
    const lesson = sampleLesson.id;
    const run = {
      kind: 'command-run',
      lesson,
      item: 'run-1',
      hash: 'h',
      commandLine: 'docker ps',
      exitCode: 0,
      machine: { kind: 'live', engine: 'docker 28.5.2' },
    };
    const opening = { kind: 'lesson-opened', lesson: sampleLesson } as const;
    const ran = stamped(run as never, 1);
    const left = play({ ...onMap, events: [ran] }, intent('accept'), opening)[0];
    expect(lessonOf(left).side.histories.get(null)).toHaveLength(1);
    const finished = stamped({ kind: 'lesson-finished', lesson }, 2);
    const again = play({ ...onMap, events: [ran, finished] }, intent('accept'), opening)[0];
    expect([...lessonOf(again).side.histories]).toEqual([]);
  });

  test('putting the machine back forgets them', () => {
    const [state] = play(fell[0], ended(1), { kind: 'machine-reset', failed: null });
    expect([...lessonOf(state).side.histories]).toEqual([]);
  });
});

describe('a world of its own', () => {
  const inWorld = (world: string): Lesson => ({
    ...sampleLesson,
    pages: sampleLesson.pages.map((page) =>
      page.activity?.kind === 'run' ? { ...page, activity: { ...page.activity, world } } : page,
    ),
  });

  test('of a step: it runs there whatever the machine, and is said before', () => {
    const state = onLive(1, inWorld('vm-host'));
    expect(paneText(state)).toContain('This step runs simulated: it plays on another computer, vm-host.');
    const [, effects] = play(state, intent('run'));
    expect(sideOf(effects)).toEqual([
      expect.objectContaining({ when: 'always', world: 'vm-host', replay: [] }),
    ]);
  });

  test('of a lesson: its machine is that one, and cannot be switched', () => {
    const lesson = { ...sampleLesson, world: 'vm-host' };
    const [opening, effects] = begin(1, lesson);
    expect(effects).toContainEqual({
      kind: 'open-machine',
      machine: 'simulated',
      world: 'vm-host',
      replay: [],
    });
    const [state] = play(opening, {
      kind: 'machine-opened',
      identity: simulated,
      replayed: { ran: 0, all: 0 },
    });
    expect(paneText(state)).toContain('This lesson runs simulated: it plays on another computer, vm-host.');
    const [switched, none] = play(state, intent('switch-machine'));
    expect([switched.footer, none]).toEqual([
      'This lesson plays on another computer, vm-host, which is simulated.',
      [],
    ]);
    expect(sideOf(play(state, intent('run'))[1])).toEqual([undefined]);
  });
});
