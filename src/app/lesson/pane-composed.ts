import { rightsOf } from '../../domain/question.ts';
import { bodyRows } from '../layout.ts';
import { clip, textWidth } from '../text-width.ts';
import { optionLetter } from './pane-choice.ts';
import { blank, type PaneContent, type Pen, textRowsPlain } from './pane-parts.ts';
import { commandRows, documentRows, type PaneRow, textRows } from './pane-row.ts';
import type {
  ComposedState,
  FaultState,
  MatchState,
  MultipleState,
  OrderState,
  TrueFalseState,
} from './question-state.ts';

/** Cells before an entry that can be marked: pointer, box, letter. */
export const markedIndent = 9;

interface Entries {
  readonly rows: readonly PaneRow[];
  /** The first row and the last of the entry that is pointed at. */
  readonly pointed: readonly [number, number];
  readonly foot?: readonly PaneRow[];
}

/** The question as far as it is answered; once it is, the verdict and what is to be said of the answer. */
export function composedPane(state: ComposedState, pen: Pen): PaneContent {
  const title = state.before ? 'Question: answered before' : 'Question';
  const prompt = [...documentRows(pen.docs.prompt), blank];
  if (state.answered !== null)
    return { title, head: [], foot: [], anchor: null, ...verdictRows(state, prompt, pen) };
  const { rows, pointed, foot = [] } = entriesOf(state, pen);
  const [first, last] = pointed;
  const anchor = prompt.length + (first === 0 ? 0 : last);
  return { title, head: [], body: [...prompt, ...rows], foot, anchor };
}

function verdictRows(
  { answered }: ComposedState,
  prompt: readonly PaneRow[],
  pen: Pen,
): Pick<PaneContent, 'body' | 'feedback'> {
  const judgement = answered?.judgement ?? { verdict: 'wrong', explanation: '' };
  const said = documentRows(pen.docs.explanation ?? textRowsPlain(judgement.explanation, pen.width));
  const { verdict } = judgement;
  const head: PaneRow = { text: verdict === 'right' ? 'Right.' : 'Not right.', tone: verdict };
  const body = [...prompt, head, ...said];
  return { body, feedback: { from: 0, to: prompt.length, end: body.length - 1 } };
}

function entriesOf(state: ComposedState, pen: Pen): Entries {
  switch (state.kind) {
    case 'multiple':
      return optionEntries(state, pen);
    case 'true-false':
      return truthEntries(state, pen);
    case 'order':
      return orderEntries(state, pen);
    case 'match':
      return matchEntries(state, pen);
    case 'fault':
      return lineEntries(state, pen);
  }
}

/** Entries under each other; `mark` stands before the first line of each, as wide as `indent`. */
function entries(
  lines: readonly (readonly string[])[],
  pointer: number,
  mark: (place: number) => string,
): Entries {
  const rows: PaneRow[] = [];
  let pointed: readonly [number, number] = [0, 0];
  for (const [place, entry] of lines.entries()) {
    const here = place === pointer;
    const start = `${here ? '>' : ' '} ${mark(place)}`;
    const tone = here ? 'selected' : 'plain';
    if (here) pointed = [rows.length, rows.length + Math.max(1, entry.length) - 1];
    const shown = entry.length === 0 ? [''] : entry;
    rows.push(
      ...shown.map(
        (line, row): PaneRow => ({ text: (row === 0 ? start : ' '.repeat(start.length)) + line, tone }),
      ),
    );
  }
  return { rows, pointed };
}

const optionEntries = ({ order, chosen, pointer }: MultipleState, { docs }: Pen): Entries =>
  entries(
    order.map((index) => docs[`option-${index}`] ?? []),
    pointer,
    (place) => `[${chosen.includes(order[place] ?? -1) ? 'x' : ' '}] ${optionLetter(place)}) `,
  );

function truthEntries({ order, value, pointer }: TrueFalseState, { docs, width }: Pen): Entries {
  const letters = (place: number): string => `${optionLetter(place)}) `;
  if (value === null) return entries([['True'], ['False']], pointer, letters);
  const said = [...textRows(`You say it is ${value}. Why?`, 'heading', width), blank];
  const { rows, pointed } = entries(
    order.map((index) => docs[`option-${index}`] ?? []),
    pointer,
    letters,
  );
  return { rows: [...said, ...rows], pointed: [pointed[0] + said.length, pointed[1] + said.length] };
}

const orderEntries = ({ arranged, pointer }: OrderState, { docs }: Pen): Entries =>
  entries(
    arranged.map((index) => docs[`option-${index}`] ?? []),
    pointer,
    (place) => `${place + 1}. `,
  );

const lineEntries = ({ question, pointer }: FaultState, { width }: Pen): Entries =>
  entries(
    question.lines.map(({ text }) => commandRows('', text, width - 6).map((row) => row.text)),
    pointer,
    (place) => `${String(place + 1).padStart(2)}  `,
  );

/** The lefts with what they were given; below, always in sight, what there is to give. */
function matchEntries(state: MatchState, pen: Pen): Entries {
  const { given, order, pointer } = state;
  const lefts = given.map((right, index) => {
    const letter = right === null ? '?' : optionLetter(order.indexOf(right));
    const partner = right === null ? [] : (pen.docs[`right-${right}`] ?? []);
    const lines = partner.map((line, row) => (row === 0 ? `-> ${letter}) ${line}` : `      ${line}`));
    return [...(pen.docs[`option-${index}`] ?? []), ...(right === null ? [`-> ${letter}`] : lines)];
  });
  const foot: readonly PaneRow[] = [
    { text: 'Its partner, by letter:', tone: 'dim' },
    ...rightRows(state, pen),
  ];
  return { ...entries(lefts, pointer, (place) => `${place + 1}) `), foot };
}

/** Whole when that leaves room for the left pointed at, else a line each. */
function rightRows({ order, question }: MatchState, { docs, width, context }: Pen): readonly PaneRow[] {
  const texts = rightsOf(question);
  const whole = order.map((index, place) =>
    (docs[`right-${index}`] ?? [texts[index] ?? '']).map((line, row): PaneRow => {
      const start = row === 0 ? `${optionLetter(place)}) ` : '   ';
      return { text: start + line, tone: 'plain' };
    }),
  );
  const count = whole.reduce((sum, rows) => sum + rows.length, 0);
  if (count + 6 <= bodyRows(context.size) - 2) return whole.flat();
  return whole.map(([first = blank, ...rest]) => {
    const isCut = rest.length > 0 || textWidth(first.text) > width;
    return isCut ? { ...first, text: `${clip(first.text, width - 2)} …` } : first;
  });
}
