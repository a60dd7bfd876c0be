/**
 * Models the syntax of POSIX regular expressions, basic and extended, with GNU's additions (regex(7), POSIX XBD 9). Invariant: pure; errors have the
 * words of glibc's regcomp. Left out: collating symbols and equivalence classes of more than one character.
 */
export type Node =
  | { readonly kind: 'one'; readonly accepts: (character: string) => boolean }
  | { readonly kind: 'text'; readonly character: string }
  | { readonly kind: 'begin' | 'end' | 'word-edge' | 'not-word-edge' | 'word-begin' | 'word-end' }
  | { readonly kind: 'back'; readonly group: number }
  | { readonly kind: 'group'; readonly body: Node; readonly index: number }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'either'; readonly branches: readonly Node[] }
  | { readonly kind: 'repeat'; readonly body: Node; readonly min: number; readonly max: number };

export class RegexError extends Error {}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[a-zA-Z0-9]/,
  alpha: /[a-zA-Z]/,
  blank: /[ \t]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\v\f\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};
const ESCAPED_CLASSES: Readonly<Record<string, (character: string) => boolean>> = {
  w: (character) => /\w/.test(character),
  W: (character) => !/\w/.test(character),
  s: (character) => /\s/.test(character),
  S: (character) => !/\s/.test(character),
};
const EDGES: Readonly<Record<string, Node>> = {
  b: { kind: 'word-edge' },
  B: { kind: 'not-word-edge' },
  '<': { kind: 'word-begin' },
  '>': { kind: 'word-end' },
  '`': { kind: 'begin' },
  "'": { kind: 'end' },
};
const LITERAL_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\x07',
};

export interface Parsed {
  readonly root: Node;
  readonly groups: number;
}

/** Throws RegexError. */
export function parseRegex(text: string, extended: boolean): Parsed {
  const reader = new Reader(text, extended);
  const root = reader.alternatives(0);
  if (!reader.atEnd) throw new RegexError(extended ? 'Unmatched ) or \\)' : 'Unmatched ) or \\)');
  return { root, groups: reader.groups };
}

class Reader {
  groups = 0;
  readonly #text: string;
  readonly #extended: boolean;
  #at = 0;

  constructor(text: string, extended: boolean) {
    this.#text = text;
    this.#extended = extended;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Whether the operator (`(`, `|`, ...) stands here, in the spelling of this syntax. */
  #sees(operator: string, at = this.#at): boolean {
    return this.#text.startsWith(this.#extended ? operator : `\\${operator}`, at);
  }

  #take(operator: string): boolean {
    if (!this.#sees(operator)) return false;
    this.#at += this.#extended ? 1 : 2;
    return true;
  }

  alternatives(depth: number): Node {
    const branches = [this.#sequence(depth)];
    while (this.#take('|')) branches.push(this.#sequence(depth));
    return branches.length === 1 && branches[0] !== undefined ? branches[0] : { kind: 'either', branches };
  }

  #sequence(depth: number): Node {
    const items: Node[] = [];
    while (!this.atEnd && !this.#sees('|') && !(this.#sees(')') && (depth > 0 || !this.#extended))) {
      const atom = this.#atom(items.length === 0, depth);
      items.push(this.#repeated(atom));
    }
    return { kind: 'sequence', items };
  }

  #repeated(atom: Node): Node {
    let node = atom;
    for (;;) {
      if (this.#text[this.#at] === '*') {
        this.#at++;
        node = { kind: 'repeat', body: node, min: 0, max: Number.POSITIVE_INFINITY };
      } else if (this.#take('+'))
        node = { kind: 'repeat', body: node, min: 1, max: Number.POSITIVE_INFINITY };
      else if (this.#take('?')) node = { kind: 'repeat', body: node, min: 0, max: 1 };
      else if (this.#sees('{') && (!this.#extended || /^\{\d*(,\d*)?\}/.test(this.#text.slice(this.#at))))
        node = this.#interval(node);
      else return node;
    }
  }

  #interval(body: Node): Node {
    const match = this.#extended ? /\{(\d*)(,?)(\d*)\}/y : /\\\{(\d*)(,?)(\d*)\\\}/y;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text);
    if (found === null)
      throw new RegexError(
        this.#text.includes('}', this.#at) ? 'Invalid content of \\{\\}' : 'Unmatched \\{',
      );
    this.#at = match.lastIndex;
    const min = Number(found[1] ?? 0);
    const max = found[2] === '' ? min : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3]);
    if (max < min) throw new RegexError('Invalid content of \\{\\}');
    return { kind: 'repeat', body, min, max };
  }

  #atom(first: boolean, depth: number): Node {
    const character = this.#text[this.#at] ?? '';
    if (this.#take('(')) return this.#group(depth);
    this.#at++;
    switch (character) {
      case '.':
        return { kind: 'one', accepts: () => true };
      case '[':
        return this.#bracket();
      case '^':
        return first || this.#extended ? { kind: 'begin' } : { kind: 'text', character };
      case '$':
        return this.#extended || this.atEnd || this.#sees(')') || this.#sees('|')
          ? { kind: 'end' }
          : { kind: 'text', character };
      case '\\':
        return this.#escaped();
      default:
        if (this.#extended && first && '*+?'.includes(character) && character !== '*')
          throw new RegexError('Invalid preceding regular expression');
        return { kind: 'text', character };
    }
  }

  #group(depth: number): Node {
    const index = ++this.groups;
    const body = this.alternatives(depth + 1);
    if (!this.#take(')')) throw new RegexError('Unmatched ( or \\(');
    return { kind: 'group', body, index };
  }

  #escaped(): Node {
    const character = this.#text[this.#at++];
    if (character === undefined) throw new RegexError('Trailing backslash');
    if (/[1-9]/.test(character)) {
      if (Number(character) > this.groups) throw new RegexError('Invalid back reference');
      return { kind: 'back', group: Number(character) };
    }
    const edge = EDGES[character];
    if (edge !== undefined) return edge;
    const accepts = ESCAPED_CLASSES[character];
    if (accepts !== undefined) return { kind: 'one', accepts };
    return { kind: 'text', character: LITERAL_ESCAPES[character] ?? character };
  }

  #bracket(): Node {
    const negated = this.#text[this.#at] === '^';
    if (negated) this.#at++;
    const tests: ((character: string) => boolean)[] = [];
    for (let first = true; ; first = false) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new RegexError('Unmatched [, [^, [:, [., or [=');
      if (character === ']' && !first) break;
      tests.push(this.#member(character));
    }
    this.#at++;
    return { kind: 'one', accepts: (character) => tests.some((test) => test(character)) !== negated };
  }

  #member(character: string): (other: string) => boolean {
    const named = /^\[([:.=])(.*?)\1\]/s.exec(this.#text.slice(this.#at));
    if (named !== null) {
      this.#at += named[0].length;
      const name = named[2] ?? '';
      if (named[1] !== ':') return (other) => other === name;
      const known = CLASSES[name];
      if (known === undefined) throw new RegexError('Invalid character class name');
      return (other) => known.test(other);
    }
    const low = this.#bracketCharacter(character);
    if (this.#text[this.#at] !== '-' || (this.#text[this.#at + 1] ?? ']') === ']')
      return (other) => other === low;
    this.#at++;
    const high = this.#bracketCharacter(this.#text[this.#at] ?? '');
    if (high < low) throw new RegexError('Invalid range end');
    return (other) => other >= low && other <= high;
  }

  /** A backslash is itself in brackets, but sed and awk read \n, \t, \] and \\ there. */
  #bracketCharacter(character: string): string {
    this.#at++;
    const next = this.#text[this.#at];
    if (character !== '\\' || next === undefined || !'nt\\]/"'.includes(next)) return character;
    if ((next === ']' || next === '\\') && this.#text.indexOf(']', this.#at + 1) === -1) return character;
    this.#at++;
    return LITERAL_ESCAPES[next] ?? next;
  }
}
