import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../src/domain/quiz/quiz-item.ts';
import { itemsOnTopics } from '../../../src/domain/quiz/topic.ts';
import { lessonWith, questionPage } from './bank.ts';

const lessons = [
  lessonWith('pid1', 30, [questionPage('who', 'pid1.init'), questionPage('how', 'pid1.exit-codes')], {
    tags: ['signals'],
  }),
  lessonWith('networking', 70, [questionPage('port', 'net.publish'), questionPage('name', 'net.dns')]),
  lessonWith('exam', 99, [questionPage('last', 'net.dns')], { isExam: true }),
];

const found = (...topics: readonly string[]) => {
  const answer = itemsOnTopics(lessons, topics);
  return answer.kind === 'found' ? answer.items.map(keyOf) : answer;
};

describe('topics of a quiz', () => {
  test.each([
    [[], ['pid1/who', 'pid1/how', 'networking/port', 'networking/name']],
    [['pid1'], ['pid1/who', 'pid1/how']],
    [['30'], ['pid1/who', 'pid1/how']],
    [['70-networking'], ['networking/port', 'networking/name']],
    [['net.publish'], ['networking/port']],
    [['NET'], ['networking/port', 'networking/name']],
    [['exit'], ['pid1/how']],
    [['signals'], ['pid1/who', 'pid1/how']],
    [['port'], ['networking/port']],
    [['exam'], ['exam/last']],
    [
      ['net.dns', 'pid1.init', 'pid1.init'],
      ['networking/name', 'pid1/who'],
    ],
  ])('%j', (topics, items) => {
    expect(found(...topics)).toEqual(items);
  });

  test('an unknown one names the nearest, or none', () => {
    expect(found('netwroking')).toEqual({ kind: 'unknown', topic: 'netwroking', near: ['networking'] });
    expect(found('net.pub')).toEqual({ kind: 'unknown', topic: 'net.pub', near: ['net.publish'] });
    expect(found('pid1', 'quux')).toEqual({ kind: 'unknown', topic: 'quux', near: [] });
  });
});
