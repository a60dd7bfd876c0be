import { describe, expect, it } from 'vitest';
import { readChoices } from '../../src/domain/read-choice.ts';

const texts = ['The kernel', 'The hypervisor', 'The shell, and its files', 'An image'];

describe('choices in writing', () => {
  it.each([
    ['a', [0]],
    ['B', [1]],
    ['b)', [1]],
    ['(b)', [1]],
    ['2', [1]],
    ['a, c', [0, 2]],
    ['a c', [0, 2]],
    ['ac', [0, 2]],
    ['a and c', [0, 2]],
    ['a & c', [0, 2]],
    ['1,3', [0, 2]],
    ['d > a > b > c', [3, 0, 1, 2]],
    ['kernel', [0]],
    ['the shell, and its files.', [2]],
    ['kernel, image', [0, 3]],
    ['The kernel\nThe hypervisor', [0, 1]],
    ['a) The kernel\nb) The hypervisor', [0, 1]],
    ['- kernel\n- image\n', [0, 3]],
    ['e', null],
    ['a, e', null],
    ['5', null],
    ['', null],
    ['the cat', null],
    ['b) The kernel', null],
  ])('%j', (text, indices) => {
    expect(readChoices(text, texts)).toEqual(indices);
  });

  it('count the letters as they are shown', () => {
    expect(readChoices('a, b', texts, [3, 1, 0, 2])).toEqual([3, 1]);
  });

  it('are texts before they are places, and not places where texts are numbers or letters', () => {
    expect(readChoices('3', ['1', '3', '4', '0'])).toEqual([1]);
    expect(readChoices('2', ['1', '3', '4', '0'])).toBeNull();
    expect(readChoices('b', ['1', '3', '4', '0'])).toEqual([1]);
    expect(readChoices('T', ['D', 'R', 'S', 'T', 'Z'])).toEqual([3]);
    expect(readChoices('a', ['D', 'R'])).toBeNull();
    expect(readChoices('1', ['D', 'R'])).toEqual([0]);
  });
});
