/**
 * Models the search for a command in PATH (POSIX XCU 2.9.1.4, execvp(3)). Invariant: a name with a slash is not searched.
 * bash counts where it found commands; left out: that it trusts this table before PATH.
 */

import { type Sys, SysError } from '../../kernel/sys.ts';
import type { Shell } from '../shell.ts';

export type Found =
  | { readonly kind: 'found'; readonly path: string }
  /** Something of that name is there that cannot be executed. */
  | { readonly kind: 'denied'; readonly path: string }
  | { readonly kind: 'missing' };

function isFile(sys: Sys, path: string): boolean {
  try {
    return sys.stat(path).type === 'file';
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

export function lookUp(sys: Sys, name: string, path: string): Found {
  if (name === '') return { kind: 'missing' };
  if (name.includes('/')) return { kind: 'found', path: name };
  let denied: string | null = null;
  for (const directory of path.split(':')) {
    const candidate = directory === '' ? `./${name}` : `${directory.replace(/\/$/, '')}/${name}`;
    if (!isFile(sys, candidate)) continue;
    if (sys.access(candidate, 'execute')) return { kind: 'found', path: candidate };
    denied ??= candidate;
  }
  return denied === null ? { kind: 'missing' } : { kind: 'denied', path: denied };
}

/** phash_insert of bash: remembers where a command of this name was found, or counts that it was asked for again. */
export function remember(shell: Shell, name: string): void {
  if (shell.dialect.kind !== 'bash' || name.includes('/')) return;
  const known = shell.hashed.get(name);
  const found = lookUp(shell.sys, name, shell.variables.get('PATH') ?? '');
  if (found.kind !== 'found') return;
  if (known?.path === found.path) known.hits++;
  else shell.hashed.set(name, { path: found.path, hits: 1 });
}
