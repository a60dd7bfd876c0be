import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readLessons } from '../../src/content/read-lessons.ts';
import { judgeAnswer } from '../../src/domain/judge-answer.ts';
import { unreadableNumber } from '../../src/domain/judge-numeric.ts';
import type { Question } from '../../src/domain/question.ts';
import { quizItems } from '../../src/domain/quiz/quiz-item.ts';

/**
 * Answers that people type to the questions of the course, and what they may expect: every refusal that somebody could
 * contest. `again`: it is not judged but asked for anew, with a sentence.
 */
interface Contested {
  readonly id: string;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly again?: readonly string[];
}

const CONTESTED: readonly Contested[] = JSON.parse(
  readFileSync(new URL('contested-answers.json', import.meta.url), 'utf8'),
);

const { lessons } = readLessons(fileURLToPath(new URL('../../lessons', import.meta.url)));
const bank = new Map(
  quizItems(lessons).map(({ lesson, activity }) => [`${lesson}/${activity.id}`, activity.question]),
);

function verdictOn(question: Question, text: string): 'right' | 'wrong' | 'again' {
  if (question.kind === 'numeric' && unreadableNumber(question, text) !== null) return 'again';
  return judgeAnswer(question, { kind: 'text', text }).verdict;
}

function contested({
  id,
  right,
  wrong,
  again = [],
}: Contested): readonly (readonly [string, string, string])[] {
  const question = bank.get(id);
  if (question === undefined) return [];
  const expected = { right, wrong, again };
  return (['right', 'wrong', 'again'] as const).flatMap((verdict) =>
    expected[verdict].flatMap((text): readonly (readonly [string, string, string])[] => {
      const found = verdictOn(question, text);
      // Which words may stand beside a number hangs on the prompt, which is edited; to be asked again refuses nothing.
      return found === verdict || (found === 'again' && verdict === 'right')
        ? []
        : [[text, `should be ${verdict}`, `is ${found}`]];
    }),
  );
}

describe('what people type', () => {
  it.each(CONTESTED)('to $id is judged kindly, and never wrongly', (table) => {
    expect(contested(table)).toEqual([]);
  });

  it('is not taken for right because of how a known mistake is said', () => {
    const ways = [
      (said: string) => `it is ${said}`,
      (said: string) => `the ${said}`,
      (said: string) => `"${said}".`,
      (said: string) => `${said} (${said})`,
      (said: string) => `not ${said}`,
      (said: string) => `$ ${said}`,
      (said: string) => `${said}, ${said}`,
    ];
    const accepted = [...bank].flatMap(([id, question]) => {
      if (question.kind !== 'fill-in' && question.kind !== 'numeric') return [];
      const known = question.wrong.flatMap(({ answer }) => [answer, ...ways.map((way) => way(answer))]);
      const refused = question.kind === 'fill-in' ? [`not ${question.answer}`] : [];
      return [...known, ...refused].flatMap((said) =>
        verdictOn(question, said) === 'right' ? [[id, said]] : [],
      );
    });
    expect(accepted).toEqual([]);
  });

  it('is collected for nearly every question of the course that is typed', () => {
    const typed = [...bank]
      .filter(([, { kind }]) => kind === 'fill-in' || kind === 'numeric')
      .map(([id]) => id);
    const covered = CONTESTED.filter(({ id }) => bank.has(id));
    expect(covered.length).toBeGreaterThan(typed.length * 0.8);
    expect(covered.flatMap(({ right, wrong }) => [...right, ...wrong]).length).toBeGreaterThan(600);
  });
});
