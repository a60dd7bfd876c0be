/**
 * Models quotef of gnulib (quotearg.c, shell-escape style with `:` among the quoted): how coreutils writes a file's name in front of an error.
 * Invariant: a shell reads the result as the name; names without special characters stay bare. Left out: bytes that are no UTF-8.
 */

/** `~` and `#` are special where a word begins, braces where they are all of it. */
const SPECIAL = /^$|[\s!"$&'()*:;<=>?[\\^`|\x00-\x1f\x7f]|^[#~]|^[{}]$/;
const CONTROL = /([\x00-\x1f\x7f]+)/;

const LETTERS: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
};

const escaped = (control: string): string =>
  LETTERS[control] ?? `\\${control.charCodeAt(0).toString(8).padStart(3, '0')}`;

/** A name as it stands in coreutils' errors: `plain`, `'a b'`, `"it's"`, `'a'$'\n''b'`. */
export function quoteName(name: string): string {
  if (!SPECIAL.test(name)) return name;
  if (name.includes("'") && !/["$`\\!\x00-\x1f\x7f]/.test(name)) return `"${name}"`;
  return name
    .split(CONTROL)
    .map((part, index, all) => {
      if (index % 2 === 1) return `$'${[...part].map(escaped).join('')}'`;
      const atEnd = index > 0 && index === all.length - 1;
      return part === '' && atEnd ? '' : `'${part.replaceAll("'", "'\\''")}'`;
    })
    .join('');
}

/** `'a b': No such file or directory`, as most programs of coreutils word it. */
export const quotedReason = (path: string, reason: string): string => `${quoteName(path)}: ${reason}`;
