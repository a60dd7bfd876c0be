import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/app/effect.ts';
import type { Event } from '../../../src/app/event.ts';
import type { ComposedState } from '../../../src/app/lesson/question-state.ts';
import type { State } from '../../../src/app/state.ts';
import { stamped } from '../fakes/fake-ports.ts';
import { questionLesson } from '../fakes/question-lesson.ts';
import { intent, lessonOf, onMap, play } from '../support.ts';
import { activity, enter, saved, type } from './support.ts';

/** On the question of page `page`, keys in it. */
function at(page: number, events: State['events'] = []): State {
  const viewed = questionLesson.pages[page]?.id ?? '';
  const seen = { id: '1', at: 0, kind: 'page-viewed', lesson: questionLesson.id, page: viewed } as never;
  const [opened] = play(
    { ...onMap, events: [...events, seen], screen: { kind: 'opening', lesson: questionLesson.id } as never },
    { kind: 'lesson-opened', lesson: questionLesson },
    intent('switch-focus'),
  );
  return opened;
}

const toggle = intent('toggle');
const pick = (option: number): Event => intent({ kind: 'pick', option });
const paste = (text: string): Event => intent({ kind: 'paste', text });
const down = intent({ kind: 'move', by: 1 });
const back = intent('back');
const answers = (effects: readonly Effect[]): readonly unknown[] =>
  saved(effects).flatMap((event) => {
    const { kind, item, answer, verdict } = event as Record<string, unknown>;
    return kind === 'question-answered' ? [[item, answer, verdict]] : [];
  });
const explained = (state: State): string | undefined => {
  const screen = lessonOf(state);
  return (screen.activities[screen.page] as ComposedState).answered?.judgement.explanation;
};

describe('several right options', () => {
  const place = (state: State, index: number): number => activity(state, 'multiple').order.indexOf(index);

  test('are marked by letter or with Space, and given with Enter', () => {
    const start = at(0);
    const [marked] = play(start, pick(place(start, 0)), pick(place(start, 1)));
    expect(activity(marked, 'multiple').chosen).toEqual([0, 1]);
    expect(activity(play(marked, toggle)[0], 'multiple').chosen).toEqual([0]);
    const [state, effects] = play(marked, enter);
    expect(answers(effects)).toEqual([['multiple-1', '["Docker Desktop on a Mac","WSL 2"]', 'right']]);
    expect(effects.map(({ kind }) => kind)).toEqual(['save-event', 'typeset']);
    expect(explained(state)).toContain('Rightly left out:');
  });

  test('need one mark at least', () => {
    const [state, effects] = play(at(0), enter);
    expect([state.footer, effects]).toEqual(['Mark what is right with Space first; several may be.', []]);
  });

  test('can be pasted', () => {
    const [, effects] = play(at(0), paste('wsl2\ndocker desktop on a mac'), enter);
    expect(answers(effects)).toEqual([['multiple-1', '["WSL 2","Docker Desktop on a Mac"]', 'right']]);
    const [wrong] = play(at(0), paste('perhaps'));
    expect(wrong.footer).toBe('What was pasted could not be read as an answer.');
    expect(activity(wrong, 'multiple').chosen).toEqual([]);
  });

  test('are asked again from the beginning', () => {
    const [state] = play(at(0), toggle, enter, intent('again'));
    expect(activity(state, 'multiple')).toMatchObject({ chosen: [], answered: null, pointer: 0 });
  });
});

describe('true or false', () => {
  const reason = (state: State, index: number): Event =>
    pick(activity(state, 'true-false').order.indexOf(index));

  test('is said first, then why', () => {
    const [second, none] = play(at(1), down, enter);
    expect([activity(second, 'true-false').value, answers(none)]).toEqual([false, []]);
    const [, effects] = play(second, reason(second, 0), enter);
    expect(answers(effects)).toEqual([['true-1', 'false: Its processes call the host’s kernel', 'right']]);
    const [wrong, more] = play(second, reason(second, 1), enter);
    expect(answers(more)).toEqual([['true-1', 'false: The kernel is a layer of the image', 'wrong']]);
    expect(explained(wrong)).toContain('An image holds no kernel.');
  });

  test('Esc goes back to the first step, then to the text', () => {
    const [first] = play(at(1), down, enter, back);
    expect(activity(first, 'true-false')).toMatchObject({ value: null, pointer: 1 });
    expect(lessonOf(play(first, back)[0]).focus).toBe('prose');
  });

  test('can be pasted', () => {
    const [, effects] = play(at(1), paste('true, the kernel is a layer of the image'), enter);
    expect(answers(effects)).toEqual([['true-1', 'true: The kernel is a layer of the image', 'wrong']]);
  });
});

describe('a number', () => {
  test.each([
    ['512 mib', 'right'],
    ['0.5 GiB', 'right'],
    ['1 GiB', 'wrong'],
  ])('%j is %s', (text, verdict) => {
    const [state, effects] = play(at(2), type(text), enter);
    expect(answers(effects)).toEqual([['numeric-1', text, verdict]]);
    expect(activity(state, 'fill-in').answered?.judgement.verdict).toBe(verdict);
  });

  test('that cannot be read is not judged', () => {
    const [state, effects] = play(at(2), type('a lot'), enter);
    expect([state.footer, effects]).toEqual([
      'Type one number in MiB, such as 3, or with its own unit, such as 0.5 GiB.',
      [],
    ]);
    expect(activity(state, 'fill-in').answered).toBeNull();
  });
});

describe('an order', () => {
  test('is never right from the beginning, and is made with the keys that move an item', () => {
    const start = at(3);
    expect(activity(start, 'order').arranged).not.toEqual([0, 1, 2]);
    let state = start;
    for (const item of [0, 1, 2]) {
      const from = activity(state, 'order').arranged.indexOf(item);
      const up = Array.from({ length: from - item }, () => intent({ kind: 'shift', by: -1 }));
      state = play(state, pick(from), ...up)[0];
    }
    const [, effects] = play(state, enter);
    expect(answers(effects)).toEqual([
      ['order-1', '["It sends SIGTERM","It waits ten seconds","It sends SIGKILL"]', 'right'],
    ]);
  });

  test('ends at its ends', () => {
    const start = at(3);
    expect(play(start, intent({ kind: 'shift', by: -1 }))[0].screen).toEqual(start.screen);
  });

  test('can be pasted', () => {
    const [, effects] = play(at(3), paste('It sends SIGKILL\nIt sends SIGTERM\nIt waits ten seconds'), enter);
    expect(answers(effects)).toMatchObject([['order-1', expect.anything(), 'wrong']]);
    expect(play(at(3), paste('It sends SIGKILL'))[0].footer).toBe(
      'What was pasted could not be read as an answer.',
    );
  });
});

describe('matching', () => {
  test('a letter gives the entry its partner and goes on to the next', () => {
    const start = at(4);
    const letter = (right: number): Event => pick(activity(start, 'match').order.indexOf(right));
    const [one] = play(start, letter(0));
    expect(activity(one, 'match')).toMatchObject({ given: [0, null], pointer: 1 });
    const [missing] = play(one, enter);
    expect(missing.footer).toBe('1 has no partner yet: press the letter of one.');
    const [, effects] = play(one, letter(1), enter);
    expect(answers(effects)).toEqual([
      ['match-1', '{"126":"the command cannot be invoked","127":"the command is not found"}', 'right'],
    ]);
  });

  test('can be pasted', () => {
    const [, effects] = play(at(4), paste('126: killed by sigkill\n127: the command is not found'), enter);
    expect(answers(effects)).toEqual([
      ['match-1', '{"126":"killed by SIGKILL","127":"the command is not found"}', 'wrong'],
    ]);
  });
});

describe('the line with the fault', () => {
  test('is pointed at and taken', () => {
    const [, effects] = play(at(5), pick(1), enter);
    expect(answers(effects)).toEqual([['fault-1', '2: docker run -d --name vvc-db mysql', 'right']]);
    const [state, more] = play(at(5), enter);
    expect(answers(more)).toEqual([['fault-1', '1: docker volume create vvc-data', 'wrong']]);
    expect(explained(state)).toContain('A named volume stays.');
  });

  test('can be pasted', () => {
    const [state] = play(at(5), paste('docker run -d --name vvc-db mysql'));
    expect(activity(state, 'fault').pointer).toBe(1);
  });
});

describe('an answer of an earlier sitting', () => {
  const past = (item: string, answer: string): State['events'] => [
    stamped(
      {
        kind: 'question-answered',
        lesson: questionLesson.id,
        item,
        hash: 'h',
        answer,
        verdict: 'right',
      } as never,
      1,
    ),
  ];

  test.each([
    [0, 'multiple-1', '["WSL 2","Docker Desktop on a Mac"]', 'right'],
    [1, 'true-1', 'false: The kernel is a layer of the image', 'wrong'],
    [3, 'order-1', '["It sends SIGTERM","It waits ten seconds","It sends SIGKILL"]', 'right'],
    [4, 'match-1', '{"126":"killed by SIGKILL","127":"the command is not found"}', 'wrong'],
    [5, 'fault-1', '2: docker run -d --name vvc-db mysql', 'right'],
  ])('on page %i is there again', (page, item, answer, verdict) => {
    const screen = lessonOf(at(page, past(item, answer)));
    expect(screen.activities[page]).toMatchObject({ before: true, answered: { judgement: { verdict } } });
  });

  test.each([
    [0, 'multiple-1', '["WSL 3"]'],
    [0, 'multiple-1', 'WSL 2'],
    [1, 'true-1', 'maybe: so'],
    [3, 'order-1', '{}'],
    [4, 'match-1', '["a"]'],
    [5, 'fault-1', '7: nothing'],
  ])('on page %i that does not fit any more is asked for again', (page, item, answer) => {
    const screen = lessonOf(at(page, past(item, answer)));
    expect(screen.activities[page]).toMatchObject({ before: false, answered: null });
  });
});

describe('the glossary', () => {
  const read = (page: number): State => play(at(page), intent('switch-focus'))[0];
  const glossary = intent('glossary');

  test('lists the words that the page uses', () => {
    const [state] = play(read(0), glossary);
    expect(state.overlay).toEqual({ kind: 'glossary', terms: [questionLesson.glossary?.[0]], scroll: 0 });
    expect(play(state, intent('back'))[0].overlay).toBeNull();
    expect(play(state, intent({ kind: 'move', by: 1 }))[0].overlay).toMatchObject({ scroll: 1 });
  });

  test('says so when there are none', () => {
    const [state] = play(read(2), glossary);
    expect([state.overlay, state.footer]).toEqual([null, 'This page uses no words of the glossary.']);
  });
});

test('a lesson that is not translated says so', () => {
  const lesson = {
    ...questionLesson,
    untranslated: 'This lesson is not in Spanish yet; here it is in English.',
  };
  const opening = { ...onMap, screen: { kind: 'opening', lesson: lesson.id } as never };
  expect(play(opening, { kind: 'lesson-opened', lesson })[0].footer).toBe(lesson.untranslated);
});
