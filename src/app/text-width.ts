import stringWidth from 'string-width';

/** Cells a text takes; escapes take none. */
export const textWidth = (text: string): number => (isAscii(text) ? text.length : stringWidth(text));

const isAscii = (text: string): boolean => /^[\u0020-\u007e]*$/.test(text);

const asciiRows = (text: string, width: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / width) }, (_, row) =>
    text.slice(row * width, (row + 1) * width),
  );

/** Made when a text has to be cut: making one takes a third of a bare Node start. */
let cutter: Intl.Segmenter | null = null;

function graphemes(text: string): Intl.Segments {
  cutter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return cutter.segment(text);
}

/** Plain text cut into rows of at most `width` cells, as a terminal wraps it: anywhere. At least one row. */
export function hardWrap(text: string, width: number): readonly string[] {
  if (textWidth(text) <= width) return [text];
  if (isAscii(text)) return asciiRows(text, width);
  const rows: string[] = [];
  let row = '';
  let used = 0;
  for (const { segment } of graphemes(text)) {
    const cells = textWidth(segment);
    if (used + cells > width && row !== '') {
      rows.push(row);
      row = '';
      used = 0;
    }
    row += segment;
    used += cells;
  }
  rows.push(row);
  return rows;
}

/** Plain text cut into rows at spaces, words longer than a row anywhere. */
export function wordWrap(text: string, width: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    const joined = row === '' ? word : `${row} ${word}`;
    if (textWidth(joined) <= width) {
      row = joined;
      continue;
    }
    if (row !== '') rows.push(row);
    const pieces = hardWrap(word, width);
    rows.push(...pieces.slice(0, -1));
    row = pieces.at(-1) ?? '';
  }
  rows.push(row);
  return rows;
}

/**
 * A command line in slices of at most `width` cells that put together are the line again: cut after a space, words longer than a
 * row anywhere. At least one slice.
 */
export function commandSlices(text: string, width: number): readonly string[] {
  const slices: string[] = [];
  let slice = '';
  for (const word of text.match(/[^ ]* |[^ ]+$/g) ?? []) {
    if (textWidth(slice + word) <= width) {
      slice += word;
      continue;
    }
    if (slice !== '') slices.push(slice);
    const pieces = hardWrap(word, width);
    slices.push(...pieces.slice(0, -1));
    slice = pieces.at(-1) ?? '';
  }
  return slice === '' && slices.length > 0 ? slices : [...slices, slice];
}

/** At most `width` cells, the last an ellipsis when something was cut. Plain text only. */
export function clip(text: string, width: number): string {
  if (width <= 0) return '';
  if (textWidth(text) <= width) return text;
  return `${hardWrap(text, Math.max(1, width - 1))[0] ?? ''}…`.slice(0, Math.max(1, text.length));
}

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - textWidth(text)));

const sgr = /\u001b\[[0-9;]*m/g;

/** Without colours. */
export const plainText = (text: string): string => text.replace(sgr, '');
