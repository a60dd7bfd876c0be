import type { Effect, Step } from '../effect.ts';
import { startActivity } from '../lesson/start-activity.ts';
import type { State } from '../state.ts';
import { leftOpen } from './answered.ts';
import { askedOf } from './endings.ts';
import type { QuizScreen } from './quiz-state.ts';
import { asSheet, settings } from './sheet.ts';
import { firstLesson } from './start-quiz.ts';

/** The end of a quiz, remembered and shown. Every question is explained from now on. */
export function endQuiz(state: State, quiz: QuizScreen): Step<State> {
  const asked = askedOf(quiz);
  const right = asked.filter(({ ending }) => ending === 'right').length;
  const answered = asked.filter(({ ending }) => ending !== 'open').length;
  const lesson = firstLesson(quiz);
  const mode = settings[quiz.mode];
  const ended: readonly Effect[] =
    lesson === null
      ? []
      : [
          {
            kind: 'save-event',
            event: { kind: 'quiz-ended', lesson, in: mode, mode, seed: quiz.seed, asked: answered, right },
          },
        ];
  const shown: QuizScreen = {
    ...quiz,
    phase: 'result',
    selected: 0,
    scroll: 0,
    sheet: explained(state, quiz),
  };
  return [{ ...state, screen: shown }, ended];
}

/** The sheet with every question explained, those that were left open too. */
function explained(state: State, quiz: QuizScreen): QuizScreen['sheet'] {
  const { sheet, given, items } = quiz;
  const begin = asSheet(state, quiz);
  const entries = items.map(({ activity }, page) => {
    const known = sheet.activities[page] ?? startActivity(begin, sheet.lesson, activity);
    return [page, given[page]?.explained ?? leftOpen(known)] as const;
  });
  return { ...sheet, activities: Object.fromEntries(entries) };
}
