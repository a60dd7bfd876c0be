/**
 * Models Tab in a shell (busybox lineedit, bash(1) Completing): names of commands in the first word, of files elsewhere. Invariant: what is
 * offered exists. Left out: variables, users, programmable completion.
 */
import { SysError } from '../../kernel/sys.ts';
import { APPLET_NAMES } from '../applet-names.ts';
import { BUILTINS } from '../builtins/registry.ts';
import type { Shell } from '../shell.ts';

/** What could stand for the last word of `before`; directories end in `/`. Without repetitions, in order. */
export function completions(
  shell: Shell,
  before: string,
): { readonly word: string; readonly found: readonly string[] } {
  const word = /[^\s;|&<>()'"]*$/.exec(before)?.[0] ?? '';
  const head = before.slice(0, before.length - word.length);
  const isCommand = /(^|[;|&(]|&&|\|\|)\s*$/.test(head) && !word.includes('/');
  const found = isCommand ? commands(shell, word) : files(shell, word);
  return { word, found: [...new Set(found)].sort() };
}

function commands(shell: Shell, word: string): string[] {
  const { kind } = shell.dialect;
  const names = [...(BUILTINS.get(kind)?.keys() ?? []), ...shell.functions.keys()];
  if (kind === 'ash') names.push(...APPLET_NAMES);
  for (const directory of (shell.variables.get('PATH') ?? '').split(':'))
    names.push(...namesIn(shell, directory));
  return names.filter((name) => name.startsWith(word));
}

function files(shell: Shell, word: string): string[] {
  const slash = word.lastIndexOf('/') + 1;
  const [directory, start] = [word.slice(0, slash), word.slice(slash)];
  return namesIn(shell, directory === '' ? '.' : directory)
    .filter((name) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
    .map((name) => `${directory}${name}${isDirectory(shell, directory + name) ? '/' : ''}`);
}

function namesIn(shell: Shell, directory: string): string[] {
  try {
    return shell.sys.readdir(directory).map((entry) => entry.name);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

function isDirectory(shell: Shell, path: string): boolean {
  try {
    return shell.sys.stat(path).type === 'directory';
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

export function commonStart(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) while (!text.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
