import type { TextProps } from 'ink';
import { createContext, useContext } from 'react';
import type { Tone } from '../app/lesson/pane-row.ts';
import type { Looks } from './markdown/styles.ts';

/** How things look: attributes by meaning, and the characters boxes are drawn with. */
export interface Theme {
  readonly accent: TextProps;
  readonly dim: TextProps;
  readonly title: TextProps;
  readonly selected: TextProps;
  readonly tones: Readonly<Record<Tone, TextProps>>;
  readonly glyphs: Glyphs;
  readonly looks: Looks;
}

export interface Glyphs {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly across: string;
  readonly down: string;
  readonly barDone: string;
  readonly barLeft: string;
  /** Where one is in a bar of pages. */
  readonly here: string;
  readonly pointer: string;
  readonly done: string;
  readonly wrong: string;
  readonly begun: string;
  readonly fresh: string;
  /** There is more on that side. */
  readonly above: string;
  readonly below: string;
  readonly dot: string;
  readonly ellipsis: string;
}

const unicode: Glyphs = {
  topLeft: '╭',
  topRight: '╮',
  bottomLeft: '╰',
  bottomRight: '╯',
  across: '─',
  down: '│',
  barDone: '━',
  barLeft: '─',
  here: '●',
  pointer: '❯',
  done: '✓',
  wrong: '✗',
  begun: '◐',
  fresh: '○',
  above: '↑',
  below: '↓',
  dot: '·',
  ellipsis: '…',
};

const ascii: Glyphs = {
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  across: '-',
  down: '|',
  barDone: '#',
  barLeft: '-',
  here: '@',
  pointer: '>',
  done: 'x',
  wrong: '!',
  begun: '~',
  fresh: 'o',
  above: '^',
  below: 'v',
  dot: '-',
  ellipsis: '...',
};

/** The terminal's own 16 colours: readable on light and dark. Every colour stands beside a word or a mark. */
export function themeFor(looks: Looks): Theme {
  const coloured = (color: string, more: TextProps = {}): TextProps =>
    looks.colour ? { color, ...more } : more;
  return {
    accent: coloured('cyan'),
    dim: { dimColor: true },
    title: { bold: true },
    selected: coloured('cyan', { bold: true }),
    tones: {
      plain: {},
      dim: { dimColor: true },
      heading: { bold: true },
      command: { bold: true },
      stdout: {},
      stderr: coloured('red'),
      note: coloured('yellow'),
      right: coloured('green', { bold: true }),
      wrong: coloured('red', { bold: true }),
      selected: coloured('cyan', { bold: true }),
    },
    glyphs: looks.ascii ? ascii : unicode,
    looks,
  };
}

export const ThemeContext = createContext<Theme>(themeFor({ colour: true, ascii: false }));

export const useTheme = (): Theme => useContext(ThemeContext);
