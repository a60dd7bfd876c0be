import { describe, expect, test } from 'vitest';
import { introLines } from '../../../src/app/quiz/confirm-words.ts';
import { overviewRows } from '../../../src/app/quiz/overview-rows.ts';
import { quizHeader } from '../../../src/app/quiz/quiz-header.ts';
import { quizResult } from '../../../src/app/quiz/quiz-result.ts';
import { summaryLines } from '../../../src/app/quiz/summary-lines.ts';
import type { State } from '../../../src/app/state.ts';
import { intent, onMap, play } from '../support.ts';
import { examLesson, go, inQuiz, paste, quizOf, saved, turn } from './support.ts';

const minute = 60_000;
const picked = { mode: 'exam' as const, items: ['pid1/choice-1', 'pid1/fill-1', 'questions/true-1'] };
const begun = (timeMs: number | null = null): State => go(inQuiz({ ...picked, timeMs }), intent('accept'))[0];
const type = (text: string) => intent({ kind: 'edit', edit: { kind: 'insert', text } });
const tick = (at: number) => ({ kind: 'tick', at }) as const;
const page = (state: State): number => quizOf(state).sheet.page;

describe('an exam', () => {
  test('says what is to come, and begins on Enter', () => {
    const intro = inQuiz({ ...picked, timeMs: 20 * minute });
    expect(introLines(intro)[0]).toBe(
      '3 questions in 20 minutes, counted from the first; then the exam is handed in as it is.',
    );
    const [state, effects] = go(intro, intent('accept'));
    expect(quizOf(state).phase).toBe('asking');
    expect(effects).toContainEqual({ kind: 'tick-in', ms: 0 });
  });

  test('an answer is kept, not explained and not saved, and the next question comes', () => {
    const [state, effects] = go(begun(), paste('a'), intent('accept'));
    expect([page(state), quizOf(state).given[0]?.ending === undefined]).toEqual([1, false]);
    expect(saved(effects)).toEqual([]);
    const [back] = go(state, turn(-1));
    const activity = quizOf(back).sheet.activities[0];
    expect(activity?.kind === 'choice' && activity.choice.answered).toBeNull();
  });

  test('an answer may be changed until the exam is handed in; the last one is saved, for its lesson', () => {
    const [state, effects] = go(
      begun(),
      paste('at midnight'),
      intent('accept'),
      turn(-1),
      paste('when its PID 1 ends'),
      intent('accept'),
      type('137'),
      intent('accept'),
      intent('overview'),
      intent('hand-in'),
    );
    expect(saved(effects)).toEqual([]);
    expect(state.overlay).toEqual({ kind: 'confirm-quiz', what: 'hand-in' });
    const [over, more] = go(state, intent('accept'));
    expect(saved(more).map((event) => [event.kind, 'item' in event && event.item, event.in])).toEqual([
      ['question-answered', 'choice-1', 'exam'],
      ['question-answered', 'fill-1', 'exam'],
      ['quiz-ended', false, 'exam'],
    ]);
    expect(quizResult(quizOf(over))).toMatchObject({ right: 2, asked: 3, all: 3 });
    expect(summaryLines(quizOf(over))).toEqual(['2 of 3 answers right. 1 of 3 questions left open.']);
    const sheet = Object.values(quizOf(over).sheet.activities);
    expect(sheet).toHaveLength(3);
    const explained = sheet.every((one) =>
      'choice' in one ? one.choice.answered : 'answered' in one && one.answered,
    );
    expect(explained).toBe(true);
  });

  test('the overview says what is answered, open and flagged, and Enter goes there', () => {
    const [state] = go(begun(), intent('flag'), paste('b'), intent('accept'), intent('overview'));
    expect(overviewRows(quizOf(state), 70)).toEqual([
      ' 1. When does a container stop?  flagged, answered: b',
      ' 2. Which exit code says SIGKILL?  open',
      ' 3. A container boots its own kernel.  open',
      'hand in: 1 of 3 answered',
    ]);
    const [unflagged] = go(state, intent({ kind: 'edge', to: 'start' }), intent('flag'));
    expect(quizOf(unflagged).flagged).toEqual([]);
    const [gone] = go(state, intent({ kind: 'edge', to: 'start' }), intent('accept'));
    expect([quizOf(gone).phase, page(gone)]).toEqual(['asking', 0]);
    const [asked] = go(state, intent({ kind: 'edge', to: 'end' }), intent('accept'));
    expect(asked.overlay).toEqual({ kind: 'confirm-quiz', what: 'hand-in' });
  });

  test('the letter f flags where no option has it', () => {
    const [state] = go(begun(), intent({ kind: 'pick', option: 5 }));
    expect(quizOf(state).flagged).toEqual([0]);
  });

  test.each([
    ['back', 'leave'],
    ['quit', 'quit'],
  ] as const)('%s asks first; a no goes on, a yes makes it void', (key, what) => {
    const [asked, effects] = go(begun(), paste('a'), intent('accept'), intent(key));
    expect(asked.overlay).toEqual({ kind: 'confirm-quiz', what });
    const [on] = go(asked, intent('back'));
    expect([on.overlay, quizOf(on).phase, page(on)]).toEqual([null, 'asking', 1]);
    const [left, more] = go(asked, intent('accept'));
    expect(saved([...effects, ...more])).toEqual([]);
    const words = what === 'quit' ? left.end?.summary[0] : left.footer;
    expect(words).toBe('The exam was left and is void: no answer was kept.');
  });

  test('Ctrl-C empties the line that is typed, and never ends an exam unasked', () => {
    const [typed] = go(begun(), turn(1), type('13'), intent('interrupt-line'));
    const activity = quizOf(typed).sheet.activities[1];
    expect(activity?.kind === 'fill-in' && activity.editor.text).toBe('');
    const [pressed] = go(typed, intent('interrupt-line'), intent('interrupt-line'));
    expect(pressed.end).toBeNull();
    expect(quizOf(pressed).phase).toBe('asking');
  });

  test('time is told in minutes, at the end in seconds; when it is over, the exam is handed in', () => {
    const shown = (state: State): string => quizHeader(quizOf(state)).right;
    const [first, effects] = go(begun(3 * minute), tick(1_000));
    expect([shown(first), effects]).toEqual(['3 min left  1 of 3', [{ kind: 'tick-in', ms: minute }]]);
    const [later, more] = go(first, tick(1_000 + 2 * minute + 10_500));
    expect([shown(later), more]).toEqual(['50 s left  1 of 3', [{ kind: 'tick-in', ms: 500 }]]);
    const [over, last] = go(later, paste('a'), intent('accept'), intent('hand-in'), tick(1_000 + 3 * minute));
    expect([quizOf(over).phase, over.overlay]).toEqual(['result', null]);
    expect(summaryLines(quizOf(over))[0]).toBe('Time was over: the exam was handed in as it was.');
    expect(saved(last).map(({ kind }) => kind)).toEqual(['question-answered', 'quiz-ended']);
    expect(go(over, tick(99 * minute))).toEqual([over, []]);
  });

  test('a clock that is set back gives no time, one that jumps on takes it', () => {
    const [first] = go(begun(10 * minute), tick(100 * minute));
    const [back] = go(first, tick(40 * minute));
    expect(quizHeader(quizOf(back)).right).toBe('10 min left  1 of 3');
    const [on] = go(back, tick(45 * minute));
    expect(quizHeader(quizOf(on)).right).toBe('5 min left  1 of 3');
    const [over] = go(on, tick(200 * minute));
    expect(quizOf(over).phase).toBe('result');
  });

  test('the course’s own exam is taken so from the map: whole, in order, its answers are its lesson’s', () => {
    const course = [{ ...onMap.course[0], id: examLesson.id, isExam: true, minutes: 20 }] as State['course'];
    const [preparing, effects] = play({ ...onMap, course }, intent('accept'));
    expect(effects).toEqual([{ kind: 'open-course' }]);
    const [intro] = play(preparing, { kind: 'course-opened', lessons: [examLesson] });
    expect(quizOf(intro).items.map(({ activity }) => activity.id)).toEqual(['choice-1', 'fill-1']);
    expect(introLines(intro).at(-1)).toBe('1 task on a machine follows, without the clock.');
    const [over, more] = go(
      intro,
      intent('accept'),
      paste('a'),
      intent('accept'),
      intent('overview'),
      intent('hand-in'),
      intent('accept'),
    );
    expect(saved(more).map((event) => [event.kind, event.lesson, event.in ?? null])).toEqual([
      ['question-answered', 'exam', null],
      ['lesson-finished', 'exam', null],
      ['quiz-ended', 'exam', 'exam'],
    ]);
    const { entries } = quizResult(quizOf(over));
    const tasks = entries.findIndex(({ kind }) => kind === 'tasks');
    expect(entries[tasks]?.text).toBe('1 task of the exam, on a machine');
    const [there] = go(
      over,
      intent({ kind: 'edge', to: 'start' }),
      ...Array.from({ length: tasks }, () => intent({ kind: 'move', by: 1 })),
      intent('accept'),
    );
    expect(
      there.screen.kind === 'lesson' && there.screen.lesson.pages[there.screen.page]?.activity?.kind,
    ).toBe('task');
    expect(there.detour ?? null).toBeNull();
  });
});
