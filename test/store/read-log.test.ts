import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeEvent } from '../../src/store/event-line.ts';
import { readLog } from '../../src/store/read-log.ts';
import { anyHistory } from '../domain/progress-fixture.ts';

it('loses at most one event when the file ends at any byte', () => {
  fc.assert(
    fc.property(anyHistory, fc.double({ min: 0, max: 1, noNaN: true }), (events, share) => {
      const bytes = Buffer.from(events.map(encodeEvent).join(''));
      const cut = Math.floor(bytes.length * share);
      const begun = events.filter(
        (_, index) => Buffer.byteLength(events.slice(0, index).map(encodeEvent).join('')) < cut,
      );
      const read = readLog(bytes.subarray(0, cut).toString('utf8'));
      expect(read.damagedLines).toBe(0);
      expect(read.events).toEqual(begun.slice(0, read.events.length));
      expect(begun.length - read.events.length).toBeLessThanOrEqual(1);
    }),
  );
});

it('skips a damaged stretch and reads everything around it', () => {
  fc.assert(
    fc.property(
      anyHistory,
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
      (events, place, noise) => {
        const lines = events.map(encodeEvent);
        const hit = place % (lines.length + 1);
        const garbage = `{"v":1,${Buffer.from(noise).toString('base64')}\n`;
        const read = readLog([...lines.slice(0, hit), garbage, ...lines.slice(hit)].join(''));
        expect(read).toEqual({
          events,
          damagedLines: 1,
          newerFormat: null,
          newestId: events.at(-1)?.id ?? null,
        });
      },
    ),
  );
});
