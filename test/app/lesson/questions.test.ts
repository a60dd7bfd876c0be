import { describe, expect, test } from 'vitest';
import { inLesson, intent, play } from '../support.ts';
import { activity, ended, enter, output, saved, type } from './support.ts';

describe('a prediction', () => {
  test('the answer is saved first, then the command runs', () => {
    const [state, effects] = play(inLesson(3), enter, enter, output(1, ''), ended(1, 1));
    expect(effects.map(({ kind }) => kind)).toEqual(['save-event', 'run-command', 'save-event']);
    const { choice, ended: exit } = activity(state, 'predict');
    expect(saved(effects)[0]).toMatchObject({
      kind: 'question-answered',
      item: 'predict-1',
      verdict: choice.answered?.judgement.verdict,
    });
    expect(exit?.exitCode).toBe(1);
  });

  test('o shows the other reasons, and again hides them', () => {
    const [state] = play(inLesson(3), enter, enter, ended(1, 1), intent('all-options'));
    expect(activity(state, 'predict').othersShown).toBe(true);
    expect(activity(play(state, intent('all-options'))[0], 'predict').othersShown).toBe(false);
  });
});

describe('a question', () => {
  test('an option is pointed at by letter and taken by Enter', () => {
    const focused = play(inLesson(4), enter)[0];
    const right = activity(focused, 'choice').choice.order.indexOf(0);
    const [state, effects] = play(focused, intent({ kind: 'pick', option: right }), enter);
    expect(activity(state, 'choice').choice.answered).toMatchObject({
      index: 0,
      judgement: { verdict: 'right' },
    });
    expect(saved(effects)).toEqual([
      {
        kind: 'question-answered',
        lesson: 'pid1',
        item: 'choice-1',
        hash: 'h-choice',
        answer: 'when its PID 1 ends',
        verdict: 'right',
      },
    ]);
  });

  test('may be answered again; each answer is saved', () => {
    const [state, effects] = play(
      inLesson(4),
      enter,
      enter,
      intent('again'),
      intent({ kind: 'move', by: 1 }),
      enter,
    );
    expect(saved(effects).length).toBe(2);
    expect(activity(state, 'choice').choice.pointer).toBe(1);
  });

  test('a letter that no option has does nothing', () => {
    const focused = play(inLesson(4), enter)[0];
    expect(play(focused, intent({ kind: 'pick', option: 5 }))[0].screen).toEqual(focused.screen);
  });

  test('a typed answer is judged and its explanation set', () => {
    const [state, effects] = play(inLesson(5), enter, type(' 137 '), enter);
    expect(activity(state, 'fill-in').answered).toMatchObject({
      text: '137',
      judgement: { verdict: 'right' },
    });
    expect(effects.map(({ kind }) => kind)).toEqual(['save-event', 'typeset']);
    expect(play(inLesson(5), enter, type('  '), enter)[1]).toEqual([]);
  });
});

describe('the end of a lesson', () => {
  test('is saved once and closes the machine', () => {
    const [state, effects] = play(inLesson(5), intent({ kind: 'turn', by: 1 }));
    expect(state.screen.kind).toBe('result');
    expect(effects.map(({ kind }) => kind)).toEqual(['save-event', 'close-machine', 'typeset']);
    expect(saved(effects)).toEqual([{ kind: 'lesson-finished', lesson: 'pid1' }]);
  });
});
