import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readLessons } from '../../../src/content/read-lessons.ts';
import { itemId, lessonId } from '../../../src/domain/ids.ts';
import { judgeAnswer } from '../../../src/domain/judge-answer.ts';
import type { Question } from '../../../src/domain/question.ts';
import { type SheetQuestion, sheetQuestion } from '../../../src/domain/quiz/question-sheet.ts';
import { type QuizItem, quizItems } from '../../../src/domain/quiz/quiz-item.ts';
import { readSheetAnswer } from '../../../src/domain/quiz/sheet-answer.ts';

const { lessons } = readLessons(fileURLToPath(new URL('../../../lessons', import.meta.url)));
const bank = quizItems(lessons);

const keyOfText = (parts: SheetQuestion['options'], text: string): string =>
  parts?.find((part) => part.text === text)?.key ?? `no key for ${text}`;

/** The right answer as somebody would write it who has only the sheet: by keys, in writing, and by texts. */
function rightAnswers(question: Question, sheet: SheetQuestion): readonly unknown[] {
  switch (question.kind) {
    case 'choice': {
      const text = question.options.find(({ correct }) => correct)?.text ?? '';
      const key = keyOfText(sheet.options, text);
      return [key, key.toUpperCase(), `${key})`, text, [key]];
    }
    case 'multiple': {
      const texts = question.options.filter(({ correct }) => correct).map(({ text }) => text);
      const keys = texts.map((text) => keyOfText(sheet.options, text));
      return [keys, keys.join(', '), keys.join(' '), keys.toReversed(), texts, texts.join('\n')];
    }
    case 'true-false': {
      const text = question.reasons.find(({ correct }) => correct)?.text ?? '';
      const reason = keyOfText(sheet.reasons, text);
      const value = question.answer;
      return [
        `${value}, ${reason}`,
        `${String(value).toUpperCase()} because ${text}`,
        { value, reason },
        { value, reason: text },
        { value: String(value), reason },
        [value, reason],
      ];
    }
    case 'fill-in':
      return [question.answer, ...question.alternatives];
    case 'numeric':
      return [question.answer, String(question.answer), `${question.answer} ${question.unit ?? ''}`];
    case 'order': {
      const keys = question.items.map((text) => keyOfText(sheet.items, text));
      return [keys, keys.join(' '), keys.join(', '), question.items, question.items.join('\n')];
    }
    case 'match': {
      const keys = question.pairs.map(({ right }) => keyOfText(sheet.rights, right));
      return [
        keys.map((key, index) => `${index + 1}${key}`).join(' '),
        keys.map((key, index) => `${index + 1}=${key}`).join(', '),
        Object.fromEntries(keys.map((key, index) => [String(index + 1), key])),
        Object.fromEntries(question.pairs.map(({ left, right }) => [left, right])),
      ];
    }
    case 'fault': {
      const place = question.lines.findIndex(({ fault }) => fault);
      return [place + 1, `line ${place + 1}`, String(place + 1), question.lines[place]?.text];
    }
  }
}

const verdictOn = ({ activity: { question, hash } }: QuizItem, said: unknown): string => {
  const read = readSheetAnswer(question, hash, said);
  return read.kind === 'answer' ? judgeAnswer(question, read.answer).verdict : read.because;
};

describe('every question of the course', () => {
  it('is found in all types', () => {
    expect(new Set(bank.map(({ activity }) => activity.question.kind)).size).toBe(8);
    expect(bank.length).toBeGreaterThan(200);
  });

  it('is answered right by keys and by texts, in every way that help names', () => {
    const refused = bank.flatMap((item) =>
      rightAnswers(item.activity.question, sheetQuestion(item)).flatMap((said) => {
        const verdict = verdictOn(item, said);
        return verdict === 'right' ? [] : [[`${item.lesson}/${item.activity.id}`, said, verdict]];
      }),
    );
    expect(refused).toEqual([]);
  });

  it('is answered wrong by each other key', () => {
    const accepted = bank.flatMap((item) => {
      const { question } = item.activity;
      if (question.kind !== 'choice') return [];
      const right = question.options.find(({ correct }) => correct)?.text;
      const others = (sheetQuestion(item).options ?? []).filter(({ text }) => text !== right);
      return others.flatMap(({ key }) => (verdictOn(item, key) === 'wrong' ? [] : [[question.id, key]]));
    });
    expect(accepted).toEqual([]);
  });

  it('is handed out without its answer', () => {
    const giving = [
      'correct',
      'why',
      'answer',
      'alternatives',
      'wrong',
      'mistakes',
      'pairs',
      'extra',
      'fault',
    ];
    const told = bank.flatMap((item) => {
      const sheet = sheetQuestion(item);
      const keys = [sheet, ...(sheet.options ?? []), ...(sheet.lines ?? [])].flatMap(Object.keys);
      return keys.filter((key) => giving.includes(key));
    });
    expect(told).toEqual([]);
    const orders = bank.filter(({ activity }) => activity.question.kind === 'order').map(sheetQuestion);
    const sorted = bank.flatMap(({ activity: { question } }) =>
      question.kind === 'order' ? [question.items] : [],
    );
    const given = orders.filter(({ items }, index) =>
      items?.every(({ text }, at) => text === sorted[index]?.[at]),
    );
    expect(given.map(({ id }) => id)).toEqual([]);
  });
});

describe('an answer that cannot be read', () => {
  const item = (question: Question): QuizItem => ({
    lesson: lessonId('pid1'),
    page: 0,
    activity: { kind: 'question', id: itemId('q'), hash: 'h', question },
    prose: '',
    level: 1,
  });
  const base = { id: itemId('q'), prompt: 'P?', concepts: [] };
  const options = [
    { text: 'A kernel', correct: true, why: 'w' },
    { text: 'A shell', correct: false, why: 'w' },
  ];
  const pair = { left: 'one', right: 'two', why: 'w' };
  it.each<[Question, unknown, string]>([
    [{ ...base, kind: 'choice', options }, 'z', 'the key or the text of one option is expected'],
    [{ ...base, kind: 'choice', options }, { a: 1 }, 'the key or the text of one option is expected'],
    [{ ...base, kind: 'multiple', options }, ['a', 'z'], 'the keys or the texts of options are expected'],
    [{ ...base, kind: 'multiple', options }, [], 'the keys or the texts of options are expected'],
    [
      { ...base, kind: 'true-false', answer: true, reasons: options },
      true,
      'true or false with a reason, such as "true, b", is expected',
    ],
    [
      { ...base, kind: 'order', items: ['one', 'two', 'three'], why: 'w', mistakes: [] },
      ['a', 'b', 'b'],
      'all 3 items, by key or text, in order, are expected',
    ],
    [
      { ...base, kind: 'match', pairs: [pair, { ...pair, left: 'three' }], extra: [] },
      '1a',
      'a right for every left, such as "1b 2a", is expected',
    ],
    [
      { ...base, kind: 'fault', lines: [{ text: 'x', fault: true, why: null }], why: 'w' },
      9,
      'the number of one line is expected',
    ],
    [
      { ...base, kind: 'numeric', answer: 3, unit: null, units: {}, tolerance: 0, wrong: [], why: 'w' },
      'many',
      'Type one number, such as 3',
    ],
    [
      { ...base, kind: 'fill-in', reading: 'text', answer: 'x', alternatives: [], wrong: [], why: 'w' },
      true,
      'a text is expected',
    ],
  ])('%# says what is expected', (question, said, because) => {
    expect(verdictOn(item(question), said)).toBe(because);
  });
});
