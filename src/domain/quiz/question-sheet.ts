import { assertNever } from '../assert-never.ts';
import { type Question, type Reading, rightsOf } from '../question.ts';
import { shuffled } from '../shuffled.ts';
import { keyOf, type QuizItem } from './quiz-item.ts';

/** A thing to choose or to arrange, and the key that an answer may name it by. */
export interface Keyed {
  readonly key: string;
  readonly text: string;
}

/** A question without its answer, as scripts get it. Texts are markdown, but for those of lines. */
export interface SheetQuestion {
  /** `lesson/item`; it does not change when the text is edited, and the hash does. */
  readonly id: string;
  readonly hash: string;
  readonly type: Question['kind'];
  /** What stands above it on its page; absent: nothing. */
  readonly context?: string;
  readonly prompt: string;
  readonly concepts: readonly string[];
  readonly difficulty?: string;
  /** Of choice and multiple. */
  readonly options?: readonly Keyed[];
  /** Of true-false: why the prompt is so. */
  readonly reasons?: readonly Keyed[];
  /** Of order: what is to be put in order. */
  readonly items?: readonly Keyed[];
  /** Of match: each left takes one right; a right may serve several or none. */
  readonly lefts?: readonly Keyed[];
  readonly rights?: readonly Keyed[];
  /** Of fault: one of them has it. */
  readonly lines?: readonly Keyed[];
  /** Of fill-in. */
  readonly reading?: Reading;
  /** Of numeric; null: a plain number. */
  readonly unit?: string | null;
}

/**
 * The question as it is handed out. Options stand in an order that hangs on the question's hash alone, so a key means
 * the same in every quiz, and gives nothing away.
 */
export function sheetQuestion(item: QuizItem): SheetQuestion {
  const { question, hash } = item.activity;
  const { kind: type, prompt, concepts, difficulty } = question;
  return {
    id: keyOf(item),
    hash,
    type,
    ...(item.prose.trim() === '' ? {} : { context: item.prose.trim() }),
    prompt,
    concepts,
    ...(difficulty === undefined ? {} : { difficulty }),
    ...partsOf(question, hash),
  };
}

/** Indices of what may be chosen, in the order in which the keys a, b, c name it; never the author's, which may be the answer. */
export function keyOrder(count: number, hash: string): readonly number[] {
  const order = shuffled(count, hash);
  const isAsWritten = order.every((index, place) => index === place);
  return isAsWritten ? [...order.slice(1), ...order.slice(0, 1)] : order;
}

function partsOf(question: Question, hash: string): Partial<SheetQuestion> {
  switch (question.kind) {
    case 'choice':
    case 'multiple':
      return { options: lettered(textsOf(question.options), hash) };
    case 'true-false':
      return { reasons: lettered(textsOf(question.reasons), hash) };
    case 'fill-in':
      return { reading: question.reading };
    case 'numeric':
      return { unit: question.unit };
    case 'order':
      return { items: lettered(question.items, hash) };
    case 'match':
      return {
        lefts: numbered(question.pairs.map(({ left }) => left)),
        rights: lettered(rightsOf(question), hash),
      };
    case 'fault':
      return { lines: numbered(textsOf(question.lines)) };
    default:
      return assertNever(question);
  }
}

const textsOf = (parts: readonly { readonly text: string }[]): readonly string[] =>
  parts.map(({ text }) => text);

const numbered = (texts: readonly string[]): readonly Keyed[] =>
  texts.map((text, index) => ({ key: String(index + 1), text }));

/** By letters; by numbers where a text is a letter itself, such as the states of `ps`. */
function lettered(texts: readonly string[], hash: string): readonly Keyed[] {
  const hasLetter = texts.some((text) => /^\W*[a-z]\W*$/i.test(text));
  return keyOrder(texts.length, hash).map((index, place) => ({
    key: hasLetter ? String(place + 1) : String.fromCharCode(97 + place),
    text: texts[index] ?? '',
  }));
}
