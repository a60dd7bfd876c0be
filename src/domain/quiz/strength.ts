import { mergeEvents } from '../progress.ts';
import type { ProgressEvent } from '../progress-event.ts';
import { conceptsOf, itemKey, keyOf, type QuizItem } from './quiz-item.ts';

/**
 * How well the learner answers an item: the mean of its latest answer (1 right, 0 wrong, ½ never asked) and of the
 * share of right latest answers over all items of its concepts.
 */
export function strengths(
  events: readonly ProgressEvent[],
  bank: readonly QuizItem[],
): (item: QuizItem) => number {
  const latest = new Map<string, number>();
  for (const event of mergeEvents(events)) {
    if (event.kind === 'question-answered')
      latest.set(itemKey(event.lesson, event.item), event.verdict === 'right' ? 1 : 0);
  }
  const concepts = new Map<string, number[]>();
  for (const item of bank) {
    const last = latest.get(keyOf(item));
    if (last === undefined) continue;
    for (const concept of conceptsOf(item)) concepts.set(concept, [...(concepts.get(concept) ?? []), last]);
  }
  return (item) => {
    const known = conceptsOf(item).flatMap((concept) => concepts.get(concept) ?? []);
    return ((latest.get(keyOf(item)) ?? 0.5) + mean(known)) / 2;
  };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0.5 : values.reduce((sum, value) => sum + value, 0) / values.length;
