import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256, sha256Hex } from '../../../src/sim/engine/sha256.ts';

test('agrees with another implementation at every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const data = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
    expect(sha256Hex(data)).toBe(createHash('sha256').update(data).digest('hex'));
  }
});

test('pieces give the digest of the whole', () => {
  expect(new Sha256().update('one').update(' and ').update('two').hex()).toBe(sha256Hex('one and two'));
});
