import { readFile } from 'node:fs/promises';

/** Where the simulator is known to answer otherwise, and why; kept in differences.md for everybody to read. */
export type KnownDifferences = ReadonlyMap<string, string>;

const entry = /^- `([a-z0-9-]+):(\d+)` (.+)$/;

/** Entries are list items like "- `script:12` reason"; another list item is an error, prose is for the reader. */
export function parseDifferences(markdown: string): KnownDifferences {
  const known = new Map<string, string>();
  for (const [index, line] of markdown.split('\n').entries()) {
    if (!line.startsWith('- ')) continue;
    const found = entry.exec(line);
    if (found === null) throw new Error(`differences.md:${index + 1}: expected - \`script:line\` reason`);
    known.set(`${found[1]}:${found[2]}`, found[3] ?? '');
  }
  return known;
}

export async function readDifferences(): Promise<KnownDifferences> {
  return parseDifferences(await readFile(new URL('./differences.md', import.meta.url), 'utf8'));
}
