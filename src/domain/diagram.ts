/**
 * Pictures drawn with characters, in fences named `diagram`. Only characters that take one cell in every terminal
 * and have a twin in ASCII are allowed, so that a picture keeps its shape wherever it is shown.
 */

export const MOST_DIAGRAM_COLUMNS = 74;
export const MOST_DIAGRAM_ROWS = 16;

const TWINS: Readonly<Record<string, string>> = {
  '-': '─',
  '=': '═',
  '|': '│║',
  '+': '┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯✓',
  '>': '▶→',
  '<': '◀←',
  '^': '▲↑',
  v: '▼↓',
  '.': '·░',
  '*': '•',
  x: '×',
  '#': '█',
  '%': '▓',
  ':': '▒',
};

const twinOf: ReadonlyMap<string, string> = new Map(
  Object.entries(TWINS).flatMap(([twin, characters]) => [...characters].map((one) => [one, twin] as const)),
);

/** A Latin letter without its marks (`á` is `a`), for labels in other languages; anything else as it is. */
const plainLetter = (character: string): string => {
  const [base = character, ...marks] = character.normalize('NFD');
  return /^[a-z]$/i.test(base) && marks.every((mark) => /\p{M}/u.test(mark)) ? base : character;
};

/** The picture in ASCII, cell by cell. */
export const asciiTwin = (picture: string): string =>
  [...picture].map((character) => twinOf.get(character) ?? plainLetter(character)).join('');

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['–', '-'],
  ['—', '-'],
  ['…', '.'],
  ['≈', '~'],
]);

/** Prose for a terminal without UTF-8, cell by cell: what has a plain twin gets it. */
export const asciiProse = (text: string): string =>
  asciiTwin(text).replace(/[‘’“”–—…≈]/g, (character) => QUOTES.get(character) ?? character);

/** Whether the character takes one cell everywhere and has a twin, or is printable ASCII itself. */
export const isDrawable = (character: string): boolean =>
  twinOf.has(character) || /^[ -~]$/.test(plainLetter(character));

/** What a picture shows, in words, from the info string of its fence; null: it is no diagram, or says nothing. */
export function diagramAlt(info: string): string | null {
  const said = /^diagram(?:\s.*?)?\salt=(?:"([^"]*)"|'([^']*)')/.exec(info);
  const words = (said?.[1] ?? said?.[2] ?? '').trim();
  return words === '' ? null : words;
}

export const isDiagram = (info: string): boolean => /^diagram(\s|$)/.test(info);
