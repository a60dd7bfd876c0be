import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventIds } from '../../src/store/event-id.ts';

it('has the form of a ULID: the example of its specification has this time', () => {
  const nextId = eventIds({ now: () => 1469918176385, random: () => 0.999, newest: null });
  expect(nextId()).toBe(`01ARYZ6S41${'Z'.repeat(16)}`);
});

it('never repeats and always sorts upwards, whatever the clock does, also over restarts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 45), { minLength: 1 }), fc.nat(), (times, restartAt) => {
      const ids: string[] = [];
      let nextId = eventIds({ now: () => times[ids.length] ?? 0, random: Math.random, newest: null });
      for (const index of times.keys()) {
        if (index === restartAt % times.length) {
          nextId = eventIds({
            now: () => times[ids.length] ?? 0,
            random: Math.random,
            newest: ids.at(-1) ?? null,
          });
        }
        ids.push(nextId());
      }
      expect(ids).toEqual([...new Set(ids)].sort());
    }),
  );
});

it('differs between two machines at the same moment', () => {
  const make = () => eventIds({ now: () => 1000, random: Math.random, newest: null })();
  expect(make()).not.toBe(make());
});

it('is not led astray by an id that somebody else made', () => {
  expect(eventIds({ now: () => 0, random: () => 0, newest: 'unlike-ours' })()).toBe('0'.repeat(26));
});
