import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/domain/nearest.ts';

describe('the nearest candidate', () => {
  it.each([
    ['promt', ['prompt', 'goal'], 'prompt'],
    ['pomrpt', ['prompt', 'goal'], 'prompt'],
    ['exitcode', ['exitCode', 'cmd'], 'exitCode'],
    ['gaol', ['goal', 'hints'], 'goal'],
    ['id', ['if', 'is'], 'if'],
    ['x', ['prompt', 'goal'], null],
    ['solution', ['solutions', 'attempts'], 'solutions'],
    ['frobnicate', ['prompt', 'goal'], null],
    ['', ['prompt'], null],
    ['a', [], null],
  ])('of %j among %j is %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});
