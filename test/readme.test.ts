import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS } from '../src/commands/command-table.ts';
import { keyTable } from '../src/ui/input/key-table.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the key table of the README is the keymap’s', () => {
  const [, table = ''] = /<!-- keys -->\n\n([\s\S]*?)\n<!-- \/keys -->/.exec(readme) ?? [];
  expect(table).toBe(keyTable());
});

test('every command stands in the README', () => {
  for (const { name } of COMMANDS) expect(readme).toContain(`\`vmvscontainer ${name}`);
});

test('every script that the README names is there', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
  expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
});
