import type { Effect, Step } from '../effect.ts';
import { startActivity } from '../lesson/start-activity.ts';
import type { State } from '../state.ts';
import { leftOpen } from './answered.ts';
import { askedOf } from './endings.ts';
import { examAnswers } from './exam.ts';
import type { QuizScreen } from './quiz-state.ts';
import { asSheet, settings } from './sheet.ts';
import { firstLesson } from './start-quiz.ts';
import { placementResult } from './update-placement.ts';

/** The end of a quiz, remembered and shown. Every question is explained from now on. */
export function endQuiz(state: State, quiz: QuizScreen): Step<State> {
  const asked = askedOf(quiz);
  const right = asked.filter(({ ending }) => ending === 'right').length;
  const answered = asked.filter(({ ending }) => ending !== 'open').length;
  const answers = quiz.mode === 'exam' ? examAnswers(quiz) : [];
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
  return [{ ...state, screen: shown }, [...answers, ...finished(quiz), ...ended, ...placed(quiz)]];
}

/** A final exam that was handed in is done, as a lesson is. */
const finished = ({ exam }: QuizScreen): readonly Effect[] =>
  exam === null ? [] : [{ kind: 'save-event', event: { kind: 'lesson-finished', lesson: exam } }];

/** What may be skipped; the map shows it from now on. */
function placed(quiz: QuizScreen): readonly Effect[] {
  const lesson = firstLesson(quiz);
  if (quiz.mode !== 'placement' || lesson === null) return [];
  const skippable = placementResult(quiz).flatMap((part) => part.skippable);
  return [{ kind: 'save-event', event: { kind: 'placement-taken', lesson, in: 'placement', skippable } }];
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
