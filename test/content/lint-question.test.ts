import { describe, expect, it } from 'vitest';
import { lintQuestion } from '../../src/content/lint-question.ts';
import { itemId } from '../../src/domain/ids.ts';
import type { NumericQuestion, Option } from '../../src/domain/question.ts';

const base = { id: itemId('q'), prompt: 'How many seconds?', concepts: [] };
const option = (text: string, correct = false): Option => ({ text, correct, why: 'w' });
const numeric: NumericQuestion = {
  ...base,
  kind: 'numeric',
  answer: 10,
  unit: 's',
  units: {},
  tolerance: 1,
  wrong: [],
  why: 'w',
};

describe('what gives a question away', () => {
  it.each(['All of the above', 'None of these', 'both of them'])('is %s', (text) => {
    expect(
      lintQuestion({
        ...base,
        kind: 'multiple',
        options: [option('a', true), option('b', true), option(text)],
      }),
    ).toEqual([`"${text}" leaves open what is meant, once the options are shuffled`]);
    expect(
      lintQuestion({ ...base, kind: 'true-false', answer: true, reasons: [option('a', true), option(text)] }),
    ).toEqual([`"${text}" leaves open what is meant, once the reasons are shuffled`]);
  });

  it('is a right option longer by far than all wrong ones', () => {
    const long = 'x'.repeat(60);
    expect(
      lintQuestion({ ...base, kind: 'choice', options: [option(long, true), option('b'), option('c')] }),
    ).toEqual(['the right option is the longest by far, which gives it away']);
    expect(
      lintQuestion({ ...base, kind: 'choice', options: [option(long, true), option(long), option('c')] }),
    ).toEqual([]);
    expect(
      lintQuestion({
        ...base,
        kind: 'multiple',
        options: [option(long, true), option(`${long}y`, true), option('c')],
      }),
    ).toEqual(['the right options are the longest by far, which gives them away']);
    expect(
      lintQuestion({
        ...base,
        kind: 'multiple',
        options: [option(long, true), option('y', true), option('c')],
      }),
    ).toEqual([]);
  });

  it('is an item that says its place', () => {
    const items = ['SIGTERM', 'Then ten seconds', 'Finally SIGKILL'];
    expect(lintQuestion({ ...base, kind: 'order', items, why: 'w', mistakes: [] })).toEqual([
      'the item "Then ten seconds" begins with a word that says its place',
      'the item "Finally SIGKILL" begins with a word that says its place',
    ]);
  });
});

describe('a wrong answer to a number', () => {
  it.each([
    ['10 s', 'the wrong answer "10 s" would be judged right'],
    ['11', 'the wrong answer "11" would be judged right'],
    ['10,000 ms', 'the wrong answer "10,000 ms" would be judged right'],
    ['long', 'the wrong answer "long" cannot be read as a number'],
  ])('%j is refused', (answer, expected) => {
    expect(lintQuestion({ ...numeric, wrong: [{ answer, why: 'w' }] })).toEqual([expected]);
  });

  it('that is wrong is not', () => {
    expect(lintQuestion({ ...numeric, wrong: [{ answer: '12', why: 'w' }] })).toEqual([]);
  });
});
