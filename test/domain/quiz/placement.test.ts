import { describe, expect, test } from 'vitest';
import {
  nextToPlace,
  type Placed,
  placementOutcome,
  placementParts,
} from '../../../src/domain/quiz/placement.ts';
import { keyOf, type QuizItem, quizItems } from '../../../src/domain/quiz/quiz-item.ts';
import { lessonWith, questionPage } from './bank.ts';

const difficulties = ['beginner', 'intermediate', 'advanced'] as const;
const lessons = [0, 20, 30, 50, 70, 80].flatMap((order) =>
  difficulties.map((difficulty, at) =>
    lessonWith(
      `l${order + at}`,
      order + at,
      Array.from({ length: 4 }, (_, n) => questionPage(`q${order + at}-${n}`, `c${order}`)),
      { difficulty },
    ),
  ),
);
const exam = lessonWith('exam', 99, [questionPage('last', 'c0')], { isExam: true });
const parts = placementParts([...lessons, exam]);
const bank = quizItems([...lessons, exam]);

/** A placement taken by someone who answers so. */
function taken(knows: (item: QuizItem, asked: number) => boolean, seed = 's'): readonly Placed[] {
  const placed: Placed[] = [];
  for (;;) {
    const item = nextToPlace(parts, bank, placed, { total: 12, seed });
    if (item === null) return placed;
    placed.push({ item, right: knows(item, placed.length) });
  }
}

describe('a placement', () => {
  test('asks twelve different questions, two of each part, none of the exam', () => {
    const placed = taken(() => true);
    expect(new Set(placed.map(({ item }) => keyOf(item))).size).toBe(12);
    expect(placementOutcome(parts, placed).map(({ asked }) => asked)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(placed.some(({ item }) => item.lesson === exam.id)).toBe(false);
  });

  test('is harder after right and easier after wrong', () => {
    expect(taken(() => true).map(({ item }) => item.level)).toEqual([1, 3, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    expect(taken(() => false).map(({ item }) => item.level)).toEqual(Array.from({ length: 12 }, () => 1));
    const turns = taken((_, asked) => asked % 2 === 0).map(({ item }) => item.level);
    expect(turns).toEqual([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]);
  });

  test('who knows all of a part may skip its lessons up to the level that was asked', () => {
    const outcome = placementOutcome(
      parts,
      taken(() => true),
    );
    expect(outcome.map(({ skippable }) => skippable)).toEqual([
      ['l0', 'l1'],
      ['l20', 'l21', 'l22'],
      ['l30', 'l31', 'l32'],
      ['l50', 'l51', 'l52'],
      ['l70', 'l71', 'l72'],
      ['l80', 'l81', 'l82'],
    ]);
  });

  test('one wrong answer in a part, and nothing of it is to be skipped; a lucky guess skips nothing', () => {
    const outcome = placementOutcome(
      parts,
      taken((_, asked) => asked !== 3),
    );
    expect(outcome[1]).toEqual({ title: 'Namespaces and cgroups', asked: 2, right: 1, skippable: [] });
    const single = taken((_, asked) => asked === 0).slice(0, 1);
    expect(placementOutcome(parts, single).flatMap(({ skippable }) => skippable)).toEqual([]);
  });

  test('a course of one lesson is asked out and then ends', () => {
    const [only] = lessons;
    if (only === undefined) throw new Error('no lesson');
    const own = placementParts([only]);
    const placed: Placed[] = [];
    for (let item = nextToPlace(own, quizItems([only]), placed, { total: 12, seed: 's' }); item !== null; ) {
      placed.push({ item, right: true });
      item = nextToPlace(own, quizItems([only]), placed, { total: 12, seed: 's' });
    }
    expect(placed).toHaveLength(4);
    expect(placementOutcome(own, placed)).toEqual([
      { title: 'Containers and virtual machines', asked: 4, right: 4, skippable: ['l0'] },
    ]);
  });
});
