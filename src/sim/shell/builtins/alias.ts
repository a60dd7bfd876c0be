/** Models alias and unalias (POSIX XCU, bash(1), dash(1), busybox ash). Invariant: listings are in the order of names. Left out: nothing. */
import type { Task } from '../../kernel/sys.ts';
import { singleQuoted } from '../quote.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './registry.ts';

const shown = (shell: Shell, name: string): string =>
  `${shell.dialect.kind === 'bash' ? 'alias ' : ''}${name}=${singleQuoted(shell.aliases.get(name) ?? '')}\n`;

function* alias(shell: Shell, argv: readonly string[]): Task<number> {
  const words = argv.slice(1).filter((word) => word !== '-p' && word !== '--');
  if (words.length === 0)
    for (const name of [...shell.aliases.keys()].sort()) yield* shell.out(shown(shell, name));
  let status = 0;
  for (const word of words) {
    const at = word.indexOf('=', 1);
    if (at > 0) shell.aliases.set(word.slice(0, at), word.slice(at + 1));
    else if (shell.aliases.has(word)) yield* shell.out(shown(shell, word));
    else status = yield* unknown(shell, 'alias', word);
  }
  return status;
}

function* unalias(shell: Shell, argv: readonly string[]): Task<number> {
  const words = argv.slice(1);
  if (words[0] === '-a') {
    shell.aliases.clear();
    return 0;
  }
  if (words.length === 0 && shell.dialect.kind === 'bash') {
    yield* shell.err('unalias: usage: unalias [-a] name [name ...]\n');
    return 2;
  }
  let status = 0;
  for (const word of words) if (!shell.aliases.delete(word)) status = yield* unknown(shell, 'unalias', word);
  return status;
}

function* unknown(shell: Shell, builtin: string, name: string): Task<number> {
  if (shell.dialect.kind === 'bash') yield* shell.complainIn(builtin, `${name}: not found`);
  else yield* shell.err(`${builtin}: ${name} not found\n`);
  return 1;
}

export const ALIAS_BUILTINS: Readonly<Record<string, Builtin>> = {
  alias: { run: alias },
  unalias: { run: unalias },
};
