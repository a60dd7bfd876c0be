import { describe, expect, test } from 'vitest';
import { explainingPage, showingPage } from '../../../src/domain/quiz/find-page.ts';
import { quizItems } from '../../../src/domain/quiz/quiz-item.ts';
import { lessonWith, questionPage, runPage, textPage } from './bank.ts';

const pid1 = lessonWith('pid1', 30, [
  textPage('start'),
  runPage('run-it', 'docker run busybox true', { concepts: ['pid1.init'] }),
  textPage('more'),
  questionPage('on-init', 'pid1.init'),
  questionPage('on-signals', 'pid1.signals'),
]);
const exam = lessonWith('exam', 99, [questionPage('last', 'pid1.init'), questionPage('none', 'x.y')], {
  isExam: true,
});
const lessons = [pid1, exam];
const item = (id: string) => {
  const one = quizItems(lessons).find(({ activity }) => activity.id === id);
  if (one === undefined) throw new Error(`no question ${id}`);
  return one;
};

describe('where a question is explained', () => {
  test.each([
    ['the page that says so', 'on-init', { lesson: 'pid1', page: 1 }],
    ['else the last text before it', 'on-signals', { lesson: 'pid1', page: 2 }],
    ['a question of the exam: in the lesson that teaches it', 'last', { lesson: 'pid1', page: 1 }],
    ['and where nothing does, at the question', 'none', { lesson: 'exam', page: 1 }],
  ])('%s', (_name, id, place) => {
    expect(explainingPage(lessons, item(id))).toEqual(place);
  });
});

describe('where it is seen to happen', () => {
  test.each([
    ['the page of that concept that runs something', 'on-init', { lesson: 'pid1', page: 1 }],
    ['else the last that runs something before it', 'on-signals', { lesson: 'pid1', page: 1 }],
    ['from the exam: in the lesson', 'last', { lesson: 'pid1', page: 1 }],
    ['or nowhere', 'none', null],
  ])('%s', (_name, id, place) => {
    expect(showingPage(lessons, item(id))).toEqual(place);
  });
});
