/** How the shells word a token that may not stand where it does (bash(1), dash(1), busybox ash). Invariant: words and lines are theirs. */
import type { Dialect } from './dialect.ts';
import { lineAt, type Source } from './source.ts';

/** What is wrong with a text, as its shell would say it. */
export interface SyntaxProblem {
  readonly line: number;
  /** Without the shell's prefix; bash prints a second line that quotes the source. */
  readonly messages: readonly string[];
  /** More text could complete it. */
  readonly incomplete: boolean;
  /** Statements from this position on must not run. */
  readonly from: number;
}

/** `f(`: the beginning of a function without its other parenthesis, which unbash takes for a word. */
export function openParenthesis(source: Source, dialect: Dialect): SyntaxProblem | null {
  const found = /(?:^|[;&|\n]\s*)[A-Za-z_][\w-]*[ \t]*\([ \t]*(?=\n|$)/.exec(source.text);
  if (found === null || /['"$`#]/.test(source.text.slice(0, found.index))) return null;
  const pos = found.index + found[0].length;
  return tokenProblem(
    source,
    {
      pos,
      rest: source.text.slice(pos),
      expected: dialect.kind === 'bash' ? null : ')',
      from: found.index,
      redirect: false,
    },
    dialect,
  );
}

export interface BadToken {
  readonly pos: number;
  readonly rest: string;
  readonly expected: string | null;
  readonly from: number;
  readonly redirect: boolean;
}

export function tokenProblem(source: Source, bad: BadToken, dialect: Dialect): SyntaxProblem {
  const line = lineAt(source, bad.pos);
  const token = /^(;;&|;;|;&|&&|\|\||\|&|<<|>>|[;&|()<>]|[^\s;&|()<>]+)/.exec(bad.rest)?.[1] ?? 'newline';
  const problem = { incomplete: false, from: bad.from, line };
  if (dialect.kind === 'bash') {
    const lineText = source.text.split('\n')[line - source.firstLine] ?? '';
    return {
      ...problem,
      messages: [`syntax error near unexpected token \`${token}'`, `\`${lineText}'`],
    };
  }
  const hope = bad.expected === null ? '' : ` (expecting "${bad.expected}")`;
  const atEnd = token === 'newline' && !bad.rest.includes('\n');
  const what = atEnd ? 'end of file' : bad.redirect && token !== ';' ? 'redirection' : posixToken(token);
  const words =
    dialect.kind === 'ash'
      ? `syntax error: unexpected ${what}${hope}`
      : `Syntax error: ${what} unexpected${hope}`;
  return { ...problem, messages: [words] };
}

const RESERVED = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'do',
  'done',
  'case',
  'esac',
  'while',
  'until',
  'for',
  '{',
  '}',
  '!',
  'in',
]);

const posixToken = (token: string): string => {
  if (token === 'newline') return 'newline';
  return RESERVED.has(token) || /^[;&|()<>]/.test(token) ? `"${token}"` : 'word';
};
