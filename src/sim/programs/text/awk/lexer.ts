/** Models the words of the awk language (POSIX XCU awk, "Lexical Conventions"). Invariant: pure. Left out: gawk's @ directives. */
export class AwkSyntaxError extends Error {
  readonly line: number;
  readonly near: string;
  constructor(line: number, near: string) {
    super(`syntax error at or near ${near}`);
    this.line = line;
    this.near = near;
  }
}

export interface Token {
  readonly kind:
    | 'number'
    | 'string'
    | 'regex'
    | 'name'
    | 'function-name'
    | 'keyword'
    | 'builtin'
    | 'operator'
    | 'newline'
    | 'end';
  readonly text: string;
  readonly line: number;
}

const KEYWORDS = new Set([
  'BEGIN',
  'END',
  'function',
  'func',
  'if',
  'else',
  'while',
  'for',
  'do',
  'break',
  'continue',
  'next',
  'nextfile',
  'exit',
  'return',
  'delete',
  'in',
  'getline',
  'print',
  'printf',
]);
export const BUILTIN_NAMES = new Set([
  'length',
  'substr',
  'index',
  'split',
  'sub',
  'gsub',
  'gensub',
  'match',
  'sprintf',
  'sin',
  'cos',
  'atan2',
  'exp',
  'log',
  'sqrt',
  'int',
  'rand',
  'srand',
  'tolower',
  'toupper',
  'system',
  'close',
  'fflush',
  'systime',
  'strftime',
  'mktime',
  'and',
  'or',
  'xor',
  'lshift',
  'rshift',
  'compl',
]);
const OPERATOR =
  /(\*\*=|\+\+|--|&&|\|\||>>|==|!=|<=|>=|\+=|-=|\*=|\/=|%=|\^=|\*\*|!~|[-{}()[\];,+*/%^!<>|?:~$=])/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  '/': '/',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

export function tokens(text: string, powers: boolean): Token[] {
  const found: Token[] = [];
  let at = 0;
  let line = 1;
  const push = (kind: Token['kind'], word: string, length: number): void => {
    found.push({ kind, text: word, line });
    at += length;
  };
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest)?.[0];
    if (space !== undefined) {
      if (space.endsWith('\n')) line++;
      at += space.length;
    } else if (rest.startsWith('\n')) {
      push('newline', '\n', 1);
      line++;
    } else if (rest.startsWith('"')) {
      const [whole, value] = stringAt(rest, line);
      push('string', value, whole.length);
    } else if (rest.startsWith('/') && regexMayStand(found.at(-1))) {
      const whole = regexAt(rest, line);
      push('regex', whole.slice(1, -1).replaceAll('\\/', '/'), whole.length);
    } else at = word(text, at, line, found, powers);
  }
  found.push({ kind: 'end', text: 'end of file', line });
  return found;
}

/** A slash divides after a value and begins an expression elsewhere. */
function regexMayStand(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'operator') return ![')', ']', '$', '++', '--'].includes(before.text);
  return before.kind === 'keyword' || before.kind === 'newline';
}

function stringAt(rest: string, line: number): [string, string] {
  const whole = /^"(?:[^"\\\n]|\\[\s\S])*"/.exec(rest)?.[0];
  if (whole === undefined) throw new AwkSyntaxError(line, 'unterminated string');
  return [whole, unescapeString(whole.slice(1, -1))];
}

export const unescapeString = (text: string): string =>
  text.replace(/\\([0-7]{1,3}|[\s\S])/g, (whole, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    if (code === '\n') return '';
    return ESCAPES[code] ?? whole;
  });

function regexAt(rest: string, line: number): string {
  const whole =
    /^\/(?:[^/\\[\n]|\\.|\[\^?\]?(?:\[:\w+:\]|[^\]\n])*\])*\//.exec(rest)?.[0] ??
    /^\/(?:[^/\\\n]|\\.)*\//.exec(rest)?.[0];
  if (whole === undefined) throw new AwkSyntaxError(line, 'unterminated regular expression');
  return whole;
}

function word(text: string, at: number, line: number, found: Token[], powers: boolean): number {
  const rest = text.slice(at);
  const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest)?.[0];
  if (number !== undefined) {
    found.push({ kind: 'number', text: number, line });
    return at + number.length;
  }
  const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
  if (name !== undefined) {
    const calls = rest[name.length] === '(';
    const kind = KEYWORDS.has(name)
      ? 'keyword'
      : BUILTIN_NAMES.has(name)
        ? 'builtin'
        : calls
          ? 'function-name'
          : 'name';
    found.push({ kind, text: name === 'func' ? 'function' : name, line });
    return at + name.length;
  }
  OPERATOR.lastIndex = at;
  const longest = OPERATOR.exec(text)?.[0];
  const operator = longest?.startsWith('**') === true && !powers ? '*' : longest;
  if (operator === undefined) throw new AwkSyntaxError(line, rest[0] ?? '');
  const plain = operator === '**' ? '^' : operator === '**=' ? '^=' : operator;
  found.push({ kind: 'operator', text: plain, line });
  return at + operator.length;
}
