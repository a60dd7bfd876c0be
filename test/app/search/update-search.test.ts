import { describe, expect, test } from 'vitest';
import { searchRows, searchStand } from '../../../src/app/search/search-rows.ts';
import type { State } from '../../../src/app/state.ts';
import { lessonEntries, termEntry } from '../../../src/domain/search/search-entry.ts';
import { sampleLesson } from '../fakes/fake-course.ts';
import { intent, onMap, play } from '../support.ts';

const word = { term: 'PID 1', spellings: [], text: 'The **first** process.' };
const entries = [...lessonEntries(sampleLesson), termEntry(word)];
const typed = (text: string) => intent({ kind: 'edit', edit: { kind: 'insert', text } });
const read = { kind: 'search-read', entries } as const;

function searching(text: string): State {
  const [state, effects] = play(onMap, intent('search'), read, typed(text));
  expect(effects).toEqual([{ kind: 'read-search' }]);
  return state;
}

function told({ screen }: State) {
  if (screen.kind !== 'search') throw new Error(`on ${screen.kind}`);
  return [searchStand(screen), ...searchRows(screen).map((row) => row.text)];
}

describe('the search over the course', () => {
  test('finds as one types, and what was typed before the course was read', () => {
    const both = ['2 places.', 'Lessons', 'PID 1: the life and death of a container', 'Words', 'PID 1'];
    expect(told(searching('pid 1'))).toEqual(both);
    const [early] = play(onMap, intent('search'), typed('pid 1'));
    expect(told(early)).toEqual(['Reading the course…']);
    expect(told(play(early, read)[0])).toEqual(both);
    expect(told(searching('zebra'))).toEqual(['Nothing has “zebra”.']);
    expect(told(searching(''))).toEqual([
      'Type a word: lessons, the glossary and all questions are searched.',
    ]);
  });

  test('Enter opens the lesson on the page that was found', () => {
    const [opening, effects] = play(searching('keep it'), intent('accept'));
    expect(opening.screen).toEqual({ kind: 'opening', lesson: sampleLesson.id, page: 'task' });
    expect(effects).toEqual([{ kind: 'open-lesson', lesson: sampleLesson.id }]);
    const [open] = play(opening, { kind: 'lesson-opened', lesson: sampleLesson });
    expect(open.screen).toMatchObject({ kind: 'lesson', page: 2 });
  });

  test('the pointer goes over the groups; a word is told, and the search is there again', () => {
    const [pointed] = play(
      searching('pid 1'),
      intent({ kind: 'move', by: 1 }),
      intent({ kind: 'move', by: 1 }),
    );
    const [open, effects] = play(pointed, intent('accept'));
    expect([open.overlay, effects]).toEqual([{ kind: 'glossary', terms: [word], scroll: 0 }, []]);
    const [back] = play(open, intent('back'));
    expect(back.screen).toEqual(pointed.screen);
    expect(play(back, typed('x'))[0].screen).toMatchObject({ selected: 0, found: [] });
  });

  test('Ctrl-C empties the line, then leaves; Esc goes to the map', () => {
    const [empty] = play(searching('pid'), intent('interrupt-line'));
    expect([empty.end, told(empty).length]).toEqual([null, 1]);
    expect(play(empty, intent('interrupt-line'))[0].end?.kind).toBe('left');
    expect(play(searching('pid'), intent('back'))[0].screen.kind).toBe('map');
  });

  test('a course that cannot be read says so; Enter on nothing does nothing', () => {
    const failed = { kind: 'search-read', entries: [], because: 'the disk is gone' } as const;
    const [state] = play(onMap, intent('search'), failed);
    expect(state.footer).toBe('The course cannot be searched: the disk is gone');
    expect(play(state, intent('accept'))[0].screen).toEqual(state.screen);
  });
});
