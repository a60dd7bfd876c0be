/** `--env-file` and `--label-file`: a variable a line (docker/cli `kvfile`). */
import type { Sys, Task } from '../kernel/sys.ts';
import { CliError } from './cli.ts';
import { readFileBytes } from './input-bytes.ts';

/** Lines `NAME=value`; `NAME` alone takes its value from `lookup`, and is left out when there is none. */
export function* readLineFiles(
  sys: Sys,
  paths: readonly string[],
  what: 'env' | 'label',
  lookup: (name: string) => string | undefined,
): Task<readonly string[]> {
  const entries: string[] = [];
  for (const path of paths) {
    const text = new TextDecoder().decode(yield* readFileBytes(sys, path, 125));
    for (const raw of text.split('\n')) {
      const line = raw.trimStart();
      if (line === '' || line.startsWith('#')) continue;
      entries.push(...entryOf(line, path, what, lookup));
    }
  }
  return entries;
}

function entryOf(
  line: string,
  path: string,
  what: string,
  lookup: (name: string) => string | undefined,
): readonly string[] {
  const fail = (words: string): CliError => new CliError(`invalid ${what} file (${path}): ${words}`, 125);
  const at = line.indexOf('=');
  const name = at < 0 ? line : line.slice(0, at);
  if (/\s/.test(name)) throw fail(`variable '${name}' contains whitespaces`);
  if (name === '') throw fail(`no variable name on line '${line}'`);
  if (at >= 0) return [line];
  const value = lookup(name);
  return value === undefined ? [] : [`${name}=${value}`];
}
