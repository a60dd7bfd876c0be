/** Reads the arguments of find(1) into an expression (POSIX XCU find). Invariant: what is no predicate is an error before anything is visited. */
import type { FileType } from '../../kernel/sys.ts';
import { type Compare, type Expression, FindError, type Request } from './expression.ts';

const TYPES: Readonly<Record<string, FileType>> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  p: 'fifo',
  s: 'socket',
  c: 'char-device',
  b: 'block-device',
};
const SIZE_UNITS: Readonly<Record<string, number>> = {
  '': 512,
  b: 512,
  c: 1,
  w: 2,
  k: 1024,
  M: 1_048_576,
  G: 1_073_741_824,
};
const NOT_MODELLED = new Set(
  '-regex -iregex -fstype -ok -okdir -execdir -ls -fls -fprint -inum -samefile -uid -gid -nouser -nogroup -ipath -executable -readable -writable'.split(
    ' ',
  ),
);

export class FindParser {
  readonly #words: readonly string[];
  readonly #extensions: boolean;
  #at = 0;
  #acts = false;
  #minDepth = 0;
  #maxDepth = Number.POSITIVE_INFINITY;
  #depthFirst = false;
  #follow = false;
  #sameDevice = false;

  /** `extensions`: what GNU has and the busybox of Debian has not (-delete, -printf). */
  constructor(words: readonly string[], extensions: boolean) {
    this.#words = words;
    this.#extensions = extensions;
  }

  /** Throws FindError. */
  parse(): Request {
    while (/^-[HLP]$/.test(this.#peek() ?? '')) this.#follow = this.#take() === '-L';
    const paths: string[] = [];
    for (let word = this.#peek(); word !== undefined && !/^[-(!]/.test(word); word = this.#peek())
      paths.push(this.#take());
    let expression: Expression = this.#peek() === undefined ? { kind: 'true' } : this.#or();
    if (this.#peek() !== undefined) throw new FindError('path-after', this.#take());
    if (!this.#acts) expression = { kind: 'and', left: expression, right: { kind: 'print', end: '\n' } };
    return {
      paths: paths.length === 0 ? ['.'] : paths,
      expression,
      minDepth: this.#minDepth,
      maxDepth: this.#maxDepth,
      depthFirst: this.#depthFirst,
      follow: this.#follow,
      sameDevice: this.#sameDevice,
    };
  }

  #peek(): string | undefined {
    return this.#words[this.#at];
  }

  #take(): string {
    return this.#words[this.#at++] ?? '';
  }

  #value(name: string): string {
    const value = this.#words[this.#at++];
    if (value === undefined) throw new FindError('missing', name);
    return value;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#peek() === '-o' || this.#peek() === '-or') {
      this.#at++;
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    for (let word = this.#peek(); word !== undefined && !/^(-o|-or|\))$/.test(word); word = this.#peek()) {
      if (word === '-a' || word === '-and') this.#at++;
      left = { kind: 'and', left, right: this.#not() };
    }
    return left;
  }

  #not(): Expression {
    const word = this.#take();
    if (word === '!' || word === '-not') return { kind: 'not', of: this.#not() };
    if (word !== '(') return this.#primary(word);
    if (this.#peek() === ')') throw new FindError('empty-expression', ')');
    const inside = this.#or();
    if (this.#take() !== ')') throw new FindError('unclosed', '(');
    return inside;
  }

  #primary(word: string): Expression {
    switch (word) {
      case '-name':
      case '-iname':
        return { kind: 'name', pattern: this.#value(word), ignoreCase: word === '-iname' };
      case '-path':
      case '-wholename':
        return { kind: 'path', pattern: this.#value(word), ignoreCase: false };
      case '-type':
        return { kind: 'type', types: this.#types(this.#value(word)) };
      case '-size':
        return this.#size(this.#value(word));
      case '-perm':
        return perm(this.#value(word));
      case '-newer':
        return { kind: 'newer', file: this.#value(word) };
      case '-user':
      case '-group':
        return { kind: 'owner', of: word === '-user' ? 'user' : 'group', name: this.#value(word) };
      case '-links':
        return { kind: 'links', compare: compareOf(word, this.#value(word)) };
      case '-empty':
        return { kind: 'empty' };
      case '-true':
        return { kind: 'true' };
      case '-false':
        return { kind: 'false' };
      case '-prune':
        return { kind: 'prune' };
      default:
        return this.#timeOrGlobal(word) ?? this.#action(word);
    }
  }

  #timeOrGlobal(word: string): Expression | null {
    const time = /^-([mac])(time|min)$/.exec(word);
    if (time !== null) {
      const which = time[1] === 'a' ? 'a' : time[1] === 'c' ? 'c' : 'm';
      const compare = compareOf(word, this.#value(word));
      return { kind: 'time', which, compare, unitMs: time[2] === 'min' ? 60_000 : 86_400_000 };
    }
    if (word === '-maxdepth') this.#maxDepth = this.#number(word);
    else if (word === '-mindepth') this.#minDepth = this.#number(word);
    else if (word === '-depth') this.#depthFirst = true;
    else if (word === '-follow') this.#follow = true;
    else if (word === '-xdev' || word === '-mount') this.#sameDevice = true;
    else return null;
    return { kind: 'true' };
  }

  #action(word: string): Expression {
    if (this.#extensions && word === '-delete') {
      this.#depthFirst = true;
      this.#acts = true;
      return { kind: 'delete' };
    }
    if (this.#extensions && word === '-printf') {
      this.#acts = true;
      return { kind: 'printf', format: this.#value(word) };
    }
    switch (word) {
      case '-print':
      case '-print0':
        this.#acts = true;
        return { kind: 'print', end: word === '-print' ? '\n' : '\0' };
      case '-quit':
        this.#acts = true;
        return { kind: 'quit' };
      case '-exec':
        this.#acts = true;
        return this.#exec();
      default:
        throw new FindError(NOT_MODELLED.has(word) ? 'not-modelled' : 'unknown', word);
    }
  }

  #exec(): Expression {
    const command: string[] = [];
    for (;;) {
      const word = this.#words[this.#at++];
      if (word === undefined) throw new FindError('missing', '-exec');
      if (word === ';') return { kind: 'exec', command, batch: false };
      if (word === '+' && command.at(-1) === '{}')
        return { kind: 'exec', command: command.slice(0, -1), batch: true };
      command.push(word);
    }
  }

  #types(text: string): FileType[] {
    return text.split(',').map((letter) => {
      const type = TYPES[letter];
      if (type === undefined) throw new FindError('type', '-type', letter);
      return type;
    });
  }

  #number(word: string): number {
    const text = this.#value(word);
    if (!/^\d+$/.test(text)) throw new FindError('number', word, text);
    return Number(text);
  }

  #size(text: string): Expression {
    const match = /^([-+]?)(\d+)([bcwkMG]?)$/.exec(text);
    if (match === null) throw new FindError('size', '-size', text);
    return {
      kind: 'size',
      compare: { sign: signOf(match[1]), value: Number(match[2]) },
      unitBytes: SIZE_UNITS[match[3] ?? ''] ?? 512,
    };
  }
}

const signOf = (text: string | undefined): Compare['sign'] => (text === '+' || text === '-' ? text : '');

function compareOf(word: string, text: string): Compare {
  const match = /^([-+]?)(\d+)$/.exec(text);
  if (match === null) throw new FindError('number', word, text);
  return { sign: signOf(match[1]), value: Number(match[2]) };
}

function perm(text: string): Expression {
  const how = text.startsWith('-') ? 'all' : /^[/+]/.test(text) ? 'any' : 'exact';
  const mode = how === 'exact' ? text : text.slice(1);
  return { kind: 'perm', how, text: mode };
}
