import { describe, expect, test } from 'vitest';
import { lessonView } from '../../../src/app/lesson/lesson-view.ts';
import type { State } from '../../../src/app/state.ts';
import { inLesson, intent, lessonOf, play } from '../support.ts';
import { ended, enter, output } from './support.ts';

const printed = Array.from({ length: 20 }, (_, at) => `line ${at + 1}\n`).join('');
const docs = {
  prose: ['Think first.'],
  prompt: ['What is the exit code?'],
  'option-0': ['0'],
  'why-0': ['That is what true gives.'],
  'option-1': ['1'],
  'why-1': ['false exits 1.'],
};

/** A prediction answered, whose command printed `text`, at `rows` rows. */
function seen(text: string, rows = 24): State {
  const begun: State = { ...inLesson(3), size: { columns: 80, rows } };
  const screen = lessonOf(begun);
  const set: State = { ...begun, screen: { ...screen, docs: { key: screen.docs?.key ?? '', text: docs } } };
  return play(set, enter, enter, output(1, text), ended(1, 1))[0];
}

const head = (state: State): readonly string[] =>
  lessonView(state, lessonOf(state)).pane?.head.map(({ text }) => text) ?? [];
const on = intent({ kind: 'output', by: 1 });
const back = intent({ kind: 'output', by: -1 });

describe('the output of a prediction', () => {
  test('stays whole above what is said of it when it is short', () => {
    expect(head(seen('one\ntwo\n'))).toEqual([
      '$ docker run --rm busybox false',
      'one',
      'two',
      'exit 1 · 0.3 s · simulated',
      '',
    ]);
  });

  test('stays with its end when it is long, and K and J move it by itself', () => {
    const long = seen(printed);
    const end = ['line 18', 'line 19', 'line 20', 'exit 1 · 0.3 s · simulated', ''];
    expect(head(long).slice(1)).toEqual(['rows 18-21 of 21: K back, J on', ...end]);
    const [earlier] = play(long, back, back);
    expect(head(earlier)[1]).toBe('rows 12-15 of 21: K back, J on');
    expect(lessonOf(earlier).paneScroll).toBe(lessonOf(long).paneScroll);
    expect(head(play(earlier, on, on, on, on)[0])).toEqual(head(long));
    expect(head(play(long, ...Array.from({ length: 9 }, () => back))[0]).slice(1, 3)).toEqual([
      'rows 1-4 of 21: K back, J on',
      'line 1',
    ]);
  });

  test('the verdict is in sight with it', () => {
    const long = seen(printed);
    const pane = lessonView(long, lessonOf(long)).pane;
    const shown = pane?.body.slice(pane.top, pane.top + pane.bodyRows).map(({ text }) => text);
    expect(shown?.some((text) => text === 'Right.' || text === 'Not right.')).toBe(true);
  });

  test('scrolls with the rest where there is no room for both', () => {
    const low = seen(printed, 15);
    expect(head(low)).toEqual(['$ docker run --rm busybox false']);
    const body = lessonView(low, lessonOf(low)).pane?.body.map(({ text }) => text) ?? [];
    expect(body[0]).toBe('line 1');
    expect(play(low, back)[0].screen).toEqual(low.screen);
  });
});
