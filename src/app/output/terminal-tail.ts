/** More than a screen shows of it anyway. */
const keptCharacters = 16_384;
const home = '\u001b[H';
const tabStop = 8;

/** Keeps the end of what a program wrote to a terminal, to be shown as text. */
export class TerminalTail {
  #text = '';

  write(text: string): void {
    this.#text = (this.#text + text).slice(-keptCharacters);
  }

  /** The last lines as they stood on the terminal: what a later character overwrote is gone, and so is what was cleared. */
  lines(most: number): readonly string[] {
    const cleared = this.#text.lastIndexOf(home);
    const shown = cleared < 0 ? this.#text : this.#text.slice(cleared + home.length);
    const lines = shown.split('\n').map(settled);
    while (lines.at(-1) === '') lines.pop();
    return lines.slice(-most);
  }
}

/** ECMA-48 control sequences, other escape sequences, and single characters. */
const piece = /\u001b\[([0-?]*)[ -/]*([@-~])|\u001b[ -/]*[^[]?|[^\u001b]/gsu;

/** A line as it stood in the end: backspace, tab, carriage return and CUB move the cursor, and what comes then overwrites. */
function settled(line: string): string {
  let cells: string[] = [];
  let at = 0;
  for (const [whole, count = '', final] of line.matchAll(piece)) {
    if (final === 'D') at = Math.max(0, at - (Number(count) || 1));
    else if (final === 'J' || final === 'K') cells = cells.slice(0, at);
    else if (whole === '\b') at = Math.max(0, at - 1);
    else if (whole === '\r') at = 0;
    else if (whole === '\t') at += tabStop - (at % tabStop);
    else if (whole >= ' ' && whole !== '\u007f' && !whole.startsWith('\u001b')) {
      cells[at] = whole;
      at += 1;
    }
  }
  return Array.from(cells, (cell) => cell ?? ' ')
    .join('')
    .trimEnd();
}
