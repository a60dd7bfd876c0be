import { describe, expect, test } from 'vitest';
import type { State } from '../../src/app/state.ts';
import { typedLine } from '../../src/app/typed-line.ts';
import { inLesson, intent, onMap, play } from './support.ts';

const help = intent('help-or-type');
const typed = (text: string) => intent({ kind: 'edit', edit: { kind: 'insert', text } });
const said = (state: State) => [state.overlay?.kind ?? null, typedLine(state)?.text ?? null];

/** Each place where a line is typed. */
const places: readonly (readonly [string, State])[] = [
  ['the prompt of a task', play(inLesson(2), intent('accept'))[0]],
  ['an answer', play(inLesson(5), intent('accept'))[0]],
  ['the search in a lesson', play(inLesson(0), intent('search'))[0]],
  ['the search over the course', play(onMap, intent('search'))[0]],
];

describe.each(places)('in %s', (_, begun) => {
  test('? lists the keys while the line is empty, and is typed afterwards', () => {
    expect(said(begun)).toEqual([null, '']);
    expect(said(play(begun, help)[0])).toEqual(['help', '']);
    expect(said(play(begun, typed('a'), help)[0])).toEqual([null, 'a?']);
    expect(said(play(begun, help, intent('back'), typed('b'))[0])).toEqual([null, 'b']);
  });
});

test.each([
  [{ kind: 'glossary', terms: [], scroll: 0 }],
  [{ kind: 'confirm-quit', running: 'docker ps' }],
  [{ kind: 'confirm-reset' }],
] as const)('over %j ? lists its keys, and it is there again afterwards', (overlay) => {
  const state: State = { ...inLesson(0), overlay };
  const [asked] = play(state, intent('help'));
  expect(asked.overlay).toEqual({ kind: 'help', scroll: 0, over: overlay });
  expect(play(asked, intent({ kind: 'move', by: 1 }), intent('back'))[0]).toEqual(state);
});

test('where nothing is typed there is no line', () => {
  expect([typedLine(onMap), typedLine(inLesson(0)), typedLine(inLesson(4))]).toEqual([null, null, null]);
});
