/**
 * Models alias expansion (POSIX XCU 2.3.1, bash(1) ALIASES): the first word of a command, where it is unquoted and names an alias,
 * is replaced by its text before the line is run. Invariant: an alias is not expanded inside of its own text. Left out: expansion of
 * the word after an alias that ends in a blank; aliases of a line of the same script that was read as a whole.
 */
import { forEachChild, type SyntaxNode } from 'unbash';
import { parseScript } from './parse.ts';
import type { Shell } from './shell.ts';

const MOST_ROUNDS = 20;

interface Place {
  readonly pos: number;
  readonly end: number;
  readonly name: string;
}

/** bash expands only where somebody types, or after `shopt -s expand_aliases`. */
const expands = (shell: Shell): boolean =>
  shell.aliases.size > 0 &&
  (shell.dialect.kind !== 'bash' || shell.wordsInteractively || shell.interactive || shell.expandsAliases);

export function withAliases(shell: Shell, text: string): string {
  if (!expands(shell)) return text;
  const used = new Set<string>();
  let result = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const places: Place[] = [];
    collect(parseScript(result), shell, used, places);
    if (places.length === 0) return result;
    for (const { pos, end, name } of [...places].sort((a, b) => b.pos - a.pos))
      result = result.slice(0, pos) + (shell.aliases.get(name) ?? '') + result.slice(end);
    for (const { name } of places) used.add(name);
  }
  return result;
}

function collect(node: SyntaxNode, shell: Shell, used: ReadonlySet<string>, into: Place[]): void {
  if (node.type === 'Command' && node.name !== undefined) {
    const { pos, end, text } = node.name;
    if (shell.aliases.has(text) && !used.has(text)) into.push({ pos, end, name: text });
  }
  forEachChild(node, (child) => collect(child, shell, used, into));
}
