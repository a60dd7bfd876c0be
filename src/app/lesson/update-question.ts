import { judgeAnswer } from '../../domain/judge-answer.ts';
import { unreadableNumber } from '../../domain/judge-numeric.ts';
import type { Judgement } from '../../domain/question.ts';
import { readChoice } from '../../domain/read-choice.ts';
import type { Effect, Step } from '../effect.ts';
import { clamp } from '../layout.ts';
import { lineEditor } from '../line-editor/line-editor.ts';
import { emptyTranscript } from '../output/transcript.ts';
import type { State } from '../state.ts';
import { againLine } from './again.ts';
import { takenName } from './container-names.ts';
import { printed } from './explain-failure.ts';
import {
  type ChoiceState,
  type Choosing,
  currentActivity,
  type FillInState,
  type LessonScreen,
  lineOf,
  type PredictState,
  withActivity,
} from './lesson-state.ts';
import { planPage, typesetPage } from './open-page.ts';
import type { ComposedState } from './question-state.ts';
import { showVerdict } from './scrolling.ts';
import { freshQuestion, seedOf } from './start-question.ts';
import { runActivity } from './update-command.ts';

/** Moves among the options; null when there are none to choose from now. */
export function movePointer(
  state: State,
  screen: LessonScreen,
  by: 1 | -1 | { readonly to: number },
): Step<State> | null {
  const activity = currentActivity(screen);
  if (screen.focus !== 'activity' || activity === null || !('choice' in activity)) return null;
  if (activity.choice.answered !== null) return null;
  const { order, pointer } = activity.choice;
  const wanted = typeof by === 'number' ? clamp(pointer + by, 0, order.length - 1) : by.to;
  if (wanted >= order.length) return [state, []];
  const choice: Choosing = { ...activity.choice, pointer: wanted };
  return [{ ...state, screen: withActivity(screen, { ...activity, choice }) }, []];
}

export const unreadablePaste = 'What was pasted could not be read as an answer.';

/** Points at the option that was pasted: its letter, its number or its text. */
export function pasteChoice(state: State, screen: LessonScreen, text: string): Step<State> {
  const activity = currentActivity(screen);
  if (screen.focus !== 'activity' || activity === null || !('choice' in activity)) return [state, []];
  const { options } = activity.kind === 'choice' ? activity.question : activity.activity.question;
  const { order } = activity.choice;
  const index = readChoice(
    text,
    options.map((option) => option.text),
    order,
  );
  const pointed = index === null ? null : movePointer(state, screen, { to: order.indexOf(index) });
  return pointed ?? [{ ...state, footer: unreadablePaste }, []];
}

/** Takes the option pointed at: judged, saved, and for a prediction put to the proof. */
export function answerChoice(
  state: State,
  screen: LessonScreen,
  activity: ChoiceState | PredictState,
): Step<State> {
  const question = activity.kind === 'choice' ? activity.question : activity.activity.question;
  const index = activity.choice.order[activity.choice.pointer];
  if (index === undefined) return [state, []];
  if (activity.kind === 'predict' && state.machine.opened.kind !== 'ready') return runActivity(state, screen);
  const judgement = judgeAnswer(question, { kind: 'option', index });
  const choice: Choosing = { ...activity.choice, answered: { index, judgement } };
  const answered = withActivity(screen, { ...activity, choice });
  const save = saveAnswer(screen, activity, question.options[index]?.text ?? '', judgement);
  if (activity.kind === 'choice') return [{ ...state, screen: showVerdict(state, answered) }, [save]];
  const [next, effects] = runActivity({ ...state, screen: answered }, answered);
  return [next, [save, ...effects]];
}

/** Takes what was typed. */
export function answerFillIn(state: State, screen: LessonScreen, activity: FillInState): Step<State> {
  const text = activity.editor.text.trim();
  if (text === '') return [state, []];
  const { question } = activity;
  const unreadable = question.kind === 'numeric' ? unreadableNumber(question, text) : null;
  if (unreadable !== null) return [{ ...state, footer: unreadable }, []];
  const judgement = judgeAnswer(activity.question, { kind: 'text', text });
  const answered = withActivity(screen, { ...activity, answered: { text, judgement } });
  return [
    { ...state, screen: showVerdict(state, answered) },
    [saveAnswer(screen, activity, text, judgement), typesetPage(answered, state)],
  ];
}

export function saveAnswer(
  screen: LessonScreen,
  { activity }: ChoiceState | PredictState | FillInState | ComposedState,
  answer: string,
  { verdict }: Judgement,
): Effect {
  const { id: item, hash } = activity;
  return {
    kind: 'save-event',
    event: { kind: 'question-answered', lesson: screen.lesson.id, item, hash, answer, verdict },
  };
}

/** Asks again from the beginning; for a run step, runs it again. */
export function tryAgain(state: State, screen: LessonScreen): Step<State> {
  const activity = currentActivity(screen);
  if (activity === null || screen.running !== null) return [state, []];
  const show = (next: Parameters<typeof withActivity>[1]): Step<State> => [
    { ...state, screen: { ...withActivity(screen, next), paneScroll: 0, focus: 'activity' } },
    [],
  ];
  switch (activity.kind) {
    case 'run':
      return runActivity(state, screen);
    case 'choice':
      return show({ ...activity, choice: { ...activity.choice, answered: null }, before: false });
    case 'predict':
      return askAgain(state, screen, activity);
    case 'fill-in':
      return show({ ...activity, editor: lineEditor(), answered: null, before: false });
    case 'task':
      return [state, []];
    default:
      return show(
        freshQuestion(
          activity.activity,
          activity.question,
          seedOf(state, screen.lesson.id, activity.question.id),
        ),
      );
  }
}

/** Asks a prediction once more; if its name was taken, so that nothing could be seen, only the command runs again. */
function askAgain(state: State, screen: LessonScreen, activity: PredictState): Step<State> {
  const line = againLine(screen, activity);
  const { choice, ended, output } = activity;
  const nothingSeen = ended !== null && takenName(lineOf(activity), ended.exitCode, printed(output)) !== null;
  const asked: PredictState = {
    ...activity,
    choice: nothingSeen ? choice : { ...choice, answered: null },
    line,
    before: false,
    plan: null,
    output: emptyTranscript,
    ended: null,
    othersShown: false,
    outputTop: null,
  };
  const shown: LessonScreen = { ...withActivity(screen, asked), paneScroll: 0, focus: 'activity' };
  const next = { ...state, screen: shown };
  const [ran, effects] = nothingSeen ? runActivity(next, shown) : [next, []];
  return [ran, [...planPage(state, shown), ...effects]];
}
