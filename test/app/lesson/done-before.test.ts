import { describe, expect, test } from 'vitest';
import { pageMarks } from '../../../src/app/lesson/page-marks.ts';
import { paneContent } from '../../../src/app/lesson/pane.ts';
import type { State } from '../../../src/app/state.ts';
import { itemId, pageId } from '../../../src/domain/ids.ts';
import type { NewProgressEvent } from '../../../src/domain/progress-event.ts';
import { sampleLesson } from '../fakes/fake-course.ts';
import { stamped } from '../fakes/fake-ports.ts';
import { inLesson, intent, lessonOf, play } from '../support.ts';
import { activity, enter, stamp } from './support.ts';

const lesson = sampleLesson.id;
const machine = stamp as never;
const past: readonly NewProgressEvent[] = [
  { kind: 'page-viewed', lesson, page: pageId('who') },
  {
    kind: 'command-run',
    lesson,
    item: itemId('run-1'),
    hash: 'h-run',
    commandLine: 'docker run --rm busybox echo hello',
    exitCode: 0,
    machine,
  },
  {
    kind: 'command-run',
    lesson,
    item: itemId('task-1'),
    hash: 'h-task',
    commandLine: 'docker run -dit --name vvc-keep busybox',
    exitCode: 0,
    machine,
  },
  { kind: 'task-checked', lesson, item: itemId('task-1'), hash: 'h-task', verdict: 'pass', machine },
  {
    kind: 'question-answered',
    lesson,
    item: itemId('predict-1'),
    hash: 'h-predict',
    answer: '`1`',
    verdict: 'right',
  },
  {
    kind: 'question-answered',
    lesson,
    item: itemId('choice-1'),
    hash: 'h-choice',
    answer: 'at midnight',
    verdict: 'wrong',
  },
  {
    kind: 'question-answered',
    lesson,
    item: itemId('fill-1'),
    hash: 'h-fill',
    answer: '9',
    verdict: 'wrong',
  },
];

/** A page first seen in this sitting, after an earlier one. */
const on = (page: number): State => {
  const events = past.map((event, at) => stamped(event, at + 10));
  const before = inLesson(page - 1);
  return play({ ...before, events }, intent({ kind: 'turn', by: 1 }), intent('switch-focus'))[0];
};
const title = (state: State): string | undefined => paneContent({ ...state, screen: lessonOf(state) })?.title;

describe('a page that was done in an earlier sitting', () => {
  test('a run step says so; Enter goes on and r runs it', () => {
    const state = on(1);
    expect([title(state), activity(state, 'run').before]).toMatchObject([
      'Run: done before',
      { exitCode: 0 },
    ]);
    expect(lessonOf(play(state, enter)[0]).page).toBe(2);
    expect(play(state, intent('again'))[1]).toMatchObject([{ kind: 'run-command' }]);
  });

  test('a task says so, its lines stand in the history after the lesson’s, and an empty line goes on', () => {
    const state = on(2);
    expect([title(state), activity(state, 'task').editor.history]).toEqual([
      'Task: done before',
      ['docker run --rm busybox echo hello', 'docker run -dit --name vvc-keep busybox'],
    ]);
    expect(lessonOf(play(state, enter)[0]).page).toBe(3);
  });

  test('a prediction shows what was answered; r asks again', () => {
    const state = on(3);
    expect([title(state), activity(state, 'predict').choice.answered]).toMatchObject([
      'Predict: answered before',
      { index: 1, judgement: { verdict: 'right' } },
    ]);
    const [asked] = play(state, intent('again'));
    expect([title(asked), activity(asked, 'predict').choice.answered]).toEqual(['Predict, then see', null]);
    expect(play(asked, enter)[1]).toContainEqual(expect.objectContaining({ kind: 'run-command' }));
  });

  test('a question shows the choice with verdict and reasons; r asks again', () => {
    const state = on(4);
    expect([title(state), activity(state, 'choice').choice.answered]).toMatchObject([
      'Question: answered before',
      { index: 2, judgement: { verdict: 'wrong' } },
    ]);
    expect(activity(play(state, intent('again'))[0], 'choice')).toMatchObject({
      before: false,
      choice: { answered: null },
    });
  });

  test('a typed answer stands there, judged', () => {
    expect(activity(on(5), 'fill-in')).toMatchObject({
      before: true,
      answered: { text: '9', judgement: { verdict: 'wrong' } },
    });
  });

  test('pages are marked as done, those without an activity once read', () => {
    const events = past.slice(0, 2).map((event, at) => stamped(event, at + 1));
    expect(pageMarks(events, sampleLesson)).toEqual([true, true, false, false, false, false]);
  });
});
