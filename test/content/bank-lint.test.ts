import { describe, expect, it } from 'vitest';
import { lintBank } from '../../src/content/bank-lint.ts';
import type { LessonPlace } from '../../src/content/read-lessons.ts';
import { itemId } from '../../src/domain/ids.ts';
import type { Lesson } from '../../src/domain/lesson.ts';
import type { Option } from '../../src/domain/question.ts';
import { lesson, QUIZ } from './lesson-source.ts';

const empty = lesson(`## One\n\`\`\`quiz id=a\n${QUIZ}\`\`\`\n`);

function bank(questions: readonly (readonly Option[])[]): Lesson {
  const pages = questions.map((options, index) => {
    const id = itemId(`q${index}`);
    const question = { kind: 'choice' as const, id, prompt: 'P', options, concepts: [] };
    return { ...empty.pages[0], activity: { kind: 'question' as const, id, question, hash: 'h' } };
  });
  return { ...empty, pages: pages as unknown as Lesson['pages'] };
}

/** Options alike in every way, the right one at `place`. */
const even = (place: number): readonly Option[] =>
  ['aa bb', 'cc dd', 'ee ff', 'gg hh'].map((text, index) => ({ text, correct: index === place, why: 'w' }));

const place: LessonPlace = {
  file: 'lessons/03-pid1/lesson.md',
  lineOf: new Map([
    ['q0', 10],
    ['q1', 20],
  ]),
};
const lint = (questions: readonly (readonly Option[])[]) => {
  const all = bank(questions);
  return lintBank([all], new Map([[all.id, place]]));
};

const many = (make: (index: number) => readonly Option[], count = 80): readonly (readonly Option[])[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('the bank of questions', () => {
  it('is sound when guessers are as good as chance', () => {
    expect(lint(many((index) => even(index % 4)))).toEqual({
      rates:
        'guessers over 80 questions (chance 25%): longest option 25%, first 25%, most specific 25%, odd one out 25%',
      problems: [],
    });
  });

  it('is not judged while it is small', () => {
    expect(lint(many(() => even(0), 59))).toEqual({
      rates:
        'guessers over 59 questions (chance 25%): longest option 25%, first 100%, most specific 25%, odd one out 25%; not judged below 60',
      problems: [],
    });
  });

  it('names the worst questions of a guesser who does too well', () => {
    const { problems } = lint(many((index) => even(index < 30 ? 0 : index % 4)));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: 'lessons/03-pid1/lesson.md', line: 10 });
    expect(problems[0]?.sentence).toMatch(
      /^bank: whoever guesses "first" passes 5\d% where chance is 25%; too often the right option is written first: q0 \(lessons\/03-pid1\/lesson.md:10\), q1 \(lessons\/03-pid1\/lesson.md:20\), .* and \d+ more$/,
    );
  });

  it('names them of one who does too badly', () => {
    const { problems } = lint(many((index) => even(1 + (index % 3))));
    expect(problems.map(({ sentence }) => sentence.split(':')[1])).toEqual([
      ' whoever guesses "first" passes 0% where chance is 25%; too often the right option is never written first',
    ]);
  });

  it.each([
    ['longest option', (text: string) => `${text}${'i'.repeat(9)}`],
    ['most specific', (text: string) => text.replace(' ', ' 5 9 ')],
  ] as const)('sees "%s"', (name, mark) => {
    const marked = (index: number): readonly Option[] =>
      even(index % 4).map((option) => (option.correct ? { ...option, text: mark(option.text) } : option));
    const found = lint(many(marked)).problems.map(({ sentence }) => /guesses "([^"]*)"/.exec(sentence)?.[1]);
    expect(found).toContain(name);
    expect(found).not.toContain('first');
  });

  it('sees the odd one out', () => {
    const odd = (index: number): readonly Option[] =>
      even(index % 4).map(({ correct, why }, at) => ({
        correct,
        why,
        text: correct ? 'xx yy' : `aa b${'cde'[at] ?? 'f'}`,
      }));
    const found = lint(many(odd)).problems.map(({ sentence }) => /guesses "([^"]*)"/.exec(sentence)?.[1]);
    expect(found).toEqual(['odd one out']);
  });

  it('may be empty', () => {
    expect(lintBank([], new Map())).toEqual({
      rates: 'guessers: no questions with one best answer',
      problems: [],
    });
  });
});
