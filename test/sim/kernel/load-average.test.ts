import { expect, test } from 'vitest';
import { LoadAverage } from '../../../src/sim/kernel/load-average.ts';

const shown = (load: LoadAverage, nowMs: number) => load.read(nowMs).map((average) => average.toFixed(2));

test('a machine on which nobody wants a processor has no load', () => {
  expect(shown(new LoadAverage(), 3_600_000)).toEqual(['0.00', '0.00', '0.00']);
});

test('two busy processes are a load of two after a while, the longer averages later', () => {
  const load = new LoadAverage();
  for (let nowMs = 100; nowMs <= 60_000; nowMs += 100) load.note(nowMs, 2, 100);
  expect(shown(load, 60_000)).toEqual(['1.26', '0.36', '0.13']);
  for (let nowMs = 60_100; nowMs <= 3_600_000; nowMs += 100) load.note(nowMs, 2, 100);
  expect(shown(load, 3_600_000)).toEqual(['2.00', '2.00', '1.96']);
});

test('load is forgotten, the fastest average first', () => {
  const load = new LoadAverage();
  for (let nowMs = 100; nowMs <= 900_000; nowMs += 100) load.note(nowMs, 1, 100);
  expect(shown(load, 1_200_000)).toEqual(['0.01', '0.35', '0.45']);
});
