import { wantedNumber } from '../../domain/units.ts';
import type { ChoiceState, FillInState } from './lesson-state.ts';
import { choiceRows } from './pane-choice.ts';
import { blank, editorRows, type PaneContent, type Pen, textRowsPlain } from './pane-parts.ts';
import { documentRows, type PaneRow, textRows } from './pane-row.ts';

export function choicePane(state: ChoiceState, pen: Pen): PaneContent {
  const rows = choiceRows(state.question, state.choice, pen.docs, true);
  return { title: questionTitle(state), head: [], ...rows, foot: [] };
}

const questionTitle = ({ before }: ChoiceState | FillInState): string =>
  before ? 'Question: answered before' : 'Question';

export function fillInPane(state: FillInState, pen: Pen): PaneContent {
  const answered = state.answered;
  const verdict =
    answered === null
      ? []
      : [
          blank,
          ...textRows(`You wrote: ${answered.text}`, 'plain', pen.width),
          {
            text: answered.judgement.verdict === 'right' ? 'Right.' : 'Not right.',
            tone: answered.judgement.verdict,
          } as PaneRow,
          ...documentRows(pen.docs.explanation ?? textRowsPlain(answered.judgement.explanation, pen.width)),
        ];
  const prompt = documentRows(pen.docs.prompt);
  const said = prompt.length + verdict.findIndex(({ tone }) => tone === 'right' || tone === 'wrong');
  return {
    title: questionTitle(state),
    head: [],
    ...(answered === null
      ? {}
      : { feedback: { from: 0, to: said, end: prompt.length + verdict.length - 1 } }),
    body: [...prompt, ...verdict],
    foot:
      answered === null ? [...unitRows(state, pen.width), ...editorRows('> ', state.editor, pen.width)] : [],
    anchor: null,
  };
}

/** In what a number is asked for; else a blank row. */
function unitRows({ question }: FillInState, width: number): readonly PaneRow[] {
  if (question.kind !== 'numeric' || question.unit === null) return [blank];
  return [blank, ...textRows(`A ${wantedNumber(question.unit)}:`, 'dim', width)];
}
