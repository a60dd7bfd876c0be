import { conceptsOf, type QuizItem } from './quiz-item.ts';

/** How one question of a quiz ended; `open`: it was left without an answer. */
export type Ending = 'right' | 'wrong' | 'open';

export interface Asked {
  readonly item: QuizItem;
  readonly ending: Ending;
}

export interface ConceptOutcome {
  readonly concept: string;
  readonly asked: number;
  readonly right: number;
}

/** By the first concept of each question, the weakest first; what was asked more often before what was asked less. */
export function outcomeByConcept(asked: readonly Asked[]): readonly ConceptOutcome[] {
  const byConcept = new Map<string, ConceptOutcome>();
  for (const { item, ending } of asked) {
    const [concept] = conceptsOf(item);
    if (concept === undefined) continue;
    const before = byConcept.get(concept) ?? { concept, asked: 0, right: 0 };
    const right = before.right + (ending === 'right' ? 1 : 0);
    byConcept.set(concept, { concept, asked: before.asked + 1, right });
  }
  return [...byConcept.values()].sort(
    (a, b) => a.right / a.asked - b.right / b.asked || b.asked - a.asked || (a.concept < b.concept ? -1 : 1),
  );
}

/** The question to look at next: a wrong one, else an open one, of the weakest concept; null: all were right. */
export function worstItem(asked: readonly Asked[]): QuizItem | null {
  const weakest = outcomeByConcept(asked).map(({ concept }) => concept);
  const missed = asked.filter(({ ending }) => ending !== 'right');
  const place = ({ item, ending }: Asked): number =>
    weakest.indexOf(conceptsOf(item)[0] ?? '') + (ending === 'wrong' ? 0 : weakest.length);
  return [...missed].sort((a, b) => place(a) - place(b))[0]?.item ?? null;
}
