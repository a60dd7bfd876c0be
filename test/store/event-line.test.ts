import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeLine, encodeEvent } from '../../src/store/event-line.ts';
import { anyHistory } from '../domain/progress-fixture.ts';

it('reads back every event that it writes, one line each', () => {
  fc.assert(
    fc.property(anyHistory, (events) => {
      const lines = events.map(encodeEvent);
      expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
      expect(lines.map((line) => decodeLine(line.slice(0, -1)))).toEqual(
        events.map((event) => ({ kind: 'event', event })),
      );
    }),
  );
});

const base = { v: 1, id: 'A', at: 1, lesson: 'pid1' };

it.each([
  [
    { ...base, kind: 'badge-earned', badge: 'whale' },
    { kind: 'unknown-event', id: 'A' },
  ],
  [
    { v: 2, what: 'ever' },
    { kind: 'newer-format', format: 2 },
  ],
  [{ ...base, kind: 'damage-noted' }, { kind: 'damage-noted' }],
  [{ ...base, kind: 'solution-shown' }, { kind: 'damaged' }],
  [{ ...base, kind: 'hint-shown', item: 'q', hint: 3 }, { kind: 'damaged' }],
  [
    { ...base, kind: 'question-answered', item: 'q', hash: 'h', answer: '', verdict: 'perhaps' },
    { kind: 'damaged' },
  ],
  [{ ...base, v: undefined, kind: 'lesson-finished' }, { kind: 'damaged' }],
  [{ ...base, at: 1e300, kind: 'lesson-finished' }, { kind: 'damaged' }],
  [{ ...base, at: 'noon', kind: 'lesson-finished' }, { kind: 'damaged' }],
  [
    { ...base, kind: 'toString' },
    { kind: 'unknown-event', id: 'A' },
  ],
  [
    { ...base, kind: 'lesson-finished', in: 'tournament' },
    { kind: 'unknown-event', id: 'A' },
  ],
  [{ ...base, kind: 'lesson-finished', pack: 7 }, { kind: 'damaged' }],
  [{ ...base, kind: 'placement-taken', skippable: ['pid1', 7] }, { kind: 'damaged' }],
  [{ ...base, kind: 'forgotten', everything: 'yes' }, { kind: 'damaged' }],
  [[base], { kind: 'damaged' }],
])('decodes %j', (value, expected) => {
  expect(decodeLine(JSON.stringify(value))).toEqual(expected);
});

const answered = { ...base, kind: 'question-answered', item: 'q', hash: 'h', verdict: 'right' };

it.each([
  ['when its PID 1 ends'],
  ['["WSL 2","Docker Desktop"]'],
  ['false: There is one kernel'],
  ['{"126":"it cannot be run"}'],
  ['2: RUN "x"'],
])('keeps the answer %j, of whatever type of question, as the text it always was', (answer) => {
  const { v, ...event } = { ...answered, answer };
  expect(v).toBe(1);
  expect(decodeLine(JSON.stringify({ v, ...event }))).toEqual({ kind: 'event', event });
});
