import { Marked, type Token, type Tokens } from 'marked';
import { markedTerminal } from 'marked-terminal';
import wrapAnsi from 'wrap-ansi';
import { commandSlices, hardWrap } from '../../app/text-width.ts';
import { isDiagram } from '../../domain/diagram.ts';
import { diagramLines } from './diagram.ts';
import { highlightLine } from './highlight.ts';
import type { Styles } from './styles.ts';
import { tableLines } from './table.ts';

/** Markdown to lines of at most `width` cells. Holds the libraries: import it when there is something to set. */
export function createMarkdownRenderer(
  styles: Styles,
): (markdown: string, width: number) => readonly string[] {
  const room = { width: 80 };
  const marked = new Marked();
  marked.use(
    markedTerminal({
      showSectionPrefix: false,
      emoji: false,
      strong: styles.strong,
      em: styles.em,
      del: styles.del,
    }),
  );
  marked.use({ renderer: cures(styles, room) });
  return (markdown, width) => {
    room.width = Math.max(8, width);
    const text = marked.parse(withoutControls(markdown), { async: false });
    return trimmed(text.split('\n'));
  };
}

interface Parser {
  readonly parser: {
    parse(tokens: Token[]): string;
    parseInline(tokens: Token[]): string;
  };
}

/**
 * What marked-terminal does not do itself: inline markup in list items (#371), tables that fit (#377),
 * wrapping that hangs below a bullet. Each block wraps to the room its ancestors leave it.
 */
function cures(styles: Styles, room: { width: number }) {
  const wrap = (text: string): string => wrapAnsi(text, room.width, { hard: true });
  const within = (cells: number, body: () => string): string => {
    room.width -= cells;
    const text = body();
    room.width += cells;
    return text;
  };
  return {
    text(this: Parser, token: Tokens.Text | Tokens.Escape): string {
      if (!('tokens' in token) || !token.tokens) return token.text;
      return `${wrap(this.parser.parseInline(token.tokens).replace(/\n/g, ' '))}\n`;
    },
    paragraph(this: Parser, token: Tokens.Paragraph): string {
      return `${wrap(this.parser.parseInline(token.tokens).replace(/\n/g, ' '))}\n\n`;
    },
    heading(this: Parser, token: Tokens.Heading): string {
      return `${wrap(styles.heading(this.parser.parseInline(token.tokens)))}\n\n`;
    },
    codespan: (token: Tokens.Codespan): string => styles.code(token.text),
    link(this: Parser, token: Tokens.Link): string {
      const text = this.parser.parseInline(token.tokens);
      return text === token.href ? text : `${text} (${token.href})`;
    },
    code: (token: Tokens.Code): string => {
      if (isDiagram(token.lang ?? '')) return `${diagramLines(token, styles, room.width).join('\n')}\n\n`;
      const lines = token.text
        .split('\n')
        .flatMap((line) => codeRows(line, token.lang ?? '', room.width - 2));
      return `${lines.map((line) => `  ${highlightLine(line, styles)}`).join('\n')}\n\n`;
    },
    blockquote(this: Parser, token: Tokens.Blockquote): string {
      const body = within(2, () => this.parser.parse(token.tokens));
      const lines = trimmed(body.split('\n')).map(
        (line) => `${styles.dim(styles.bar)} ${styles.quote(line)}`,
      );
      return `${lines.join('\n')}\n\n`;
    },
    list(this: Parser, token: Tokens.List): string {
      const first = Number(token.start || 1);
      const items = token.items.map((item, index) => {
        const mark = token.ordered ? `${first + index}.` : styles.bullet;
        const body = within(mark.length + 1, () => this.parser.parse(item.tokens));
        return hung(mark, trimmed(body.split('\n')));
      });
      return `${items.join(token.loose ? '\n\n' : '\n')}\n\n`;
    },
    table(this: Parser, token: Tokens.Table): string {
      const cell = ({ tokens }: Tokens.TableCell): string => this.parser.parseInline(tokens);
      const rows = token.rows.map((row) => row.map(cell));
      return `${tableLines(token.header.map(cell), rows, room.width, styles).join('\n')}\n\n`;
    },
    hr: (): string => `${styles.dim(styles.rule.repeat(room.width))}\n\n`,
  };
}

/** Commands go on below themselves, all else is cut as a terminal does. */
function codeRows(line: string, language: string, width: number): readonly string[] {
  const [, prompt] = /^(\s*(?:[$#] )?)/.exec(line) ?? [];
  const isCommand = /^(?:sh|bash|shell)$/.test(language) || /[$#]/.test(prompt ?? '');
  if (!isCommand || prompt === undefined) return hardWrap(line, width);
  const slices = commandSlices(line.slice(prompt.length), width - prompt.length);
  return slices.map((slice, row) => (row === 0 ? prompt : ' '.repeat(prompt.length)) + slice.trimEnd());
}

function hung(mark: string, lines: readonly string[]): string {
  const indent = ' '.repeat(mark.length + 1);
  return lines
    .map((line, row) => (row === 0 ? `${mark} ${line}` : line === '' ? '' : indent + line))
    .join('\n');
}

/** Without empty lines at either end, and never two in a row. */
function trimmed(lines: readonly string[]): string[] {
  const kept = lines.filter((line, index) => line.trim() !== '' || (lines[index - 1] ?? '').trim() !== '');
  if (kept[0]?.trim() === '') kept.shift();
  while (kept.at(-1)?.trim() === '') kept.pop();
  return kept;
}

const withoutControls = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
