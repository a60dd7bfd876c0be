import { describe, expect, test } from 'vitest';
import { shuffled } from '../../src/domain/shuffled.ts';

describe('the order of options', () => {
  test('is a permutation, and the same for the same seed', () => {
    for (let length = 0; length < 8; length++) {
      const order = shuffled(length, `seed ${length}`);
      expect([...order].sort()).toEqual(Array.from({ length }, (_, index) => index));
      expect(shuffled(length, `seed ${length}`)).toEqual(order);
    }
  });

  test('puts each option in each place about equally often', () => {
    const counts = [0, 0, 0, 0];
    for (let seed = 0; seed < 4000; seed++) {
      const place = shuffled(4, `learner/${seed}`).indexOf(0);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
