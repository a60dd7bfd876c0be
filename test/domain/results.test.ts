import { describe, expect, it } from 'vitest';
import { itemId, lessonId } from '../../src/domain/ids.ts';
import { nextStep } from '../../src/domain/next-step.ts';
import { deriveProgress } from '../../src/domain/progress.ts';
import type { NewProgressEvent, QuizSetting } from '../../src/domain/progress-event.ts';
import { resultsByConcept } from '../../src/domain/results.ts';
import { happened } from './progress-fixture.ts';

const item = (id: string, kind: 'question' | 'predict' | 'task', ...concepts: readonly string[]) => ({
  id,
  kind,
  hash: id,
  concepts,
});
const basics = {
  id: lessonId('basics'),
  prerequisites: [],
  pageIds: [],
  items: [item('q1', 'question', 'kernel'), item('q2', 'predict', 'kernel', 'signals')],
};
const signals = {
  id: lessonId('signals'),
  prerequisites: [lessonId('basics')],
  pageIds: [],
  items: [item('q3', 'question', 'signals'), item('t1', 'task', 'signals')],
};
const exam = {
  id: lessonId('exam'),
  prerequisites: [],
  isExam: true,
  pageIds: [],
  items: [item('q4', 'question', 'signals')],
};
const course = [basics, signals, exam];

const answer = (place: string, verdict: 'right' | 'wrong', setting?: QuizSetting): NewProgressEvent => {
  const [lesson = '', id = ''] = place.split('/');
  const where = setting === undefined ? {} : { in: setting };
  const said = { item: itemId(id), hash: id, answer: 'a', verdict };
  return { kind: 'question-answered', lesson: lessonId(lesson), ...said, ...where };
};
const results = (...events: readonly NewProgressEvent[]) => resultsByConcept(happened(events), course);

describe('results by concept', () => {
  it('are none before anything was asked', () => {
    expect(results()).toEqual([]);
  });

  it('count each question once by its latest answer, also one in a quiz, the weakest first', () => {
    expect(
      results(
        answer('basics/q1', 'wrong'),
        answer('basics/q1', 'right', 'review'),
        answer('basics/q2', 'right'),
        answer('signals/q3', 'right'),
        answer('signals/q3', 'wrong', 'quiz'),
        answer('exam/q4', 'wrong'),
      ),
    ).toEqual([
      { concept: 'signals', asked: 3, right: 1, questions: 3, lessons: ['signals', 'basics'] },
      { concept: 'kernel', asked: 2, right: 2, questions: 2, lessons: ['basics'] },
    ]);
  });

  it('know nothing of what the course does not have any more', () => {
    expect(results(answer('basics/gone', 'wrong'))).toEqual([]);
  });
});

describe('the next step', () => {
  const step = (
    events: readonly NewProgressEvent[],
    more: { due?: number; skippable?: readonly string[] } = {},
  ) =>
    nextStep(
      {
        progress: deriveProgress(happened(events), course),
        results: resultsByConcept(happened(events), course),
        due: more.due ?? 0,
        skippable: (more.skippable ?? []).map(lessonId),
      },
      course,
    );
  const done = (lesson: string): NewProgressEvent => ({ kind: 'lesson-finished', lesson: lessonId(lesson) });

  it('is to begin, for who is new', () => {
    expect(step([])).toEqual({ kind: 'begin', lesson: 'basics' });
  });

  it('is what is due before all else', () => {
    expect(step([answer('basics/q1', 'wrong')], { due: 4 })).toEqual({ kind: 'review', due: 4 });
  });

  it('is to go on with the lesson begun last', () => {
    const events = [answer('signals/q3', 'right'), answer('basics/q1', 'wrong')];
    expect(step(events)).toEqual({ kind: 'go-on', lesson: 'basics' });
    expect(step([...events, answer('signals/q3', 'wrong', 'quiz')])).toEqual({
      kind: 'go-on',
      lesson: 'basics',
    });
  });

  it('is to read of the weakest concept again, or for the first time', () => {
    const events = [answer('basics/q1', 'wrong'), done('basics')];
    expect(step(events)).toEqual({ kind: 'read-again', lesson: 'basics', concept: 'kernel' });
    expect(step([done('basics'), answer('signals/q3', 'wrong', 'quiz')])).toEqual({
      kind: 'begin',
      lesson: 'signals',
    });
  });

  it('is the first new lesson that is prepared for, and the exam when none is left', () => {
    expect(step([done('basics')])).toEqual({ kind: 'begin', lesson: 'signals' });
    expect(step([], { skippable: ['basics'] })).toEqual({ kind: 'begin', lesson: 'signals' });
    expect(step([done('basics'), done('signals')])).toEqual({ kind: 'exam', lesson: 'exam' });
    expect(step([done('basics'), done('signals'), done('exam')])).toEqual({ kind: 'all-done' });
  });
});
