import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { itemId } from '../../src/domain/ids.ts';
import { judgeAnswer } from '../../src/domain/judge-answer.ts';
import type {
  ChoiceQuestion,
  FaultQuestion,
  MatchQuestion,
  MultipleQuestion,
  OrderQuestion,
  Question,
  TrueFalseQuestion,
} from '../../src/domain/question.ts';

/** How people write what others choose with a key: what they paste, and what stands in a file of answers. */
const base = { id: itemId('q'), prompt: 'P?', concepts: [] };
const texts = ['The kernel', 'The hypervisor', 'The shell, and its files', 'An image'];
const options = (...right: readonly number[]) =>
  texts.map((text, index) => ({ text, correct: right.includes(index), why: 'w' }));
const choice: ChoiceQuestion = { ...base, kind: 'choice', options: options(1) };
const multiple: MultipleQuestion = { ...base, kind: 'multiple', options: options(0, 2) };
const trueFalse: TrueFalseQuestion = { ...base, kind: 'true-false', answer: true, reasons: options(1) };
const items = ['SIGTERM is sent', 'ten seconds pass', 'SIGKILL is sent'];
const order: OrderQuestion = { ...base, kind: 'order', items, why: 'w', mistakes: [] };
const match: MatchQuestion = {
  ...base,
  kind: 'match',
  pairs: [
    { left: '`docker stop`', right: 'SIGTERM first', why: 'w' },
    { left: '`docker kill`', right: 'SIGKILL', why: 'w' },
    { left: 'out of memory', right: 'SIGKILL', why: 'w' },
  ],
  extra: ['SIGHUP'],
};
const fault: FaultQuestion = {
  ...base,
  kind: 'fault',
  lines: [
    { text: 'FROM busybox', fault: false, why: 'w' },
    { text: 'RUN apt-get update', fault: true, why: 'w' },
    { text: 'CMD ["sh"]', fault: false, why: null },
  ],
  why: 'w',
};

const questions: Readonly<Record<string, Question>> = { choice, multiple, trueFalse, order, match, fault };
const table: Readonly<
  Record<string, { readonly right: readonly string[]; readonly wrong: readonly string[] }>
> = JSON.parse(readFileSync(new URL('contested-choices.json', import.meta.url), 'utf8'));
const rows = Object.entries(table).flatMap(([kind, said]) =>
  (['right', 'wrong'] as const).flatMap((verdict) =>
    said[verdict].map((typed) => ({ kind, typed, verdict })),
  ),
);

it.each(rows)('$kind: $typed is $verdict', ({ kind, typed, verdict }) => {
  const question = questions[kind];
  expect(question && judgeAnswer(question, { kind: 'text', text: typed }).verdict).toBe(verdict);
});
