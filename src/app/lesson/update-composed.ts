import { answerText } from '../../domain/answer-text.ts';
import { judgeAnswer } from '../../domain/judge-answer.ts';
import type { Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import type { State } from '../state.ts';
import { composed, composeFrom, pick, point, shift, toggle } from './compose-answer.ts';
import { currentActivity, isComposed, type LessonScreen, withActivity } from './lesson-state.ts';
import { typesetPage } from './open-page.ts';
import type { ComposedState } from './question-state.ts';
import { showVerdict } from './scrolling.ts';
import { saveAnswer, unreadablePaste } from './update-question.ts';

/** What a key means while an answer is put together; null when it means what it means everywhere. */
export function composeIntent(state: State, screen: LessonScreen, intent: Intent): Step<State> | null {
  const activity = currentActivity(screen);
  if (screen.focus !== 'activity' || activity === null) return null;
  if (!isComposed(activity) || activity.answered !== null) return null;
  const show = (next: ComposedState | null): Step<State> =>
    next === null
      ? [{ ...state, footer: unreadablePaste }, []]
      : [{ ...state, screen: withActivity(screen, next) }, []];
  switch (intent.kind) {
    case 'move':
      return show(point(activity, intent.by));
    case 'pick':
      return show(pick(activity, intent.option));
    case 'toggle':
      return show(toggle(activity));
    case 'shift':
      return show(shift(activity, intent.by));
    case 'paste':
      return show(composeFrom(activity, intent.text));
    case 'accept':
      return take(state, screen, activity);
    case 'back':
      return activity.kind === 'true-false' && activity.value !== null
        ? show({ ...activity, value: null, pointer: activity.value ? 0 : 1 })
        : null;
    default:
      return null;
  }
}

/** Judged and saved, when it is an answer. */
function take(state: State, screen: LessonScreen, activity: ComposedState): Step<State> {
  const made = composed(activity);
  if (made.kind === 'incomplete') return [{ ...state, footer: made.because }, []];
  if (made.kind === 'step') return [{ ...state, screen: withActivity(screen, made.state) }, []];
  const { answer } = made;
  const judgement = judgeAnswer(activity.question, answer);
  const answered = withActivity(screen, { ...activity, answered: { answer, judgement } });
  const text = answerText(activity.question, answer);
  return [
    { ...state, screen: showVerdict(state, answered) },
    [saveAnswer(screen, activity, text, judgement), typesetPage(answered, state)],
  ];
}
