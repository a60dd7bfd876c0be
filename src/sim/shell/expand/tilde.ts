/**
 * Models tilde expansion (POSIX XCU 2.6.1): `~` is $HOME, `~name` the home in /etc/passwd as far as root and the
 * present user go. Invariant: the result is neither split nor matched. Left out: `~+`, `~-`.
 */
import type { Shell } from '../shell.ts';
import type { FieldBuilder } from './fields.ts';

/** Adds the expansion of a leading tilde to the builder and returns what follows it. */
export function tildePrefix(shell: Shell, text: string, builder: FieldBuilder): string {
  const match = /^~([a-z_][a-z0-9_-]*)?(?=[/:]|$)/.exec(text);
  if (match === null) return text;
  const home = match[1] === undefined ? shell.variables.get('HOME') : match[1] === 'root' ? '/root' : null;
  if (home === null) return text;
  builder.add(home, true);
  return text.slice(match[0].length);
}
