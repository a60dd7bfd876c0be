import { assertNever } from '../../domain/assert-never.ts';
import type { Activity, Lesson, PredictActivity } from '../../domain/lesson.ts';
import { mergeEvents } from '../../domain/progress.ts';
import type { ProgressEvent } from '../../domain/progress-event.ts';
import { lineEditor } from '../line-editor/line-editor.ts';
import { emptyTranscript } from '../output/transcript.ts';
import type { State } from '../state.ts';
import type { ActivityState } from './lesson-state.ts';
import { seedOf, startChoice, startQuestion } from './start-question.ts';

/** What a page's activity is when it is first seen in this sitting: as the learner left it in an earlier one. */
export function startActivity(state: State, lesson: Lesson, activity: Activity): ActivityState {
  const inLesson = mergeEvents(state.events).filter((event) => event.lesson === lesson.id);
  const history = inLesson.filter((event) => isOf(activity, event));
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
        editor: lineEditor('', [
          ...pastLines(inLesson.filter((event) => !isOf(activity, event))),
          ...pastLines(history),
        ]),
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
      return startQuestion(state, lesson.id, activity, lastAnswer(history));
    default:
      return assertNever(activity);
  }
}

const isOf = (activity: Activity, event: ProgressEvent): boolean =>
  'item' in event && event.item === activity.id;

/** As in a shell: what was run in the lesson can be called back and changed, last what was typed at this prompt. */
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
  const choice = startChoice(activity.question, seedOf(state, lesson.id, activity.id), lastAnswer(history));
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
    outputTop: null,
  };
}
