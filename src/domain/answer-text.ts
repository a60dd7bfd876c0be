import { assertNever } from './assert-never.ts';
import { readLine } from './judge-fault.ts';
import { type Answer, type Question, rightsOf } from './question.ts';

/**
 * An answer as the progress log keeps it: texts of the question rather than indices, so that it outlives another
 * order. Several texts are a JSON array, pairs a JSON object by left.
 */
export function answerText(question: Question, answer: Answer): string {
  switch (answer.kind) {
    case 'text':
      return answer.text;
    case 'option':
      if (question.kind === 'fault')
        return `${answer.index + 1}: ${question.lines[answer.index]?.text ?? ''}`;
      return textsOf(question)[answer.index] ?? '';
    case 'options':
    case 'order':
      return JSON.stringify(answer.indices.map((index) => textsOf(question)[index] ?? ''));
    case 'truth':
      return `${answer.value}: ${textsOf(question)[answer.reason] ?? ''}`;
    case 'pairs':
      return pairsText(question, answer.rights);
    default:
      return assertNever(answer);
  }
}

/** The answer again; null when the question has been edited since so that it does not fit any more. */
export function answerFromText(question: Question, text: string): Answer | null {
  switch (question.kind) {
    case 'fill-in':
    case 'numeric':
      return { kind: 'text', text };
    case 'choice': {
      const index = question.options.findIndex((option) => option.text === text);
      return index < 0 ? null : { kind: 'option', index };
    }
    case 'fault': {
      const index = readLine(text, question.lines);
      return index === null ? null : { kind: 'option', index };
    }
    case 'true-false':
      return truthFromText(text, textsOf(question));
    case 'multiple':
    case 'order': {
      const indices = indicesFromText(text, textsOf(question));
      if (indices === null) return null;
      return question.kind === 'order' ? { kind: 'order', indices } : { kind: 'options', indices };
    }
    case 'match': {
      const said = parsed(text);
      const rights = question.pairs.map(({ left }) => rightsOf(question).indexOf(String(said?.[left])));
      return rights.includes(-1) ? null : { kind: 'pairs', rights };
    }
    default:
      return assertNever(question);
  }
}

function textsOf(question: Question): readonly string[] {
  switch (question.kind) {
    case 'choice':
    case 'multiple':
      return question.options.map(({ text }) => text);
    case 'true-false':
      return question.reasons.map(({ text }) => text);
    case 'order':
      return question.items;
    default:
      return [];
  }
}

function pairsText(question: Question, rights: readonly number[]): string {
  if (question.kind !== 'match') return '';
  const texts = rightsOf(question);
  const entries = question.pairs.map(({ left }, index) => [left, texts[rights[index] ?? -1] ?? '']);
  return JSON.stringify(Object.fromEntries(entries));
}

function truthFromText(text: string, reasons: readonly string[]): Answer | null {
  const match = /^(true|false): (.*)$/s.exec(text);
  const reason = reasons.indexOf(match?.[2] ?? '');
  return match === null || reason < 0 ? null : { kind: 'truth', value: match[1] === 'true', reason };
}

function indicesFromText(text: string, texts: readonly string[]): readonly number[] | null {
  const said = parsed(text);
  if (!Array.isArray(said)) return null;
  const indices = said.map((one) => texts.indexOf(String(one)));
  return indices.includes(-1) ? null : indices;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
