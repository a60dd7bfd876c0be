import { describe, expect, test } from 'vitest';
import { belowLines } from '../../../src/app/quiz/below.ts';
import { quizResult } from '../../../src/app/quiz/quiz-result.ts';
import { itemId, lessonId } from '../../../src/domain/ids.ts';
import type { ProgressEvent } from '../../../src/domain/progress-event.ts';
import { intent, onMap, play } from '../support.ts';
import { go, inQuiz, lessons, paste, quizOf, saved, turn } from './support.ts';

/** Asks exactly these. */
const asking = (...items: readonly string[]) => inQuiz({ items, count: null });

describe('a practice quiz', () => {
  test('from the map: ten questions of the course, the exam left out', () => {
    const [preparing, effects] = play(onMap, intent('quiz'));
    expect(effects).toEqual([{ kind: 'open-course' }]);
    const [state] = play(preparing, { kind: 'course-opened', lessons });
    const quiz = quizOf(state);
    expect(quiz.items.map(({ lesson }) => lesson)).not.toContain('exam');
    expect(quiz.items).toHaveLength(8);
    expect(quiz.phase).toBe('asking');
  });

  test('a right answer is kept for its own lesson, as of a quiz, and explained at once', () => {
    const [state, effects] = go(asking('pid1/choice-1'), paste('when its PID 1 ends'), intent('accept'));
    expect(saved(effects)).toEqual([
      {
        kind: 'question-answered',
        lesson: 'pid1',
        item: 'choice-1',
        hash: 'h-choice',
        answer: 'when its PID 1 ends',
        verdict: 'right',
        in: 'quiz',
      },
    ]);
    expect(quizOf(state).given[0]?.ending).toBe('right');
    expect(belowLines(quizOf(state)).map(({ text }) => text)).toEqual([
      'From the lesson “PID 1: the life and death of a container”, page 5.',
    ]);
  });

  test('looking at a question saves nothing: no page of a lesson was read', () => {
    const [, effects] = go(asking('pid1/choice-1', 'pid1/fill-1'), turn(1), turn(-1), turn(1));
    expect(saved(effects)).toEqual([]);
  });

  test('Enter goes on, and after the last comes the result: by concept, missed questions, the next best step', () => {
    const begun = asking('pid1/choice-1', 'questions/fault-1', 'pid1/fill-1');
    const [state, effects] = go(
      begun,
      paste('a'),
      paste('at midnight'),
      intent('accept'),
      intent('accept'),
      paste('2'),
      intent('accept'),
      intent('accept'),
      turn(1),
    );
    const quiz = quizOf(state);
    expect(quiz.phase).toBe('result');
    const { right, asked, all, entries } = quizResult(quiz);
    expect({ right, asked, all }).toEqual({ right: 1, asked: 2, all: 3 });
    expect(entries.map((entry) => [entry.kind, entry.text])).toEqual([
      ['read', 'read “What will it say?”, page 4 of PID 1: the life and death of a container'],
      ['look', 'When does a container stop?'],
      ['look', 'The data must outlive the container. Which line is at fault?'],
      ['look', 'Which exit code says SIGKILL?'],
      ['again', 'another quiz'],
      ['map', 'course map'],
    ]);
    expect(saved(effects).at(-1)).toEqual({
      kind: 'quiz-ended',
      lesson: 'pid1',
      in: 'quiz',
      mode: 'quiz',
      seed: 's',
      asked: 2,
      right: 1,
    });
  });

  test('an entry of the result shows its question explained, also one that was left open; Esc comes back', () => {
    const [over] = go(asking('pid1/choice-1', 'pid1/fill-1'), paste('a'), intent('accept'), intent('back'));
    expect(quizOf(over).phase).toBe('result');
    const down = intent({ kind: 'move', by: 1 });
    const [open] = go(over, intent({ kind: 'edge', to: 'start' }), down, intent('accept'));
    const looking = quizOf(open);
    expect(looking.phase).toBe('looking');
    const [next] = looking.sheet.page === 0 ? go(open, turn(1)) : [open];
    const activity = quizOf(next).sheet.activities[1];
    expect(activity?.kind === 'fill-in' && activity.answered?.judgement).toEqual({
      verdict: 'wrong',
      explanation: 'Right is: 137\n\n128 + 9.',
    });
    expect(belowLines(quizOf(next))[0]?.text).toBe('You left this one open.');
    const [back, effects] = go(next, intent('back'));
    expect(quizOf(back).phase).toBe('result');
    expect(saved(effects)).toEqual([]);
  });

  test('Tab goes to the text above a question where there is one, and nowhere else', () => {
    const [alone] = go(asking('pid1/choice-1'), intent('switch-focus'));
    expect(quizOf(alone).sheet.focus).toBe('activity');
    const [above] = go(inQuiz({ items: ['pid1/choice-1'] }, lessons), intent('switch-focus'));
    expect(quizOf(above).sheet.focus).toBe('prose');
    const [back] = go(above, intent('switch-focus'));
    expect(quizOf(back).sheet.focus).toBe('activity');
  });

  test('Esc before any answer leads to the map, and nothing is kept', () => {
    const [state, effects] = go(asking('pid1/choice-1'), intent('back'));
    expect(state.screen.kind).toBe('map');
    expect(saved(effects)).toEqual([]);
  });

  test('what went wrong before is asked first', () => {
    const event = (number: number, item: string): ProgressEvent => ({
      kind: 'question-answered',
      id: `${number}`,
      at: number,
      lesson: lessonId('questions'),
      item: itemId(item),
      hash: 'h',
      answer: '',
      verdict: item === 'order-1' ? 'wrong' : 'right',
    });
    const events = ['multiple-1', 'true-1', 'numeric-1', 'order-1', 'match-1', 'fault-1'].map((item, at) =>
      event(at, item),
    );
    const state = inQuiz({ seed: null, count: 1, topics: ['questions'] }, lessons, { ...onMap, events });
    expect(quizOf(state).items.map(({ activity }) => activity.id)).toEqual(['order-1']);
  });

  test('a course that cannot be read says why; one without questions, too', () => {
    const [preparing] = play(onMap, intent('quiz'));
    const [failed] = play(preparing, { kind: 'course-failed', because: 'no such file' });
    expect(failed.screen).toEqual({
      kind: 'message',
      title: 'The course could not be read',
      text: 'no such file',
    });
    const [nothing] = play(preparing, { kind: 'course-opened', lessons: [] });
    expect(nothing.screen.kind).toBe('message');
  });

  test('leaving in the middle says what was right so far', () => {
    const [state] = go(asking('pid1/choice-1'), paste('a'), intent('accept'), intent('quit'));
    expect(state.end?.summary[0]).toMatch(/^Quiz: [01] of 1 answers right so far\.$/);
  });
});
