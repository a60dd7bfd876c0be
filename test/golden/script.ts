import { readdir, readFile } from 'node:fs/promises';

/** A command line of a script, with the number of its line in the file (from 1). */
export interface ScriptLine {
  readonly number: number;
  readonly command: string;
}

/** `engine`: the host of the reference engine. `virsh-test`: the machine that records, see local-replay.ts. */
export type ScriptHost = 'engine' | 'virsh-test';

export interface Script {
  readonly name: string;
  readonly host: ScriptHost;
  readonly lines: readonly ScriptLine[];
}

/** One command line a line; lines that are empty or begin with `#` are for the reader. */
export function parseScript(name: string, text: string): Script {
  const lines = text
    .split('\n')
    .map((command, index) => ({ number: index + 1, command: command.trim() }))
    .filter(({ command }) => command !== '' && !command.startsWith('#'));
  const host = /^# host: virsh-test$/m.test(text) ? 'virsh-test' : 'engine';
  return { name, host, lines };
}

const folder = new URL('./scripts/', import.meta.url);

/** All scripts in order of name, or the named ones; a name that is not there is an error. */
export async function readScripts(names: readonly string[]): Promise<readonly Script[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt')).sort();
  const there = files.map((file) => file.slice(0, -'.txt'.length));
  for (const name of names)
    if (!there.includes(name)) throw new Error(`no script test/golden/scripts/${name}.txt`);
  const chosen = names.length === 0 ? there : there.filter((name) => names.includes(name));
  return Promise.all(
    chosen.map(async (name) => parseScript(name, await readFile(new URL(`${name}.txt`, folder), 'utf8'))),
  );
}
