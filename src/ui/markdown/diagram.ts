import type { Tokens } from 'marked';
import { textWidth, wordWrap } from '../../app/text-width.ts';
import { asciiTwin, diagramAlt } from '../../domain/diagram.ts';
import type { Styles } from './styles.ts';

/** A picture where it fits, in ASCII where nothing else can be drawn; else what it shows, in words. */
export function diagramLines(
  { lang = '', text }: Tokens.Code,
  { pictures, dim }: Styles,
  width: number,
): readonly string[] {
  const rows = (pictures === 'ascii' ? asciiTwin(text) : text).split('\n');
  const widest = Math.max(...rows.map(textWidth));
  const alt = diagramAlt(lang);
  if (alt !== null && (pictures === 'words' || widest > width))
    return wordWrap(`[Picture: ${alt}]`, width).map((line) => dim(line));
  const indent = ' '.repeat(Math.min(2, Math.max(0, width - widest)));
  return rows.map((row) => indent + row);
}
