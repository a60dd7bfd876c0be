/**
 * Models how shells print words so that they can be read again (`set -x`, `trap`, `export -p`, `printf %q`).
 * Invariant: reading the result gives the word. Left out: bash's $'...' for control characters beyond newline and tab.
 */
const SAFE = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** As `set -x` prints an argument: single quotes only where needed. */
export function quoteForTrace(text: string): string {
  if (text === '') return "''";
  return /^[^\s'"\\$`|&;<>()*?[\]!{}~#^]+$/.test(text) ? text : singleQuoted(text);
}

const ASH_WORDS = new Set('if then else elif fi do done case esac while until for in function'.split(' '));

/** As busybox ash does it: quotes for more characters, and for words of the grammar; none for an empty word. */
export const quoteForAshTrace = (text: string): string =>
  /^[+,\-./0-9:@A-Z\]^_a-z]*$/.test(text) && !ASH_WORDS.has(text) ? text : singleQuoted(text);

/** Single quotes around, `'` as `'\''`. */
export const singleQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** `printf %q` of bash: backslashes, or $'...' where there are control characters. */
export function quoteForShell(text: string): string {
  if (text === '') return "''";
  if (/[\n\t\r\x00-\x1f\x7f]/.test(text)) {
    const escaped = text
      .replaceAll('\\', '\\\\')
      .replaceAll("'", "\\'")
      .replaceAll('\n', '\\n')
      .replaceAll('\t', '\\t')
      .replaceAll('\r', '\\r')
      .replace(
        /[\x00-\x1f\x7f]/g,
        (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
      );
    return `$'${escaped}'`;
  }
  return SAFE.test(text) ? text : text.replace(/[^A-Za-z0-9_@%+=:./-]/g, '\\$&');
}

/** Double quotes as `export -p` and `declare -p` of bash print them. */
export const doubleQuoted = (text: string): string => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
