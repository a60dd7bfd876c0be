import { assertNever } from '../assert-never.ts';
import { readLine } from '../judge-fault.ts';
import { readPairs } from '../judge-match.ts';
import { unreadableNumber } from '../judge-numeric.ts';
import { readTruth } from '../judge-true-false.ts';
import { type Answer, type MatchQuestion, type Question, rightsOf } from '../question.ts';
import { readChoice, readChoices } from '../read-choice.ts';
import { keyOrder } from './question-sheet.ts';

export type SheetAnswer =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** It cannot be judged; a clause. */
  | { readonly kind: 'unreadable'; readonly because: string };

/**
 * What a value of a file of answers says to a question: parts by their key or by their text, in words or as a list or an
 * object. `hash` is the question's, by which its keys were given.
 */
export function readSheetAnswer(question: Question, hash: string, said: unknown): SheetAnswer {
  switch (question.kind) {
    case 'fill-in':
    case 'numeric':
      return typed(question, said);
    case 'choice': {
      const texts = question.options.map(({ text }) => text);
      const index = readChoice(textOf(said) ?? '', texts, keyOrder(texts.length, hash));
      return index === null ? unreadable('the key or the text of one option') : option(index);
    }
    case 'fault': {
      const index = readLine(textOf(said) ?? '', question.lines);
      return index === null ? unreadable('the number of one line') : option(index);
    }
    case 'multiple': {
      const texts = question.options.map(({ text }) => text);
      const indices = listed(said, texts, hash);
      if (indices === null) return unreadable('the keys or the texts of options', 'are');
      return { kind: 'answer', answer: { kind: 'options', indices } };
    }
    case 'order':
      return ordered(question.items, hash, said);
    case 'true-false':
      return truth(question, hash, said);
    case 'match':
      return pairs(question, hash, said);
    default:
      return assertNever(question);
  }
}

function typed(
  question: Extract<Question, { readonly kind: 'fill-in' | 'numeric' }>,
  said: unknown,
): SheetAnswer {
  const text = textOf(said);
  if (text === null) return unreadable(question.kind === 'numeric' ? 'a number' : 'a text');
  const fault = question.kind === 'numeric' ? unreadableNumber(question, text) : null;
  if (fault === null) return { kind: 'answer', answer: { kind: 'text', text } };
  return { kind: 'unreadable', because: fault.replace(/\.$/, '') };
}

function ordered(items: readonly string[], hash: string, said: unknown): SheetAnswer {
  const indices = listed(said, items, hash);
  const isWhole = indices?.length === items.length && new Set(indices).size === items.length;
  if (!isWhole) return unreadable(`all ${items.length} items, by key or text, in order,`, 'are');
  return { kind: 'answer', answer: { kind: 'order', indices } };
}

const option = (index: number): SheetAnswer => ({ kind: 'answer', answer: { kind: 'option', index } });
const unreadable = (expected: string, verb: 'is' | 'are' = 'is'): SheetAnswer => ({
  kind: 'unreadable',
  because: `${expected} ${verb} expected`,
});

function textOf(said: unknown): string | null {
  if (typeof said === 'string') return said;
  if (typeof said === 'number' && Number.isFinite(said)) return String(said);
  return Array.isArray(said) && said.length === 1 && !Array.isArray(said[0]) ? textOf(said[0]) : null;
}

function listed(said: unknown, texts: readonly string[], hash: string): readonly number[] | null {
  const order = keyOrder(texts.length, hash);
  if (!Array.isArray(said)) {
    const text = textOf(said);
    return text === null ? null : readChoices(text, texts, order);
  }
  const indices = said.map((one) => {
    const text = textOf(one);
    return text === null ? null : readChoice(text, texts, order);
  });
  return indices.length > 0 && indices.every((index) => index !== null) ? indices : null;
}

/** `"true, b"`, `{"value": true, "reason": "b"}` or `[true, "b"]`. */
function truth(
  question: Extract<Question, { readonly kind: 'true-false' }>,
  hash: string,
  said: unknown,
): SheetAnswer {
  const { value, reason } = isPlain(said)
    ? said
    : Array.isArray(said)
      ? { value: said[0], reason: said[1] }
      : {};
  const text = typeof said === 'string' ? said : `${String(value)}, ${textOf(reason) ?? ''}`;
  const read = readTruth(text, question, keyOrder(question.reasons.length, hash));
  if (read === null || read.reason === null)
    return unreadable('true or false with a reason, such as "true, b",');
  return { kind: 'answer', answer: { kind: 'truth', value: read.value, reason: read.reason } };
}

/** `"1b 2a"`, `{"1": "b", "2": "a"}`, with keys or texts. */
function pairs(question: MatchQuestion, hash: string, said: unknown): SheetAnswer {
  const order = keyOrder(rightsOf(question).length, hash);
  const given = isPlain(said) ? byLeft(question, order, said) : readPairs(linesOf(said), question, order);
  if (given === null || given.includes(null)) return unreadable('a right for every left, such as "1b 2a",');
  return { kind: 'answer', answer: { kind: 'pairs', rights: given.map((right) => right ?? -1) } };
}

const linesOf = (said: unknown): string =>
  Array.isArray(said) ? said.map((one) => textOf(one) ?? '').join('\n') : (textOf(said) ?? '');

function byLeft(
  question: MatchQuestion,
  order: readonly number[],
  said: Readonly<Record<string, unknown>>,
): readonly (number | null)[] {
  return question.pairs.map(({ left }, index) => {
    const partner = textOf(said[left] ?? said[String(index + 1)]);
    return partner === null ? null : readChoice(partner, rightsOf(question), order);
  });
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
