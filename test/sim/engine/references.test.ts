import { expect, test } from 'vitest';
import { checkName } from '../../../src/sim/engine/container-names.ts';
import { EngineError } from '../../../src/sim/engine/errors.ts';
import {
  goJson,
  goJsonIndented,
  mapOf,
  NIL_SLICE,
  OMITTED_POINTER,
} from '../../../src/sim/engine/go-value.ts';
import { checkReference, familiarName, withDefaultTag } from '../../../src/sim/engine/image-store.ts';

test('image references', () => {
  expect(['busybox', 'a/b', 'localhost:5000/a', 'a:1', 'a@sha256:0'].map(withDefaultTag)).toEqual([
    'busybox:latest',
    'a/b:latest',
    'localhost:5000/a:latest',
    'a:1',
    'a@sha256:0',
  ]);
  expect(familiarName('docker.io/library/busybox')).toBe('busybox');
  expect(() => checkReference('busybox:')).toThrow(new EngineError('invalid', 'invalid reference format'));
  expect(() => checkReference('Busybox')).toThrow(
    new EngineError(
      'invalid',
      'invalid reference format: repository name (library/Busybox) must be lowercase',
    ),
  );
});

test('container names', () => {
  expect(() => checkName('a b')).toThrow(
    new EngineError('invalid', 'Invalid container name (a b), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'),
  );
  expect(() => checkName('a')).toThrow();
  expect(() => checkName('vvc-a_1.x')).not.toThrow();
});

test('JSON as Go writes it', () => {
  const value = { B: 'a<b', A: NIL_SLICE, None: OMITTED_POINTER, M: mapOf({ z: 1, a: [] }) };
  expect(goJson(value)).toBe('{"B":"a<b","A":null,"M":{"a":[],"z":1}}');
  expect(goJson('a<b', true)).toBe('"a\\u003cb"');
  expect(goJsonIndented({ A: [1], B: {} })).toBe('{\n    "A": [\n        1\n    ],\n    "B": {}\n}');
});
