/**
 * Models the shells' parsers, by unbash's tree, and their syntax errors by the first error unbash reports. Invariant:
 * a shell runs every complete command that ends before the line of the error, then reports it with status 2.
 * Left out: errors that unbash does not see (`a ( b`), which run as far as the tree says. See bash(1), dash(1).
 */
import { type ParsedScript, parse } from 'unbash';
import { firstBashism } from './bashisms.ts';
import type { Dialect } from './dialect.ts';
import { lineAt, type Source } from './source.ts';
import { openParenthesis, type SyntaxProblem, tokenProblem } from './token-problem.ts';

export type { SyntaxProblem } from './token-problem.ts';

const OPENERS: ReadonlyMap<string, string> = new Map([
  ['fi', 'if'],
  ['then', 'if'],
  ['esac', 'case'],
  ['in', 'case'],
  ['}', '{'],
  [')', '('],
  [']]', '[['],
]);

const parsed = new Map<string, ParsedScript>();

/** The tree of a text; small texts are kept, since loops and functions ask again and again. */
export function parseScript(text: string): ParsedScript {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (parsed.size > 500) parsed.clear();
  const script = parse(text);
  parsed.set(text, script);
  return script;
}

const UNTERMINATED: Readonly<Record<string, string>> = {
  'double quote': '"',
  'single quote': "'",
  'ANSI-C quote': "'",
  backtick: '`',
  'command substitution': ')',
  'parameter expansion': '}',
  'arithmetic expansion': ')',
  'arithmetic command': ')',
  'process substitution': ')',
};

/** `if fi`: a word that opens a list and, instead of a command, a word that ends one, which is what is wrong. */
const EMPTY_LIST =
  /^(?:[^'"\\#]*[\s;&|(])?(?:if|elif|while|until|then|do|else)\s+(?=(?:fi|then|else|elif|do|done|esac)(?:[\s;&|)]|$))/;

/** `if;`: an operator where the condition's first command should stand. */
const EMPTY_CONDITION = /^(?:[^'"\\#]*[;&|(]\s*|\s*)(?:if|elif|while|until)\s*(?=[;&|)])/;

/** The first problem of a parsed text, or null. */
export function syntaxProblem(script: ParsedScript, source: Source, dialect: Dialect): SyntaxProblem | null {
  const first = script.errors?.[0];
  if (first === undefined) return bashismProblem(script, source, dialect) ?? openParenthesis(source, dialect);
  const from = statementStart(script, source, first.pos);
  const emptyBody = /^expected command in (subshell|brace group)/.exec(first.message)?.[1];
  if (emptyBody !== undefined) {
    const pos = source.text.indexOf(emptyBody === 'subshell' ? ')' : '}', first.pos + 1);
    if (pos > 0)
      return tokenProblem(
        source,
        { pos, rest: source.text.slice(pos), expected: null, from, redirect: false },
        dialect,
      );
  }
  const unterminated = /^unterminated (.*)$/.exec(first.message)?.[1];
  if (unterminated !== undefined && unterminated in UNTERMINATED)
    return unterminatedProblem(unterminated, source, first.pos, from, dialect);
  const statement = source.text.slice(from);
  const empty = EMPTY_LIST.exec(statement) ?? EMPTY_CONDITION.exec(statement);
  if (empty !== null) {
    const pos = from + empty.index + empty[0].length;
    return tokenProblem(
      source,
      { pos, rest: source.text.slice(pos), expected: null, from, redirect: false },
      dialect,
    );
  }
  const expected = expectation(script.errors ?? []);
  const stray = expected === 'then' || expected === 'do' ? STRAY.exec(source.text.slice(from)) : null;
  if (stray !== null) {
    const pos = from + stray[0].length;
    return tokenProblem(
      source,
      { pos, rest: source.text.slice(pos), expected, from, redirect: false },
      dialect,
    );
  }
  const rest = source.text.slice(first.pos).replace(/^[ \t]+/, '');
  const atEnd = /^\s*(#[^\n]*\s*)*$/.test(rest);
  if (atEnd && !/redirect target/.test(first.message)) return endProblem(source, from, expected, dialect);
  return tokenProblem(
    source,
    { pos: first.pos, rest, expected, from, redirect: /redirect target/.test(first.message) },
    dialect,
  );
}

/** Up to a word that ends a list where `then` or `do` should have come first. */
const STRAY = /^[^'"\\#<]*?[;&\n]\s*(?=(?:fi|else|elif|done|esac)(?:[\s;&|)]|$))/;

function bashismProblem(script: ParsedScript, source: Source, dialect: Dialect): SyntaxProblem | null {
  const found = firstBashism(script, source.text, dialect);
  if (found === null) return null;
  const words =
    dialect.kind === 'ash'
      ? `syntax error: ${found.sentence ?? `unexpected ${found.unexpected}`}`
      : `Syntax error: ${capital(found.sentence ?? `${found.unexpected} unexpected`, found.sentence !== null)}`;
  const from = statementStart(script, source, found.pos);
  return { line: lineAt(source, found.pos), messages: [words], incomplete: false, from };
}

/** dash begins its sentences with a capital letter, but not the names of what it did not expect. */
const capital = (words: string, isSentence: boolean): string =>
  isSentence ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;

/** Where the command line begins that the error stands on: what stands on earlier lines has run by then. */
function statementStart(script: ParsedScript, source: Source, position: number): number {
  const lineStart = source.text.lastIndexOf('\n', position - 1) + 1;
  const around = script.commands.find(
    (command) => command.pos < lineStart && (command.end <= command.pos || command.end >= lineStart),
  );
  return around === undefined ? lineStart : source.text.lastIndexOf('\n', around.pos) + 1;
}

function expectation(errors: readonly { readonly message: string }[]): string | null {
  for (const { message } of errors) {
    const word = /^expected '([^']+)'/.exec(message)?.[1];
    if (word !== undefined) return word;
  }
  return null;
}

function unterminatedProblem(
  what: string,
  source: Source,
  position: number,
  from: number,
  dialect: Dialect,
): SyntaxProblem {
  const closer = UNTERMINATED[what] ?? '';
  const line = lineAt(source, position);
  const endLine = lineAt(source, source.text.length);
  const problem = { incomplete: true, from };
  if (dialect.kind === 'bash') {
    const at = what === 'command substitution' ? endLine + 1 : line;
    return { ...problem, line: at, messages: [`unexpected EOF while looking for matching \`${closer}'`] };
  }
  const words = {
    '"': 'unterminated quoted string',
    "'": 'unterminated quoted string',
    '}': "missing '}'",
    '`': 'EOF in backquote substitution',
  }[closer];
  if (words === undefined) return endProblem(source, from, closer, dialect);
  return { ...problem, line: endLine, messages: [posixWords(words, dialect)] };
}

const posixWords = (words: string, dialect: Dialect): string =>
  dialect.kind === 'ash'
    ? `syntax error: ${words}`
    : `Syntax error: ${words.charAt(0).toUpperCase()}${words.slice(1)}`;

function endProblem(source: Source, from: number, expected: string | null, dialect: Dialect): SyntaxProblem {
  const line = lineAt(source, source.text.length);
  const problem = { incomplete: true, from };
  if (dialect.kind !== 'bash') {
    const hope = expected === null ? '' : ` (expecting "${expected}")`;
    const words =
      dialect.kind === 'ash'
        ? `syntax error: unexpected end of file${hope}`
        : `Syntax error: end of file unexpected${hope}`;
    return { ...problem, line, messages: [words] };
  }
  const opener = openerOf(source, from, expected);
  const origin = opener === null ? '' : ` from \`${opener}' command on line ${lineAt(source, from)}`;
  const at = source.text.endsWith('\n') ? line : line + 1;
  return { ...problem, line: at, messages: [`syntax error: unexpected end of file${origin}`] };
}

function openerOf(source: Source, from: number, expected: string | null): string | null {
  if (expected === null) return null;
  const opener = OPENERS.get(expected);
  if (opener !== undefined) return opener;
  return /\b(for|while|until|select)\b/.exec(source.text.slice(from))?.[1] ?? null;
}
