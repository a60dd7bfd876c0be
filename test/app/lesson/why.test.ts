import { describe, expect, test } from 'vitest';
import type { State } from '../../../src/app/state.ts';
import { explainedLines } from '../../../src/domain/output-why.ts';
import { inLesson, intent, lessonOf, play } from '../support.ts';
import { activity, ended, enter, output, type } from './support.ts';

const whys = [
  { pattern: 'Exited (0)', text: 'its shell left' },
  { pattern: 'IMAGE', text: 'a heading' },
  { pattern: 'nowhere', text: 'never' },
];

describe('explained lines', () => {
  test('stand in the order of the output, each once, the first that fits', () => {
    expect(explainedLines(whys, ['ID  IMAGE', '1  Exited (0)', '2  Exited (0)'])).toEqual([
      { line: 'ID  IMAGE', text: 'a heading' },
      { line: '1  Exited (0)', text: 'its shell left' },
    ]);
    expect(explainedLines([], ['a'])).toEqual([]);
  });
});

/** Page `page` with explanations. */
function explained(page: number): State {
  const state = inLesson(page);
  const screen = lessonOf(state);
  const now = screen.activities[page];
  if (now === undefined || !('output' in now)) throw new Error(`page ${page} has no output`);
  const with_ = { ...now, activity: { ...now.activity, whys } } as typeof now;
  return { ...state, screen: { ...screen, activities: { [page]: with_ } } };
}

const shown = {
  kind: 'why',
  lines: [{ line: 'vvc-a  Exited (0)', text: 'its shell left' }],
  scroll: 0,
};

describe('why', () => {
  test('w explains lines of what a step printed', () => {
    const [ran] = play(explained(1), intent('run'), output(1, 'vvc-a  Exited (0)\n'), ended(1));
    expect(play(ran, intent('why'))[0].overlay).toEqual(shown);
    expect(play(ran, intent('why'), intent('back'))[0].overlay).toBe(null);
  });

  test('w says so when nothing that was printed has an explanation', () => {
    const [ran] = play(explained(1), intent('run'), output(1, 'vvc-a  Up\n'), ended(1));
    const [asked] = play(ran, intent('why'));
    expect([asked.overlay, asked.footer]).toEqual([null, 'No line here has an explanation of its own.']);
    expect(play(inLesson(0), intent('why'))[0].overlay).toBe(null);
  });

  test('at the prompt of a task it is typed, and no command runs', () => {
    const ran = [enter, type('docker ps -a'), enter, output(1, 'vvc-a  Exited (0)\n'), ended(1, 1)];
    const [asked, effects] = play(explained(2), ...ran, type('why'), enter);
    expect(asked.overlay).toEqual(shown);
    expect(effects.filter(({ kind }) => kind === 'run-command').length).toBe(1);
    expect(activity(asked, 'task').editor.text).toBe('');
  });
});
