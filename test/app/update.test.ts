import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/app/effect.ts';
import type { Event } from '../../src/app/event.ts';
import { hitLines, hitSpan } from '../../src/app/lesson/update-search.ts';
import type { State } from '../../src/app/state.ts';
import { itemId, lessonId } from '../../src/domain/ids.ts';
import { sampleLesson } from './fakes/fake-course.ts';
import { bothChoices } from './fakes/fake-machine.ts';
import { identity, inLesson, intent, lessonOf, onMap, play } from './support.ts';

const type = (text: string): Event => intent({ kind: 'edit', edit: { kind: 'insert', text } });
const down = intent({ kind: 'move', by: 1 });

describe('the course map', () => {
  test('moves and stops at its ends', () => {
    expect(play(onMap, down)[0].screen).toEqual({ kind: 'map', selected: 1 });
    expect(play(onMap, down, down, down)[0].screen).toEqual({ kind: 'map', selected: 1 });
    expect(play(onMap, intent({ kind: 'move', by: -1 }))[0].screen).toEqual({ kind: 'map', selected: 0 });
  });

  test('opens the lesson pointed at', () => {
    const [state, effects] = play(onMap, down, intent('accept'));
    expect(state.screen).toEqual({ kind: 'opening', lesson: 'namespaces' });
    expect(effects).toEqual([{ kind: 'open-lesson', lesson: 'namespaces' }]);
  });

  test('a lesson that cannot be read says why, and Esc goes back', () => {
    const failed: Event = { kind: 'lesson-failed', lesson: lessonId('pid1'), because: 'no such file' };
    const [state] = play(onMap, intent('accept'), failed);
    expect(state.screen).toMatchObject({ kind: 'message', text: 'no such file' });
    expect(play(state, intent('back'))[0].screen).toEqual({ kind: 'map', selected: 0 });
  });

  test('m switches the machine and saves the choice', () => {
    const both = { ...onMap, machine: { ...onMap.machine, choices: bothChoices } };
    const [state, effects] = play(both, intent('switch-machine'));
    expect(state.machine.wanted).toBe('simulated');
    expect(effects).toEqual([{ kind: 'set-setting', change: { machine: 'simulated' } }]);
    expect(play(state, intent('switch-machine'))[0].machine.wanted).toBe('live');
  });

  test('m says why there is nothing to switch to', () => {
    const [state, effects] = play(onMap, intent('switch-machine'));
    expect(state.footer).toBe(
      'Labs cannot run on this computer’s own engine: no Docker found.'.replace('’', "'"),
    );
    expect(effects).toEqual([]);
  });

  test('m waits for the search', () => {
    const looking = { ...onMap, machine: { ...onMap.machine, choices: null } };
    expect(play(looking, intent('switch-machine'))[0].footer).toBe('Still looking for Docker…');
  });
});

describe('leaving', () => {
  test('q leaves with two lines', () => {
    expect(play(onMap, intent('quit'))[0].end).toEqual({
      kind: 'left',
      summary: ['Nothing begun yet.', 'Begin with: vmvscontainer'],
    });
    const answer = {
      id: 'a',
      at: 1,
      kind: 'question-answered',
      in: 'quiz',
      item: itemId('q'),
      hash: 'h',
    } as const;
    const asked = [{ ...answer, lesson: sampleLesson.id, answer: 'a', verdict: 'right' }] as const;
    expect(play({ ...onMap, events: asked }, intent('quit'))[0].end?.summary).toEqual([
      'No lesson begun yet; 1 answer kept.',
      'Begin with: vmvscontainer',
    ]);
    expect(play(inLesson(1), intent('quit'))[0].end?.summary).toEqual([
      'PID 1: the life and death of a container: 0 of 5 steps.',
      'Go on with: vmvscontainer',
    ]);
  });

  test('q asks while a command runs; Esc stays, Enter leaves', () => {
    const [asked] = play(inLesson(1), intent('run'), intent('quit'));
    expect([asked.overlay?.kind, asked.end]).toEqual(['confirm-quit', null]);
    const [stayed] = play(asked, intent('back'));
    expect([stayed.overlay, stayed.end]).toEqual([null, null]);
    expect(play(asked, intent('accept'))[0].end?.kind).toBe('left');
  });

  test('Ctrl-C stops the command, or empties the line', () => {
    const [running] = play(inLesson(1), intent('run'));
    const [stopping, effects] = play(running, intent('interrupt-line'));
    expect([stopping.end, effects]).toEqual([null, [{ kind: 'stop-command' }]]);
    const [typed] = play(inLesson(2), intent('accept'), type('docker'));
    const [emptied] = play(typed, intent('interrupt-line'));
    expect([lessonOf(emptied).activities[2], emptied.end]).toMatchObject([{ editor: { text: '' } }, null]);
  });

  test('an interrupt ends at once, even while a command runs', () => {
    expect(play(inLesson(1), intent('run'), { kind: 'interrupt' })[0].end?.kind).toBe('interrupted');
  });
});

describe('a lesson', () => {
  test('opens where the learner left off, and saves what is seen', () => {
    const [state, effects] = play(inLesson(3), intent({ kind: 'turn', by: 1 }));
    expect(lessonOf(inLesson(3)).page).toBe(3);
    expect(lessonOf(state).page).toBe(4);
    expect(effects[0]).toEqual({
      kind: 'save-event',
      event: { kind: 'page-viewed', lesson: 'pid1', page: 'choice' },
    });
  });

  test('space goes down, then to what is to be done, then on', () => {
    const space = intent('forward');
    const [one] = play(inLesson(1, 30), space);
    expect([lessonOf(one).scroll > 0, lessonOf(one).focus]).toEqual([true, 'prose']);
    const [two] = play(one, space);
    expect([lessonOf(two).focus, lessonOf(two).page]).toEqual(['activity', 1]);
    const [read] = play(inLesson(0, 3), space);
    expect(lessonOf(read).page).toBe(1);
  });

  test('scrolling stops at both ends', () => {
    const top = play(inLesson(0, 50), intent({ kind: 'move', by: -1 }))[0];
    expect(lessonOf(top).scroll).toBe(0);
    const end = play(top, intent({ kind: 'edge', to: 'end' }), down)[0];
    expect(lessonOf(end).scroll).toBe(30);
  });

  test('Esc goes back step by step', () => {
    const back = intent('back');
    const [focused] = play(inLesson(2), intent('accept'));
    const [prose] = play(focused, back);
    expect([lessonOf(focused).focus, lessonOf(prose).focus]).toEqual(['activity', 'prose']);
    const [map, effects] = play(prose, back);
    expect([map.screen.kind, effects.map(({ kind }) => kind)]).toEqual([
      'map',
      ['close-machine', 'find-machines', 'look-at-reviews'],
    ]);
  });

  test('a late setting for another width changes nothing', () => {
    const state = inLesson(0);
    expect(play(state, { kind: 'typeset', key: 'pid1/0/40/', docs: {} })[0]).toBe(state);
  });

  test('a machine found only now is opened', () => {
    const closed = inLesson(1);
    const looking = {
      ...closed,
      machine: { wanted: null, choices: null, opened: { kind: 'closed' } as const },
    };
    const [state, effects] = play(looking, { kind: 'machines-found', choices: bothChoices });
    expect([state.machine.opened.kind, effects]).toEqual([
      'opening',
      [{ kind: 'open-machine', machine: 'live', replay: [] }],
    ]);
  });

  test('what could not be saved is said in the footer, and counts all the same', () => {
    const event = { id: '9', at: 1, kind: 'lesson-finished', lesson: sampleLesson.id } as const;
    const because = 'the disk is full';
    const [state] = play(
      onMap,
      { kind: 'recorded', event },
      { kind: 'saved', saved: { saved: false, event, because } },
    );
    expect([state.footer, state.events]).toEqual(['Not saved: the disk is full', [event]]);
  });
});

describe('search', () => {
  const search = (query: string): readonly Event[] => [intent('search'), type(query), intent('accept')];

  test('finds a line of this page and goes round', () => {
    const [state] = play(inLesson(0, 30), ...search('LINE 2'));
    expect(lessonOf(state).search).toMatchObject({ query: 'LINE 2', hit: 2 });
    expect(lessonOf(play(state, intent('next-hit'))[0]).search?.hit).toBe(20);
    expect(lessonOf(play(state, intent('next-hit'), intent('previous-hit'))[0]).search?.hit).toBe(2);
  });

  /** What the typesetter makes of the other pages: without their markup. */
  const asShown = (effects: readonly Effect[]): Event => {
    const asked = effects.findLast((effect) => effect.kind === 'typeset');
    const docs = (asked?.pieces ?? []).map(({ name, markdown }) => [
      name,
      markdown.replaceAll(/[*`#]+ ?/g, '').split('\n'),
    ]);
    return { kind: 'typeset', key: asked?.key ?? '', docs: Object.fromEntries(docs) };
  };
  const found = (query: string, page = 0): readonly [State, readonly Effect[]] => {
    const [asked, effects] = play(inLesson(page), ...search(query));
    return play(asked, asShown(effects));
  };

  test('goes to the page that has it, and to the line once that is set', () => {
    const [turned, effects] = found('number.');
    expect([lessonOf(turned).page, lessonOf(turned).search?.pending]).toEqual([5, 'first']);
    expect(lessonOf(play(turned, asShown(effects))[0]).search).toMatchObject({ hit: 2, pending: null });
  });

  test('looks at what is shown, not at how it is written', () => {
    expect(lessonOf(found('process is PID 1.', 1)[0]).page).toBe(0);
    expect(found('**PID 1**')[0].footer).toBe('“**PID 1**” is not in this lesson.');
  });

  test('finds what goes on in the next line', () => {
    expect(hitLines(['It lives as long as', 'its first process does.', 'Its first'], 'as its first')).toEqual(
      [0],
    );
    expect(hitSpan('It lives as long as', 'its first process', 'AS ITS')).toEqual({ from: 17, to: 19 });
  });

  test('says what is nowhere, and Esc ends it', () => {
    const [state] = found('hypervisor');
    expect(state.footer).toBe('“hypervisor” is not in this lesson.');
    expect(lessonOf(play(state, intent('back'))[0]).search).toBeNull();
  });
});

describe('the machine', () => {
  test('one that does not start says so, and running tries again', () => {
    const [failed] = play(inLesson(1), { kind: 'machine-failed', because: 'no memory' });
    const [again, effects] = play(failed, intent('run'));
    expect(again.footer).toBe('Starting; your command runs next.');
    expect(effects).toEqual([{ kind: 'open-machine', machine: 'simulated', replay: [] }]);
    expect(
      play(again, { kind: 'machine-opened', identity, replayed: { ran: 0, all: 0 } })[0].machine.opened.kind,
    ).toBe('ready');
  });

  test('is not left with a command running', () => {
    const back = intent('back');
    const [state, effects] = play(inLesson(1), intent('run'), back, back);
    expect([state.screen.kind, state.footer]).toEqual([
      'lesson',
      'A command is running: stop it first (Ctrl-C).',
    ]);
    expect(effects.some(({ kind }) => kind === 'close-machine')).toBe(false);
  });

  test('is not put back under a running command', () => {
    const [state, effects] = play(inLesson(1), intent('run'), intent('reset-machine'));
    expect(state.footer).toBe('A command is running: stop it first (Ctrl-C).');
    expect(effects.some(({ kind }) => kind === 'reset-machine')).toBe(false);
  });
});
