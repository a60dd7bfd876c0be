/** Text styles as raw SGR: the terminal's own 16 colours, so that light and dark backgrounds both work. */
export interface Styles {
  readonly strong: Style;
  readonly em: Style;
  readonly del: Style;
  readonly code: Style;
  readonly heading: Style;
  readonly quote: Style;
  readonly dim: Style;
  readonly command: Style;
  readonly string: Style;
  readonly bullet: string;
  readonly bar: string;
  readonly rule: string;
  /** How a diagram is shown: as drawn, by its twin in ASCII, or by its description. */
  readonly pictures: 'drawn' | 'ascii' | 'words';
}

export type Style = (text: string) => string;

const sgr =
  (on: number, off: number): Style =>
  (text) =>
    text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;

const bold = sgr(1, 22);
const dim = sgr(2, 22);
const colour = (code: number): Style => sgr(code, 39);

export interface Looks {
  readonly colour: boolean;
  readonly ascii: boolean;
  /** Pictures are told in words, as for a screen reader. */
  readonly words?: boolean;
}

/** Without colour, code keeps its backquotes: nothing is told by colour alone. */
export function stylesFor({ colour: coloured, ascii, words = false }: Looks): Styles {
  return {
    strong: bold,
    em: sgr(3, 23),
    del: sgr(9, 29),
    code: coloured ? colour(36) : (text) => `\`${text}\``,
    heading: coloured ? (text) => bold(colour(36)(text)) : bold,
    quote: sgr(3, 23),
    dim,
    command: bold,
    string: coloured ? colour(32) : (text) => text,
    bullet: ascii ? '-' : '•',
    bar: ascii ? '|' : '│',
    rule: ascii ? '-' : '─',
    pictures: words ? 'words' : ascii ? 'ascii' : 'drawn',
  };
}
