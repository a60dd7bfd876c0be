import { describe, expect, it } from 'vitest';
import { readQuantity } from '../../src/domain/read-quantity.ts';

const read = (
  text: string,
  unit: string | null = 'MiB',
  prompt = 'How much memory is left?',
): number | string => {
  const units = { blocks: 0.5 };
  const found = readQuantity(text, { prompt, unit, units });
  return found.kind === 'quantity' ? found.value : found.because;
};

describe('a number', () => {
  it.each([
    ['512', 512],
    [' 512. ', 512],
    ['`512`', 512],
    ['“512”', 512],
    ['"512"', 512],
    ['+512', 512],
    ['-5', -5],
    ['\u22125', -5],
    ['1,024', 1024],
    ['1 024', 1024],
    ['1\u00a0024', 1024],
    ['1_024', 1024],
    ["1'024", 1024],
    ['1,048,576', 1048576],
    ['1,024.5', 1024.5],
    ['0,5', 0.5],
    ['0,125', 0.125],
    ['1,5', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1/4', 0.25],
    ['½', 0.5],
    ['8 * 64', 512],
    ['2 * 4 * 64', 512],
    ['2x4x64 MiB', 512],
    ['8x64 = 512', 512],
    ['500 + 12', 512],
    ['twelve', 12],
    ['five hundred and twelve', 512],
    ['about 512', 512],
    ['~512', 512],
    ['≈ 512', 512],
    ['it is 512', 512],
    ['i think 512', 512],
    ['just 512', 512],
    ['#512', 512],
    ['0x200', 512],
    ['2^9', 512],
    ['2**9', 512],
    ['8 * 64 = 512', 512],
    ['512 = 8 * 64', 512],
    ['512 (8 * 64)', 512],
    ['600 - 88', 512],
    ['256 plus 256', 512],
    ['1,024 / 2', 512],
    ['67.108.864', 67108864],
    ['50 thousand', 50_000],
    ['2.5 million', 2_500_000],
    ['3 1/2', 3.5],
    ['3½', 3.5],
    ['three and a half', 3.5],
    ['14 of 41', 14],
    ['14 out of the 41', 14],
    ['no memory', 0],
    ['exited (143)', 143],
  ])('%j is read', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    [''],
    ['many'],
    ['5-6'],
    ['5 or 6'],
    ['5, 6'],
    ['not 5'],
    ['less than 5'],
    ['8 * 64 = 500'],
    ['2 * 4 * 64 = 500'],
    ['5 parsecs'],
    ['1.2.3'],
    ['5 = 2 + 2'],
    ['512 (8 * 8)'],
    ['512 MiB (0.5 GiB)'],
  ])('%j cannot be read', (text) => {
    expect(read(text)).toBe('Type one number in MiB, such as 3, or with its own unit, such as 0.5 GiB.');
  });
});

it('that has two readings is asked about', () => {
  expect(read('50.000')).toBe('Is that 50 or 50000? Type it without the point.');
  expect(read('0.500')).toBe(0.5);
});

describe('a unit', () => {
  it.each([
    ['512 MiB', 'MiB', 512],
    ['512MiB', 'MiB', 512],
    ['512 mib', 'MiB', 512],
    ['512 mebibytes', 'MiB', 512],
    ['512m', 'MiB', 512],
    ['0.5 GiB', 'MiB', 512],
    ['536870912 bytes', 'MiB', 512],
    ['524288 KiB', 'MiB', 512],
    ['524,288 kib', 'MiB', 512],
    ['1024 blocks', 'MiB', 512],
    ['512 MiB of memory', 'MiB', 512],
    ['half', 'MiB', 'Type one number in MiB, such as 3, or with its own unit, such as 0.5 GiB.'],
    ['10', 's', 10],
    ['10 s', 's', 10],
    ['10s', 's', 10],
    ['ten seconds', 's', 10],
    ['10,000 ms', 's', 10],
    ['1 m', 's', 60],
    ['1 minute', 's', 60],
    ['25%', '%', 25],
    ['25 percent', '%', 25],
    ['3', null, 3],
    ['3 kernels', 'kernel', 3],
  ])('of %j, asked for %s, is reckoned in', (text, unit, value) => {
    expect(read(text, unit)).toBe(value);
  });

  it('of another kind cannot be read', () => {
    expect(read('512 s')).toBe('Type one number in MiB, such as 3, or with its own unit, such as 0.5 GiB.');
  });

  it('is a word of the question where none is asked for', () => {
    expect(read('3 kernels', null, 'How many kernels run?')).toBe(3);
    expect(read('there are three kernels', null, 'How many kernels run?')).toBe(3);
    expect(read('3 apples', null, 'How many kernels run?')).toBe('Type one number, such as 3.');
  });

  it('is what the answer said, when it is another than the one asked for', () => {
    const asked = { prompt: 'How much?', unit: 'MiB', units: {} };
    expect(readQuantity('0.5 GiB', asked)).toEqual({ kind: 'quantity', value: 512, said: '0.5 GiB' });
    expect(readQuantity('512 mib', asked)).toEqual({ kind: 'quantity', value: 512, said: null });
  });
});
