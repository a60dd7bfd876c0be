import type { Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { clamp } from '../layout.ts';
import { enterLesson } from '../lesson/open-page.ts';
import { toMap } from '../map/update-map.ts';
import type { State } from '../state.ts';
import { readAbout } from './detour.ts';
import { quizResult, type ResultEntry } from './quiz-result.ts';
import type { QuizScreen } from './quiz-state.ts';
import { prepareQuiz } from './start-quiz.ts';
import { turnTo } from './turn-to.ts';

/** What a key means on a quiz's last page; `otherwise` is what it means everywhere. */
export function updateQuizResult(
  state: State,
  quiz: QuizScreen,
  intent: Intent,
  otherwise: () => Step<State>,
): Step<State> {
  const { entries } = quizResult(quiz);
  const select = (selected: number): Step<State> => [
    { ...state, screen: { ...quiz, selected: clamp(selected, 0, entries.length - 1), scroll: 0 } },
    [],
  ];
  switch (intent.kind) {
    case 'move':
      return select(quiz.selected + intent.by);
    case 'page':
      return [{ ...state, screen: { ...quiz, scroll: Math.max(1, quiz.scroll + intent.by * 5) } }, []];
    case 'edge':
      return select(intent.to === 'start' ? 0 : entries.length - 1);
    case 'accept':
      return goTo(state, quiz, entries[quiz.selected]);
    case 'back':
      return toMap(state);
    default:
      return otherwise();
  }
}

function goTo(state: State, quiz: QuizScreen, entry: ResultEntry | undefined): Step<State> {
  switch (entry?.kind) {
    case 'read':
      return readAbout(state, quiz, entry.item);
    case 'look':
      return turnTo(state, { ...quiz, phase: 'looking' }, entry.page);
    case 'tasks':
      return enterLesson(state, entry.lesson, entry.page);
    case 'again':
      return prepareQuiz(state, quiz.wish);
    default:
      return toMap(state);
  }
}
