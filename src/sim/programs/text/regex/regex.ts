/**
 * Models regexec(3): leftmost, then longest. Invariant: a match that takes too many steps is given up with TooHard, so that no expression can
 * hold the machine. Left out: the POSIX rule for which sub-expressions win among equally long matches; the first found is taken.
 */
import { type Node, parseRegex } from './syntax.ts';

export class TooHard extends Error {}

export interface RegexMatch {
  readonly index: number;
  readonly end: number;
  /** Group n at n; null where it took no part. 0 is the whole. */
  readonly groups: readonly (string | null)[];
}

export interface RegexOptions {
  readonly extended: boolean;
  readonly ignoreCase?: boolean;
}

type Captures = (readonly [number, number] | null)[];
interface State {
  readonly text: string;
  readonly captures: Captures;
  steps: number;
}
type Then = (at: number) => boolean;
type Matcher = (state: State, at: number, then: Then) => boolean;

const MAX_STEPS = 200_000;
const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);

export class Regex {
  readonly #matcher: Matcher;
  readonly #groups: number;
  /** Whether the first match found may be shorter than another from the same place. */
  readonly #mayBeShort: boolean;

  /** Throws RegexError. */
  constructor(text: string, options: RegexOptions) {
    const { root, groups } = parseRegex(text, options.extended);
    this.#matcher = compile(root, options.ignoreCase === true);
    this.#groups = groups;
    this.#mayBeShort = branches(root);
  }

  /** The first match at `from` or after. Throws TooHard. */
  exec(text: string, from = 0): RegexMatch | null {
    const state: State = { text, captures: new Array(this.#groups + 1).fill(null), steps: 0 };
    for (let index = from; index <= text.length; index++) {
      const found = this.#at(state, index);
      if (found !== null) return found;
    }
    return null;
  }

  test(text: string): boolean {
    return this.exec(text) !== null;
  }

  #at(state: State, index: number): RegexMatch | null {
    let best: RegexMatch | null = null;
    state.captures.fill(null);
    try {
      this.#matcher(state, index, (end) => {
        if (best === null || end > best.end) best = matchOf(state, index, end);
        return !this.#mayBeShort || end === state.text.length;
      });
    } catch (error) {
      if (!(error instanceof TooHard || error instanceof RangeError) || best === null)
        throw error instanceof RangeError ? new TooHard() : error;
    }
    return best;
  }
}

function matchOf({ text, captures }: State, index: number, end: number): RegexMatch {
  const groups = captures.map((place) => (place === null ? null : text.slice(place[0], place[1])));
  groups[0] = text.slice(index, end);
  return { index, end, groups };
}

const branches = (node: Node): boolean => {
  if (node.kind === 'either') return true;
  if (node.kind === 'sequence') return node.items.some(branches);
  if (node.kind === 'group') return branches(node.body);
  if (node.kind === 'repeat') return node.body.kind !== 'one' && node.body.kind !== 'text';
  return false;
};

function compile(node: Node, fold: boolean): Matcher {
  switch (node.kind) {
    case 'text':
    case 'one':
      return single(node, fold);
    case 'sequence':
      return node.items
        .map((item) => compile(item, fold))
        .reduceRight<Matcher>(
          (rest, item) => (state, at, then) => item(state, at, (next) => rest(state, next, then)),
          (_state, at, then) => then(at),
        );
    case 'either': {
      const all = node.branches.map((branch) => compile(branch, fold));
      return (state, at, then) => all.some((branch) => branch(state, at, then));
    }
    case 'group':
      return group(compile(node.body, fold), node.index);
    case 'repeat':
      return node.body.kind === 'one' || node.body.kind === 'text'
        ? repeatSingle(accepting(node.body, fold), node.min, node.max)
        : repeat(compile(node.body, fold), node.min, node.max);
    case 'back':
      return backReference(node.group, fold);
    default:
      return edge(node.kind);
  }
}

function accepting(
  node: Extract<Node, { kind: 'one' | 'text' }>,
  fold: boolean,
): (character: string) => boolean {
  if (node.kind === 'text') {
    const { character } = node;
    if (!fold) return (other) => other === character;
    return (other) => other.toLowerCase() === character.toLowerCase();
  }
  if (!fold) return node.accepts;
  return (other) =>
    node.accepts(other) || node.accepts(other.toLowerCase()) || node.accepts(other.toUpperCase());
}

function single(node: Extract<Node, { kind: 'one' | 'text' }>, fold: boolean): Matcher {
  const accepts = accepting(node, fold);
  return (state, at, then) => at < state.text.length && accepts(state.text[at] ?? '') && then(at + 1);
}

function count(state: State): void {
  state.steps++;
  if (state.steps > MAX_STEPS) throw new TooHard();
}

function repeatSingle(accepts: (character: string) => boolean, min: number, max: number): Matcher {
  return (state, at, then) => {
    let end = at;
    while (end - at < max && end < state.text.length && accepts(state.text[end] ?? '')) end++;
    for (; end - at >= min; end--) {
      count(state);
      if (then(end)) return true;
    }
    return false;
  };
}

function repeat(body: Matcher, min: number, max: number): Matcher {
  const more = (state: State, at: number, times: number, then: Then): boolean => {
    count(state);
    if (
      times < max &&
      body(state, at, (next) => (next !== at || times < min) && more(state, next, times + 1, then))
    )
      return true;
    return times >= min && then(at);
  };
  return (state, at, then) => more(state, at, 0, then);
}

function group(body: Matcher, index: number): Matcher {
  return (state, at, then) => {
    const old = state.captures[index] ?? null;
    const matched = body(state, at, (end) => {
      const inner = state.captures[index] ?? null;
      state.captures[index] = [at, end];
      if (then(end)) return true;
      state.captures[index] = inner;
      return false;
    });
    if (!matched) state.captures[index] = old;
    return matched;
  };
}

function backReference(index: number, fold: boolean): Matcher {
  return (state, at, then) => {
    const place = state.captures[index];
    if (place === null || place === undefined) return false;
    const wanted = state.text.slice(place[0], place[1]);
    const found = state.text.slice(at, at + wanted.length);
    const same = fold ? wanted.toLowerCase() === found.toLowerCase() : wanted === found;
    return same && then(at + wanted.length);
  };
}

function edge(kind: 'begin' | 'end' | 'word-edge' | 'not-word-edge' | 'word-begin' | 'word-end'): Matcher {
  return ({ text }, at, then) => {
    if (kind === 'begin') return at === 0 && then(at);
    if (kind === 'end') return at === text.length && then(at);
    const [before, after] = [isWord(text[at - 1]), isWord(text[at])];
    if (kind === 'word-edge') return before !== after && then(at);
    if (kind === 'not-word-edge') return before === after && then(at);
    return (kind === 'word-begin' ? !before && after : before && !after) && then(at);
  };
}
