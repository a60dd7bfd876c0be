import { shuffled } from '../shuffled.ts';
import { conceptsOf, keyOf, type QuizItem } from './quiz-item.ts';

export interface Picking {
  /** At most so many; null: all there are. */
  readonly count: number | null;
  /** The same seed picks the same questions in the same order, from the same bank and strengths. */
  readonly seed: string;
  /** From 0, weak, to 1, strong, by item; what was never asked is in between. Absent: all alike. */
  readonly strength?: (item: QuizItem) => number;
}

/**
 * Questions for a quiz: no question twice, and one of each concept before a second of any. Concepts the learner is weak
 * in come first, so they are in it when not all fit; the order they are asked in is shuffled again.
 */
export function pickItems(
  bank: readonly QuizItem[],
  { count, seed, strength }: Picking,
): readonly QuizItem[] {
  const distinct = [...new Map(bank.map((item) => [keyOf(item), item])).values()];
  const mixed = mix(distinct, seed);
  const strengthOf = strength ?? (() => 0.5);
  const rounds = byConcept(weakFirst(mixed, strengthOf))
    .map((items) => ({ items, strength: mean(items.map(strengthOf)) }))
    .sort((a, b) => a.strength - b.strength)
    .map(({ items }) => items);
  const picked = takeInTurn(rounds).slice(0, count ?? distinct.length);
  return mix(picked, `${seed}/order`);
}

const mix = <T>(values: readonly T[], seed: string): readonly T[] =>
  shuffled(values.length, seed).flatMap((index) => values.slice(index, index + 1));

const weakFirst = (items: readonly QuizItem[], strengthOf: (item: QuizItem) => number) =>
  [...items].sort((a, b) => strengthOf(a) - strengthOf(b));

function byConcept(items: readonly QuizItem[]): readonly (readonly QuizItem[])[] {
  const groups = new Map<string, QuizItem[]>();
  for (const item of items) {
    const concept = conceptsOf(item)[0] ?? keyOf(item);
    groups.set(concept, [...(groups.get(concept) ?? []), item]);
  }
  return [...groups.values()];
}

/** The first of each, then the second of each that has one, and so on. */
function takeInTurn<T>(rows: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: longest }, (_, turn) =>
    rows.flatMap((row) => row.slice(turn, turn + 1)),
  ).flat();
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
