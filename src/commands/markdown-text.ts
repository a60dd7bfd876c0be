import { Marked, type Token, type Tokens } from 'marked';
import stringWidth from 'string-width';
import { asciiTwin, diagramAlt, isDiagram } from '../domain/diagram.ts';
import { type Look, type Paint, type Span, wrapWords } from './wrap-words.ts';

const marked = new Marked();

export interface TextLayout {
  readonly columns: number;
  readonly paint: Paint;
  /** How diagrams are shown; as drawn where it is not said. */
  readonly pictures?: 'drawn' | 'ascii' | 'words';
}

/** Markdown as lines to read in a pipe or on a plain terminal: blocks parted by one blank line, code never wrapped. */
export function markdownText(markdown: string, layout: TextLayout): string[] {
  return blocks(marked.lexer(markdown), layout);
}

function blocks(tokens: readonly Token[], layout: TextLayout): string[] {
  const rendered = tokens.filter((token) => token.type !== 'space').map((token) => block(token, layout));
  return rendered
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function block(token: Token, layout: TextLayout): string[] {
  const { columns, paint } = layout;
  switch (token.type) {
    case 'heading':
      return wrapWords(spansOf(token.tokens ?? [], 'heading'), columns, paint);
    case 'code':
      if (isDiagram((token as Tokens.Code).lang ?? '')) return diagram(token as Tokens.Code, layout);
      return (token as Tokens.Code).text.split('\n').map((line) => `    ${paint(line, 'code')}`.trimEnd());
    case 'list':
      return list(token as Tokens.List, layout);
    case 'table':
      return table(token as Tokens.Table, layout);
    case 'blockquote':
      return blocks(token.tokens ?? [], narrower(layout, 2)).map((line) => `| ${line}`.trimEnd());
    case 'hr':
      return ['-'.repeat(Math.min(columns, 20))];
    case 'html':
      return [];
    default:
      return wrapWords(spansOf([token], 'plain'), columns, paint);
  }
}

/** The picture where it fits, else what it shows in words. */
function diagram({ lang = '', text }: Tokens.Code, layout: TextLayout): string[] {
  const { pictures = 'drawn', columns, paint } = layout;
  const alt = diagramAlt(lang);
  const rows = (pictures === 'ascii' ? asciiTwin(text) : text).split('\n');
  const fits = rows.every((row) => stringWidth(row) <= columns);
  if (alt !== null && (pictures === 'words' || !fits))
    return wrapWords([{ text: `[Picture: ${alt}]`, look: 'plain' }], columns, paint);
  return rows.map((row) => row.trimEnd());
}

function narrower(layout: TextLayout, by: number): TextLayout {
  return { ...layout, columns: Math.max(20, layout.columns - by) };
}

function list(token: Tokens.List, layout: TextLayout): string[] {
  const first = token.start === '' ? 1 : token.start;
  return token.items.flatMap((item, index) => {
    const mark = token.ordered ? `${first + index}. ` : '- ';
    const lines = blocks(item.tokens, narrower(layout, mark.length));
    const tight = token.loose ? lines : lines.filter((line) => line !== '');
    const marked = tight.map((line, row) => (row === 0 ? mark : ' '.repeat(mark.length)) + line);
    return token.loose && index > 0 ? ['', ...marked] : marked;
  });
}

/** Columns as wide as their widest cell, the last one wrapped into what is left. */
function table(token: Tokens.Table, { columns, paint }: TextLayout): string[] {
  const rows = [token.header, ...token.rows];
  const count = token.header.length;
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => stringWidth(plainText(row[column]?.tokens ?? [])))),
  );
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  const lastWidth = Math.max(20, columns - before);
  const drawn = rows.map((row, rowIndex) => {
    const look: Look = rowIndex === 0 ? 'heading' : 'plain';
    const left = row.slice(0, -1).map((cell, column) => {
      const text = plainText(cell.tokens);
      return paint(text, look) + ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(text)) + 2);
    });
    const last = wrapWords(spansOf(row.at(-1)?.tokens ?? [], look), lastWidth, paint);
    return (last.length === 0 ? [''] : last).map(
      (line, index) => (index === 0 ? left.join('') : ' '.repeat(before)) + line,
    );
  });
  const rule = widths.map((width, column) =>
    '-'.repeat(column === count - 1 ? Math.min(width, lastWidth) : width),
  );
  const [header, ...body] = drawn;
  return [...(header ?? []), rule.join('  '), ...body.flat()].map((line) => line.trimEnd());
}

function plainText(tokens: readonly Token[]): string {
  return spansOf(tokens, 'plain')
    .map((span) => span.text)
    .join('');
}

function spansOf(tokens: readonly Token[], look: Look): Span[] {
  return tokens.flatMap((token): Span[] => {
    switch (token.type) {
      case 'strong':
        return spansOf(token.tokens ?? [], look === 'plain' ? 'strong' : look);
      case 'codespan':
        return [{ text: `\`${token.text}\``, look: 'code' }];
      case 'br':
        return [{ text: '\n', look }];
      case 'link':
        return link(token as Tokens.Link, look);
      case 'html':
        return [];
      default:
        if ('tokens' in token && token.tokens !== undefined) return spansOf(token.tokens, look);
        return [
          {
            text: withoutEntities('text' in token ? String(token.text) : token.raw).replaceAll('\n', ' '),
            look,
          },
        ];
    }
  });
}

function link(token: Tokens.Link, look: Look): Span[] {
  const label = spansOf(token.tokens, look);
  return token.text === token.href ? label : [...label, { text: ` (${token.href})`, look: 'faint' }];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function withoutEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
