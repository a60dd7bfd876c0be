import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemId, lessonId, pageId } from '../../src/domain/ids.ts';
import { deriveProgress, mergeEvents } from '../../src/domain/progress.ts';
import type { NewProgressEvent } from '../../src/domain/progress-event.ts';
import { anyHistory, happened, lesson, pid1, stamp } from './progress-fixture.ts';

const q1 = { kind: 'question-answered', lesson: pid1, item: itemId('q1'), hash: 'h4', answer: '1' } as const;
const p1 = { ...q1, item: itemId('p1'), hash: 'h3' } as const;
const t1 = { kind: 'task-checked', lesson: pid1, item: itemId('t1'), hash: 'h2', machine: stamp } as const;
const r1 = {
  kind: 'command-run',
  lesson: pid1,
  item: itemId('r1'),
  hash: 'h1',
  commandLine: 'docker ps',
  exitCode: 0,
  machine: stamp,
} as const;
const viewed = (page: string) => ({ kind: 'page-viewed', lesson: pid1, page: pageId(page) }) as const;

function derived(events: readonly NewProgressEvent[]) {
  const progress = deriveProgress(happened(events), [lesson]).lessons.get(pid1);
  if (progress === undefined) throw new Error('the lesson is missing');
  return progress;
}

describe('the state of a lesson', () => {
  it('is new before anything happened', () => {
    expect(derived([])).toMatchObject({
      state: { kind: 'new' },
      position: null,
      score: { answered: 0, firstRight: 0, questionsAll: 2, tasksPassed: 0, tasksAll: 1 },
    });
  });

  it('counts the steps done once the first page has been seen', () => {
    expect(derived([viewed('start')]).state).toEqual({ kind: 'in-progress', stepsDone: 0, stepsAll: 4 });
    expect(derived([viewed('start'), r1, r1]).state).toEqual({
      kind: 'in-progress',
      stepsDone: 1,
      stepsAll: 4,
    });
  });

  it('is done when every step is, or when the learner reached the end', () => {
    const all = [
      r1,
      { ...t1, verdict: 'pass' },
      { ...p1, verdict: 'wrong' },
      { ...q1, verdict: 'right' },
    ] as const;
    expect(derived(all).state).toEqual({ kind: 'done', stepsDone: 4, stepsAll: 4 });
    const end = { kind: 'lesson-finished', lesson: pid1 } as const;
    expect(derived([end]).state).toEqual({ kind: 'done', stepsDone: 0, stepsAll: 4 });
  });
});

describe('the score', () => {
  it('takes the first answer and keeps the last beside it', () => {
    const progress = derived([
      { ...q1, verdict: 'wrong' },
      { ...q1, verdict: 'right' },
      { ...p1, verdict: 'right' },
    ]);
    expect(progress.score).toEqual({
      answered: 2,
      firstRight: 1,
      questionsAll: 2,
      tasksPassed: 0,
      tasksAll: 1,
    });
    expect(progress.items.get(itemId('q1'))).toMatchObject({ firstVerdict: 'wrong', lastVerdict: 'right' });
  });

  it('counts a task only when it passed, and never what could not be checked', () => {
    const tries = [
      { ...t1, verdict: 'not-yet' },
      { ...t1, verdict: 'could-not-check' },
    ] as const;
    expect(derived(tries).score.tasksPassed).toBe(0);
    expect(derived([...tries, { ...t1, verdict: 'pass' }]).score.tasksPassed).toBe(1);
  });
});

describe('an item', () => {
  it('counts different hints and remembers that the solution was shown', () => {
    const hint = { kind: 'hint-shown', lesson: pid1, item: itemId('t1'), hint: 'a' } as const;
    const events = [
      hint,
      hint,
      { ...hint, hint: 'b' },
      { kind: 'solution-shown', lesson: pid1, item: itemId('t1') } as const,
    ];
    expect(derived(events).items.get(itemId('t1'))).toEqual({
      id: 't1',
      kind: 'task',
      done: false,
      firstVerdict: null,
      lastVerdict: null,
      hintsShown: 2,
      solutionShown: true,
      changedSince: false,
    });
  });

  it('stays done when its text is edited, and says so', () => {
    const item = derived([{ ...q1, verdict: 'right', hash: 'older' }]).items.get(itemId('q1'));
    expect(item).toMatchObject({ done: true, firstVerdict: 'right', changedSince: true });
  });

  it('leaves out what the lesson no longer has, in items and in position', () => {
    const progress = derived([
      viewed('middle'),
      viewed('removed'),
      { ...q1, item: itemId('removed'), hash: 'gone', verdict: 'right' },
    ]);
    expect(progress.position).toBe('middle');
    expect(progress.score.answered).toBe(0);
    expect([...progress.items.keys()]).toEqual(['r1', 't1', 'p1', 'q1']);
  });
});

it('knows the last lesson that still exists', () => {
  const events = happened([viewed('start'), { ...viewed('start'), lesson: lessonId('removed') }]);
  expect(deriveProgress(events, [lesson]).lastLesson).toBe('pid1');
  expect(deriveProgress([], [lesson]).lastLesson).toBeNull();
});

it('leaves what happened outside a lesson out of the lesson', () => {
  const end = { kind: 'quiz-ended', lesson: pid1, mode: 'quiz', seed: 's', asked: 1, right: 1 } as const;
  const outside: readonly NewProgressEvent[] = [
    { ...q1, verdict: 'right', in: 'quiz' },
    { ...t1, verdict: 'pass', in: 'review' },
    { kind: 'placement-taken', lesson: pid1, skippable: [pid1] },
    end,
  ];
  expect(derived(outside)).toEqual(derived([]));
  expect(deriveProgress(happened(outside), [lesson]).lastLesson).toBeNull();
});

describe('merging logs', () => {
  it('gives the same whatever the order, and counts a repeated event once', () => {
    fc.assert(
      fc.property(anyHistory, fc.array(fc.boolean()), fc.array(fc.nat()), (all, sides, keys) => {
        const left = all.filter((_, index) => sides[index] !== false);
        const right = all.filter((_, index) => sides[index] !== true);
        const shuffled = [...left, ...right]
          .map((event, index) => ({ event, key: keys[index] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event);
        const expected = deriveProgress(all, [lesson]);
        expect(mergeEvents(left, right)).toEqual(all);
        expect(mergeEvents(right, left)).toEqual(all);
        expect(deriveProgress(shuffled, [lesson])).toEqual(expected);
      }),
    );
  });
});
