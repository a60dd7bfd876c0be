import { Marked, type Token, type Tokens } from 'marked';
import type { ProblemList } from './problem.ts';

const markdown = new Marked();

/** C0 and C1 controls but newline and tab, and the bidirectional overrides that make text read as it is not. */
const FORBIDDEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;
const VARIATION_SELECTOR = '\ufe0f';

/** One clause on the first character that must not reach a terminal, or null. */
export function forbiddenCharacter(text: string): string | null {
  const found = FORBIDDEN.exec(text)?.[0];
  if (found !== undefined) return `the control character ${codePoint(found)} is not allowed in a lesson`;
  if (text.includes(VARIATION_SELECTOR)) {
    return 'emoji with variation selector U+FE0F are not allowed: terminals disagree about their width';
  }
  return null;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Reports what a terminal cannot show in a piece of markdown that begins at `firstLine`. */
export function checkMarkdown(text: string, firstLine: number, where: string, problems: ProblemList): void {
  let line = firstLine;
  for (const token of markdown.lexer(text)) {
    checkToken(token, line, where, problems);
    line += newlines(token.raw);
  }
}

function checkToken(token: Token, line: number, where: string, problems: ProblemList): void {
  const complaint = complaintAbout(token);
  if (complaint !== null) problems.add(line, `${where}${complaint}`);
  let from = 0;
  for (const child of childrenOf(token)) {
    const start = Math.max(token.raw.indexOf(child.raw, from), from);
    checkToken(child, line + newlines(token.raw.slice(0, start)), where, problems);
    from = start + child.raw.length;
  }
}

function complaintAbout(token: Token): string | null {
  switch (token.type) {
    case 'html':
      return `HTML is not shown in a terminal: ${token.raw.trim().split('\n')[0]} (write \`…\` or &lt;)`;
    case 'image':
      return 'images are not shown in a terminal';
    case 'heading':
      return (token as Tokens.Heading).depth < 3
        ? 'a heading here must be ### or deeper; ## starts a page, and the title stands in the front matter'
        : null;
    default:
      return null;
  }
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if (token.type === 'table') {
    const table = token as Tokens.Table;
    return [...table.header, ...table.rows.flat()].flatMap((cell) => cell.tokens);
  }
  return 'tokens' in token && token.tokens !== undefined ? token.tokens : [];
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
