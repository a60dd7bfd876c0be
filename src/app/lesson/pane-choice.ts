import type { ChoiceQuestion } from '../../domain/question.ts';
import type { Typeset } from '../typesetter.ts';
import type { Choosing } from './lesson-state.ts';
import type { Feedback } from './pane-parts.ts';
import { documentRows, type PaneRow } from './pane-row.ts';

/** Cells before an option's text: pointer, letter, bracket, space. */
export const optionIndent = 5;
/** Cells before the reason under an option. */
export const whyIndent = 5;

export const optionLetter = (place: number): string => String.fromCharCode(97 + place);

interface ChoiceRows {
  readonly body: readonly PaneRow[];
  readonly anchor: number | null;
  readonly feedback?: Feedback;
}

/** Where the answer and its reason stand below a verdict in row `verdict`. */
export function feedbackAt(index: number, docs: Typeset, from: number, verdict: number): Feedback {
  const to = verdict + (docs[`option-${index}`] ?? []).length;
  return { from, to, end: to + (docs[`why-${index}`] ?? []).length };
}

/** The question with its options; once answered, the verdict and every option's reason. */
export function choiceRows(
  question: ChoiceQuestion,
  choice: Choosing,
  docs: Typeset,
  explained: boolean,
): ChoiceRows {
  const prompt = [...documentRows(docs.prompt), { text: '', tone: 'plain' } as PaneRow];
  if (choice.answered !== null && explained) {
    const body = [...prompt, ...explanationRows(question, choice, docs, true)];
    return { body, anchor: null, feedback: feedbackAt(choice.answered.index, docs, 0, prompt.length) };
  }
  const rows: PaneRow[] = [...prompt];
  let anchor = 0;
  choice.order.forEach((index, place) => {
    const pointed = place === choice.pointer;
    if (pointed) anchor = rows.length;
    rows.push(...optionRows(docs, index, place, pointed));
    if (pointed && place === choice.order.length - 1) anchor = rows.length - 1;
  });
  return { body: rows, anchor };
}

function optionRows(docs: Typeset, index: number, place: number, pointed: boolean): readonly PaneRow[] {
  const lines = docs[`option-${index}`] ?? [];
  const tone = pointed ? 'selected' : 'plain';
  return lines.map((line, row) => ({
    text: row === 0 ? `${pointed ? '>' : ' '} ${optionLetter(place)}) ${line}` : `     ${line}`,
    tone,
  }));
}

/** The verdict and the reason of the option that was taken, of the right one, and if asked of all others. */
export function explanationRows(
  question: ChoiceQuestion,
  choice: Choosing,
  docs: Typeset,
  others: boolean,
): readonly PaneRow[] {
  const answered = choice.answered;
  if (answered === null) return [];
  const { verdict } = answered.judgement;
  const right = question.options.findIndex(({ correct }) => correct);
  const rest = choice.order.filter((index) => index !== answered.index && (others || index === right));
  const rows: PaneRow[] = [
    { text: verdict === 'right' ? 'Right.' : 'Not right.', tone: verdict },
    ...reasonRows(question, choice, docs, answered.index),
  ];
  return [
    ...rows,
    ...rest.flatMap((index) => [
      { text: '', tone: 'plain' } as PaneRow,
      ...reasonRows(question, choice, docs, index),
    ]),
  ];
}

function reasonRows(
  question: ChoiceQuestion,
  choice: Choosing,
  docs: Typeset,
  index: number,
): readonly PaneRow[] {
  const correct = question.options[index]?.correct === true;
  const letter = optionLetter(choice.order.indexOf(index));
  const option = (docs[`option-${index}`] ?? []).map(
    (line, row): PaneRow => ({
      text: row === 0 ? `${correct ? '+' : '-'} ${letter}) ${line}` : `     ${line}`,
      tone: correct ? 'right' : 'plain',
    }),
  );
  const why = (docs[`why-${index}`] ?? []).map((line): PaneRow => ({ text: `     ${line}`, tone: 'plain' }));
  return [...option, ...why];
}
