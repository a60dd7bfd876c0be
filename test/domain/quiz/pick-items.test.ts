import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pickItems } from '../../../src/domain/quiz/pick-items.ts';
import { conceptsOf, keyOf, quizItems, standsAlone } from '../../../src/domain/quiz/quiz-item.ts';
import { bankOf, lessonWith, questionPage } from './bank.ts';

const concepts = ['net.dns', 'net.nat', 'pid1.init', 'cg.memory'];
const bank = bankOf(concepts, 5);
const keys = (items: ReturnType<typeof pickItems>) => items.map(keyOf);

describe('picking questions', () => {
  test('the same seed picks the same questions in the same order, another seed another quiz', () => {
    const once = keys(pickItems(bank, { count: 8, seed: 'a' }));
    expect(keys(pickItems(bank, { count: 8, seed: 'a' }))).toEqual(once);
    expect(keys(pickItems(bank, { count: 8, seed: 'b' }))).not.toEqual(once);
  });

  test('never the same twice, and spread over the concepts, whatever the seed, the count and a bank with repeats', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (seed, count) => {
        const picked = pickItems([...bank, ...bank], { count, seed });
        expect(new Set(keys(picked)).size).toBe(picked.length);
        expect(picked.length).toBe(Math.min(count, bank.length));
        const counts = concepts.map((one) => picked.filter((item) => conceptsOf(item)[0] === one).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('weak concepts are in it when not all fit', () => {
    const strength = (item: (typeof bank)[number]) => (conceptsOf(item)[0] === 'net.nat' ? 0 : 1);
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const [only] = pickItems(bank, { count: 1, seed, strength });
      expect(only && conceptsOf(only)).toEqual(['net.nat']);
    }
  });

  test('stands alone what asks of nothing above it and of no container of its lesson', () => {
    const page = questionPage('one', 'net.dns');
    const question = page.activity?.kind === 'question' ? page.activity.question : null;
    if (page.activity?.kind !== 'question' || question?.kind !== 'choice') throw new Error('no question');
    const asks = (prompt: string) => ({
      ...page,
      activity: { ...page.activity, question: { ...question, prompt } },
    });
    const items = quizItems([
      lessonWith('a', 1, [
        page,
        { ...page, prose: 'In that picture:' },
        asks('Who gave `vvc-m1` its address?') as typeof page,
      ]),
    ]);
    expect(items.map(standsAlone)).toEqual([true, false, false]);
  });

  test('without a count all of them', () => {
    expect(pickItems(bank, { count: null, seed: 'a' })).toHaveLength(bank.length);
  });
});
