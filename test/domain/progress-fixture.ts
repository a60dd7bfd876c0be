import fc from 'fast-check';
import { itemId, lessonId, pageId } from '../../src/domain/ids.ts';
import type { LessonShape } from '../../src/domain/progress.ts';
import type { NewProgressEvent, ProgressEvent } from '../../src/domain/progress-event.ts';

export const pid1 = lessonId('pid1');
export const stamp = { kind: 'simulated', engine: 'simulated 28.5.2' } as const;

/** A lesson with one item of each kind. */
export const lesson: LessonShape = {
  id: pid1,
  pageIds: [pageId('start'), pageId('middle'), pageId('end')],
  items: [
    { id: 'r1', kind: 'run', hash: 'h1' },
    { id: 't1', kind: 'task', hash: 'h2' },
    { id: 'p1', kind: 'predict', hash: 'h3' },
    { id: 'q1', kind: 'question', hash: 'h4' },
  ],
};

/** Gives events ids in the order they are listed. */
export function happened(events: readonly NewProgressEvent[]): readonly ProgressEvent[] {
  return events.map((event, index) => ({ id: `E${String(index).padStart(4, '0')}`, at: index, ...event }));
}

const item = fc.constantFrom('r1', 't1', 'p1', 'q1', 'gone').map(itemId);
const hash = fc.constantFrom('h1', 'h2', 'h3', 'h4', 'old');
const where = { lesson: fc.constantFrom('pid1', 'images').map(lessonId) };

export const anyNewEvent: fc.Arbitrary<NewProgressEvent> = fc.oneof(
  fc.record({
    ...where,
    kind: fc.constant('page-viewed' as const),
    page: fc.constantFrom('start', 'middle', 'lost').map(pageId),
  }),
  fc.record({
    ...where,
    kind: fc.constant('command-run' as const),
    item,
    hash,
    commandLine: fc.string({ unit: 'grapheme' }),
    exitCode: fc.nat(255),
    machine: fc.constant(stamp),
  }),
  fc.record({
    ...where,
    kind: fc.constant('question-answered' as const),
    item,
    hash,
    answer: fc.string({ unit: 'binary' }),
    verdict: fc.constantFrom('right' as const, 'wrong' as const),
  }),
  fc.record({
    ...where,
    kind: fc.constant('task-checked' as const),
    item,
    hash,
    verdict: fc.constantFrom('pass' as const, 'not-yet' as const, 'could-not-check' as const),
    machine: fc.constant(stamp),
  }),
  fc.record({ ...where, kind: fc.constant('hint-shown' as const), item, hint: fc.constantFrom('a', 'b') }),
  fc.record({ ...where, kind: fc.constant('solution-shown' as const), item }),
  fc.record({ ...where, kind: fc.constant('lesson-finished' as const) }),
  fc.record({
    ...where,
    kind: fc.constant('question-answered' as const),
    item,
    hash,
    answer: fc.string(),
    verdict: fc.constantFrom('right' as const, 'wrong' as const),
    in: fc.constantFrom('quiz' as const, 'exam' as const, 'review' as const, 'placement' as const),
    pack: fc.constant('course@0.1.0'),
  }),
  fc.record({
    ...where,
    kind: fc.constant('placement-taken' as const),
    skippable: fc.array(fc.constantFrom('pid1', 'images').map(lessonId)),
  }),
  fc.record({
    ...where,
    kind: fc.constant('quiz-ended' as const),
    mode: fc.constantFrom('quiz' as const, 'exam' as const),
    seed: fc.string(),
    asked: fc.nat(40),
    right: fc.nat(40),
  }),
);

export const anyHistory = fc.array(anyNewEvent, { maxLength: 30 }).map(happened);
