import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutForgotten } from '../../src/domain/forgotten.ts';
import { itemId, lessonId } from '../../src/domain/ids.ts';
import { mergeEvents } from '../../src/domain/progress.ts';
import type { NewProgressEvent } from '../../src/domain/progress-event.ts';
import { anyNewEvent, happened, pid1 } from './progress-fixture.ts';

const images = lessonId('images');
const answered = (lesson: typeof pid1, answer: string): NewProgressEvent => ({
  kind: 'question-answered',
  lesson,
  item: itemId('q1'),
  hash: 'h',
  answer,
  verdict: 'right',
});
const forget = (lesson: typeof pid1): NewProgressEvent => ({ kind: 'forgotten', lesson, everything: false });
const forgetAll: NewProgressEvent = { kind: 'forgotten', lesson: pid1, everything: true };
const remember: NewProgressEvent = { kind: 'remembered', lesson: pid1 };
const ended: NewProgressEvent = {
  kind: 'quiz-ended',
  lesson: pid1,
  mode: 'quiz',
  seed: 's',
  asked: 1,
  right: 1,
};

const kept = (...events: readonly NewProgressEvent[]) =>
  withoutForgotten(happened(events)).map((event) => ('answer' in event ? event.answer : event.kind));

it('is everything where nothing was forgotten', () => {
  const history = happened([answered(pid1, 'a'), ended]);
  expect(withoutForgotten(history)).toBe(history);
});

it('leaves out what happened in that lesson before, and nothing else', () => {
  expect(kept(answered(pid1, 'a'), answered(images, 'b'), ended, forget(pid1), answered(pid1, 'c'))).toEqual([
    'b',
    'quiz-ended',
    'c',
  ]);
});

it('leaves out everything before', () => {
  expect(kept(answered(pid1, 'a'), answered(images, 'b'), ended, forgetAll, answered(pid1, 'c'))).toEqual([
    'c',
  ]);
});

it('brings back what was forgotten before, and not what is forgotten after', () => {
  expect(
    kept(answered(pid1, 'a'), answered(images, 'b'), forget(pid1), forgetAll, remember, forget(images)),
  ).toEqual(['a']);
});

it('does not let an old export bring back what was forgotten since, whatever the order of the logs', () => {
  fc.assert(
    fc.property(
      fc.array(anyNewEvent, { maxLength: 20 }),
      fc.array(anyNewEvent, { maxLength: 20 }),
      (before, after) => {
        const all = happened([...before, forgetAll, ...after]);
        const old = all.slice(0, before.length);
        const log = all.slice(before.length);
        expect(withoutForgotten(mergeEvents(log, old))).toEqual(all.slice(before.length + 1));
        expect(withoutForgotten(mergeEvents(old, log))).toEqual(all.slice(before.length + 1));
      },
    ),
  );
});
