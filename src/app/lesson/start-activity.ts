import { assertNever } from '../../domain/assert-never.ts';
import { judgeAnswer } from '../../domain/judge-answer.ts';
import type { Activity, Lesson, PredictActivity, QuestionActivity } from '../../domain/lesson.ts';
import { mergeEvents } from '../../domain/progress.ts';
import type { ProgressEvent } from '../../domain/progress-event.ts';
import type { ChoiceQuestion } from '../../domain/question.ts';
import { lineEditor } from '../line-editor/line-editor.ts';
import { emptyTranscript } from '../output/transcript.ts';
import { shuffled } from '../shuffled.ts';
import type { State } from '../state.ts';
import type { ActivityState, Choosing } from './lesson-state.ts';

/** What a page's activity is when it is first seen in this sitting: as the learner left it in an earlier one. */
export function startActivity(state: State, lesson: Lesson, activity: Activity): ActivityState {
  const history = mergeEvents(state.events).filter(
    (event) => event.lesson === lesson.id && 'item' in event && event.item === activity.id,
  );
  switch (activity.kind) {
    case 'run':
      return {
        kind: 'run',
        activity,
        command: activity.command,
        line: null,
        before: history.findLast((event) => event.kind === 'command-run') ?? null,
        plan: null,
        editor: null,
        output: emptyTranscript,
        ended: null,
      };
    case 'task':
      return {
        kind: 'task',
        activity,
        editor: lineEditor('', pastLines(history)),
        output: emptyTranscript,
        ran: [],
        check: { kind: 'none' },
        checks: 0,
        hints: [],
        shownAt: [],
        solutionAt: 0,
        solutionShown: false,
        solutionFrees: [],
        picking: false,
        before: history.some((event) => event.kind === 'task-checked' && event.verdict === 'pass'),
        completions: [],
      };
    case 'predict':
      return startPredict(state, lesson, activity, history);
    case 'question':
      return startQuestion(state, lesson, activity, lastAnswer(history));
    default:
      return assertNever(activity);
  }
}

/** The lines typed at this prompt in earlier sittings, for its history. */
const pastLines = (history: readonly ProgressEvent[]): readonly string[] =>
  history.flatMap((event) => (event.kind === 'command-run' ? [event.commandLine] : []));

const lastAnswer = (history: readonly ProgressEvent[]): string | null =>
  history.findLast((event) => event.kind === 'question-answered')?.answer ?? null;

function startPredict(
  state: State,
  lesson: Lesson,
  activity: PredictActivity,
  history: readonly ProgressEvent[],
): ActivityState {
  const choice = startChoice(state, lesson, activity.question, lastAnswer(history));
  return {
    kind: 'predict',
    activity,
    choice,
    line: null,
    before: choice.answered !== null,
    plan: null,
    output: emptyTranscript,
    ended: null,
    othersShown: false,
  };
}

function startQuestion(
  state: State,
  lesson: Lesson,
  activity: QuestionActivity,
  answer: string | null,
): ActivityState {
  const { question } = activity;
  if (question.kind === 'choice') {
    const choice = startChoice(state, lesson, question, answer);
    return { kind: 'choice', activity, question, choice, before: choice.answered !== null };
  }
  const answered =
    answer === null
      ? null
      : { text: answer, judgement: judgeAnswer(question, { kind: 'text', text: answer }) };
  return { kind: 'fill-in', activity, question, editor: lineEditor(), answered, before: answered !== null };
}

/** An answer that is no option any more, because the lesson was edited, is asked for again. */
function startChoice(
  state: State,
  lesson: Lesson,
  question: ChoiceQuestion,
  answer: string | null,
): Choosing {
  const order = shuffled(question.options.length, `${state.seed}/${lesson.id}/${question.id}`);
  const index = answer === null ? -1 : question.options.findIndex(({ text }) => text === answer);
  if (index < 0) return { order, pointer: 0, answered: null };
  const judgement = judgeAnswer(question, { kind: 'option', index });
  return { order, pointer: order.indexOf(index), answered: { index, judgement } };
}
