import type { Paint } from './wrap-words.ts';

/** SGR pairs (ECMA-48): on, and off again without touching what else is set. */
const LOOKS = {
  plain: null,
  strong: ['1', '22'],
  code: ['36', '39'],
  heading: ['1', '22'],
  faint: ['2', '22'],
} as const;

/** The painter for `show` and its like: colours, or text as it is. */
export function painter(colour: boolean): Paint {
  return (text, look) => {
    const codes = colour && text !== '' ? LOOKS[look] : null;
    return codes === null ? text : `\x1b[${codes[0]}m${text}\x1b[${codes[1]}m`;
  };
}
