import { type Answer, type Question, rightsOf } from '../../domain/question.ts';
import type { Asked } from '../../domain/quiz/quiz-outcome.ts';
import type { ActivityState } from '../lesson/lesson-state.ts';
import { optionLetter } from '../lesson/pane-choice.ts';
import { itemAt, type QuizScreen } from './quiz-state.ts';

/** Every question with how it ended. */
export const askedOf = ({ items, given }: QuizScreen): readonly Asked[] =>
  items.map((item, page) => ({ item, ending: given[page]?.ending ?? 'open' }));

/** The answer in as few characters as tell it, by the letters that stand on the screen: `b`, `a, c`, `1b 2a`. */
export function answerGiven(quiz: QuizScreen, page: number): string {
  const given = quiz.given[page];
  if (given === undefined) return '';
  return shortAnswer(itemAt(quiz, page).activity.question, given.answer, given.explained);
}

function shortAnswer(question: Question, answer: Answer, state: ActivityState): string {
  const letter = (index: number): string => optionLetter(orderOf(state).indexOf(index));
  switch (answer.kind) {
    case 'text':
      return answer.text;
    case 'option':
      return question.kind === 'fault' ? `line ${answer.index + 1}` : letter(answer.index);
    case 'options':
      return [...answer.indices].map(letter).sort().join(', ');
    case 'truth':
      return `${answer.value}, because of ${letter(answer.reason)}`;
    case 'order':
      return 'in order';
    case 'pairs':
      return question.kind === 'match' && rightsOf(question).length > 0
        ? answer.rights.map((right, index) => `${index + 1}${letter(right)}`).join(' ')
        : '';
  }
}

function orderOf(state: ActivityState): readonly number[] {
  if ('order' in state) return state.order;
  return 'choice' in state ? state.choice.order : [];
}
