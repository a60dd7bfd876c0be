import type { IBufferCell, Terminal } from '@xterm/headless';

const CELL = { width: 8.4, height: 18 };
const PADDING = 12;
const FOREGROUND = '#d8dee9';
const BACKGROUND = '#1e222a';
/** The sixteen colours of a terminal, as this picture shows them. */
const PALETTE = [
  '#3b4252',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#d8dee9',
  '#7f848e',
  '#ef8a92',
  '#b1d196',
  '#ecd09a',
  '#85c3f4',
  '#d49ae6',
  '#7cc8d2',
  '#ffffff',
];

interface Run {
  readonly column: number;
  text: string;
  width: number;
  readonly style: string;
  readonly background: string;
}

/** What a terminal shows, as an SVG that needs no font of its own; the same screen gives the same bytes. */
export function screenSvg(terminal: Terminal, title: string): string {
  const width = terminal.cols * CELL.width + 2 * PADDING;
  const height = terminal.rows * CELL.height + 2 * PADDING;
  const rows = Array.from({ length: terminal.rows }, (_, row) => rowSvg(terminal, row));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="${FOREGROUND}" xml:space="preserve" style="white-space:pre">`,
    ...rows.filter((row) => row !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function rowSvg(terminal: Terminal, row: number): string {
  const y = PADDING + row * CELL.height;
  return runsOf(terminal, row)
    .map((run) => {
      const x = round(PADDING + run.column * CELL.width);
      const length = round(run.width * CELL.width);
      const box =
        run.background === BACKGROUND
          ? ''
          : `<rect x="${x}" y="${round(y)}" width="${length}" height="${CELL.height}" fill="${run.background}"/>`;
      const text =
        run.text.trim() === ''
          ? ''
          : `<text x="${x}" y="${round(y + 13.5)}" textLength="${length}"${run.style}>${escaped(run.text)}</text>`;
      return box + text;
    })
    .join('');
}

function runsOf(terminal: Terminal, row: number): Run[] {
  const line = terminal.buffer.active.getLine(row);
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column++) {
    const cell = line?.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const { style, background } = looks(cell);
    const last = runs.at(-1);
    const text = cell.getChars() === '' ? ' ' : cell.getChars();
    if (last !== undefined && last.style === style && last.background === background) {
      last.text += text;
      last.width += cell.getWidth();
    } else runs.push({ column, text, width: cell.getWidth(), style, background });
  }
  return runs;
}

function looks(cell: IBufferCell): { style: string; background: string } {
  const own = colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()) ?? FOREGROUND;
  const behind = colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()) ?? BACKGROUND;
  const [fill, background] = cell.isInverse() ? [behind, own] : [own, behind];
  const style = [
    fill === FOREGROUND ? '' : ` fill="${fill}"`,
    cell.isBold() ? ' font-weight="bold"' : '',
    cell.isItalic() ? ' font-style="italic"' : '',
    cell.isUnderline() ? ' text-decoration="underline"' : '',
    cell.isDim() ? ' opacity="0.6"' : '',
  ];
  return { style: style.join(''), background };
}

function colour(isDefault: boolean, isRgb: boolean, value: number): string | null {
  if (isDefault) return null;
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  return PALETTE[value] ?? colourCube(value);
}

/** xterm's colours 16 to 255: a 6x6x6 cube, then 24 greys. */
function colourCube(value: number): string {
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const channels =
    value >= 232
      ? [0, 0, 0].map(() => 8 + 10 * (value - 232))
      : [36, 6, 1].map((unit) => level(Math.floor((value - 16) / unit) % 6));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
