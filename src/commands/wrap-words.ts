import stringWidth from 'string-width';

/** A run of text with one look. A word may be several spans: `code`, then a comma. */
export interface Span {
  readonly text: string;
  readonly look: Look;
}

export type Look = 'plain' | 'strong' | 'code' | 'heading' | 'faint';

/** Turns a span into what is written; the identity in a pipe. */
export type Paint = (text: string, look: Look) => string;

type Word = readonly Span[];

/**
 * Fills lines of at most `columns` terminal columns; a longer word stands alone and sticks out, since a
 * command or address cut in two could not be copied. A newline in a span breaks the line.
 */
export function wrapWords(spans: readonly Span[], columns: number, paint: Paint): string[] {
  return splitLines(spans).flatMap((line) => fill(wordsOf(line), columns, paint));
}

function splitLines(spans: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    for (const [index, text] of span.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ text, look: span.look });
    }
  }
  return lines;
}

function wordsOf(spans: readonly Span[]): Word[] {
  const words: Span[][] = [];
  let open = false;
  for (const span of spans) {
    for (const piece of span.text.split(/( +)/)) {
      if (piece === '') continue;
      if (piece.startsWith(' ')) open = false;
      else if (open) words.at(-1)?.push({ text: piece, look: span.look });
      else {
        words.push([{ text: piece, look: span.look }]);
        open = true;
      }
    }
  }
  return words;
}

function fill(words: readonly Word[], columns: number, paint: Paint): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of words) {
    const width = word.reduce((sum, span) => sum + stringWidth(span.text), 0);
    const painted = word.map((span) => paint(span.text, span.look)).join('');
    if (used > 0 && used + 1 + width > columns) {
      lines.push(line);
      line = painted;
      used = width;
    } else {
      line = used === 0 ? painted : `${line} ${painted}`;
      used += used === 0 ? width : width + 1;
    }
  }
  return used === 0 ? lines : [...lines, line];
}
