/**
 * Models what dash and busybox ash do not read although bash does: arrays, here-strings, process substitution, `for ((`, `|&`, `function`. Invariant: a text that the real
 * shell refuses is refused in its words before any of it runs on that line. Left out: `&>` in dash, which it reads as `&` and `>`.
 */
import { forEachChild, type SyntaxNode } from 'unbash';
import type { Dialect } from './dialect.ts';

export interface Bashism {
  readonly pos: number;
  /** As `tokenProblem` says it: `"("`, `redirection`; or whole words where the shell has a sentence of its own. */
  readonly unexpected: string | null;
  readonly sentence: string | null;
}

const seen = new WeakMap<object, ReadonlyMap<Dialect['kind'], Bashism | null>>();

/** The first thing in the tree that the shell does not read; null in bash. */
export function firstBashism(root: SyntaxNode, text: string, dialect: Dialect): Bashism | null {
  if (dialect.kind === 'bash') return null;
  const known = seen.get(root)?.get(dialect.kind);
  if (known !== undefined) return known;
  const found = search(root, text, dialect.kind);
  seen.set(root, new Map(seen.get(root)).set(dialect.kind, found));
  return found;
}

function search(node: SyntaxNode, text: string, kind: 'dash' | 'ash'): Bashism | null {
  const here = bashismOf(node, text, kind);
  if (here !== null) return here;
  let found: Bashism | null = null;
  forEachChild(node, (child) => {
    found ??= search(child, text, kind);
  });
  return found;
}

const unexpected = (pos: number, words: string): Bashism => ({ pos, unexpected: words, sentence: null });

function bashismOf(node: SyntaxNode, text: string, kind: 'dash' | 'ash'): Bashism | null {
  switch (node.type) {
    case 'ArrayValue':
      return unexpected(node.pos, '"("');
    case 'ArithmeticFor':
      return { pos: node.pos, unexpected: null, sentence: 'bad for loop variable' };
    case 'For':
      return /^[A-Za-z_]\w*$/.test(node.name.text)
        ? null
        : { pos: node.pos, unexpected: null, sentence: 'bad for loop variable' };
    case 'ProcessSubstitution':
      return kind === 'dash' ? unexpected(node.pos, '"("') : null;
    case 'HereString':
      return kind === 'dash' ? unexpected(node.pos, 'redirection') : null;
    case 'Pipeline':
      return node.operators.includes('|&') ? unexpected(node.pos, '"&"') : null;
    case 'Select':
      return unexpected(node.pos, '"do"');
    case 'Function':
      return kind === 'dash' && /^function\s/.test(text.slice(node.pos)) ? unexpected(node.pos, '"}"') : null;
    default:
      return null;
  }
}
