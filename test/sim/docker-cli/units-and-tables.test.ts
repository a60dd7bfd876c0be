import { expect, test } from 'vitest';
import { layOut, WIDE } from '../../../src/sim/docker-cli/table.ts';
import {
  bytesSize,
  humanDuration,
  humanSize,
  humanSize3,
  parseBytes,
  parseGoDuration,
} from '../../../src/sim/docker-cli/units.ts';
import { rfc3339Nano, rfc3339NanoFixed } from '../../../src/sim/engine/timestamps.ts';

test('durations as go-units words them', () => {
  const words = [0.4, 1, 59, 60, 119, 120, 3599, 3600, 5400, 7200, 172_800, 1_209_600, 5_184_000, 63_072_000];
  expect(words.map(humanDuration)).toEqual([
    'Less than a second',
    '1 second',
    '59 seconds',
    'About a minute',
    'About a minute',
    '2 minutes',
    '59 minutes',
    'About an hour',
    '2 hours',
    '2 hours',
    '2 days',
    '2 weeks',
    '2 months',
    '2 years',
  ]);
});

test('sizes', () => {
  expect([0, 999, 2_063_422, 6_190_000].map(humanSize)).toEqual(['0B', '999B', '2.063MB', '6.19MB']);
  expect(humanSize3(2_063_422)).toBe('2.06MB');
  expect([25_276_502_016, 589_824].map(bytesSize)).toEqual(['23.54GiB', '576KiB']);
  expect(['64m', '1g', '512', '1.5k', '-1', 'abc', '1x'].map(parseBytes)).toEqual([
    67_108_864,
    1_073_741_824,
    512,
    1536,
    -1,
    null,
    null,
  ]);
  expect(['1s', '1m30s', '250ms', '5', ''].map(parseGoDuration)).toEqual([1e9, 90e9, 250e6, null, null]);
});

test('tables as tabwriter lays them out', () => {
  expect(
    layOut([
      ['CONTAINER ID', 'PORTS', 'NAMES'],
      ['2485cf6ddeee', '', 'zze-a'],
    ]),
  ).toBe('CONTAINER ID   PORTS     NAMES\n2485cf6ddeee             zze-a\n');
  expect(
    layOut(
      [
        ['PID', 'CMD'],
        ['19708', 'sleep 100'],
      ],
      WIDE,
    ),
  ).toBe('PID                 CMD\n19708               sleep 100\n');
});

test('times as Go prints them', () => {
  const stamp = 1_795_198_865_000;
  expect(rfc3339Nano(stamp)).toMatch(/^2026-11-2\dT\d\d:\d\d:05Z$/);
  expect(rfc3339Nano(stamp + 0.5)).toMatch(/05\.0005Z$/);
  expect(rfc3339NanoFixed(stamp + 0.5)).toMatch(/05\.000500000Z$/);
  expect(rfc3339Nano(null)).toBe('0001-01-01T00:00:00Z');
});
