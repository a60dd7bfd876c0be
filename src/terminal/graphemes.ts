/**
 * Characters that are a grapheme cluster each, one column wide, whatever stands beside them: printable ASCII,
 * Latin letters, dashes and quotes, arrows, box drawing, blocks and the few marks the screens use. The build
 * (esbuild.config.ts) checks every one of them against string-width itself.
 */
export const SIMPLE_CHARACTERS =
  '\\u0020-\\u007e\\u00a1-\\u00ac\\u00ae-\\u02ff\\u2010-\\u2027\\u2190-\\u2319\\u2500-\\u25fc\\u2713\\u2717\\u276f';

/** With escapes and controls as well; not CR, which joins a following LF. */
const SIMPLE = new RegExp(`^[\\u0000-\\u000c\\u000e-\\u001f${SIMPLE_CHARACTERS}]*$`);

interface Segment {
  readonly segment: string;
  readonly index: number;
  readonly input: string;
}

let full: Intl.Segmenter | null = null;

/**
 * As `new Intl.Segmenter()`, which takes a third of a bare Node start to make; this makes it only for text
 * that needs it. The bundle gives it to the libraries that would make their own at import.
 */
export const graphemeSegmenter = {
  segment(input: string): Iterable<Segment> {
    if (SIMPLE.test(input)) return Array.from(input, (segment, index) => ({ segment, index, input }));
    full ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    return full.segment(input);
  },
};
