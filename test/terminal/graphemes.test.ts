import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphemeSegmenter, SIMPLE_CHARACTERS } from '../../src/terminal/graphemes.ts';

const real = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const simple = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((character) =>
  new RegExp(`[${SIMPLE_CHARACTERS}]`).test(character),
);

function same(text: string): void {
  expect([...graphemeSegmenter.segment(text)]).toEqual([...real.segment(text)]);
}

test('simple text is cut as Intl.Segmenter cuts it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...simple, '\x1b', '\n', '\t')), (characters) =>
      same(characters.join('')),
    ),
  );
});

test('and so is every other', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), same));
  for (const text of ['é\u0301a', '👩‍👩‍👧x', 'a\r\nb', '한국', '🇩🇪🇫🇷', '©️']) same(text);
});
