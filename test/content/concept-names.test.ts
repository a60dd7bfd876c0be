import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { lintConceptNames, readConceptNames } from '../../src/content/concept-names.ts';

const dir = mkdtempSync(join(tmpdir(), 'lessons-'));
const write = (text: string): void => writeFileSync(join(dir, 'concepts.json'), text);
afterEach(() => rmSync(join(dir, 'concepts.json'), { force: true }));

it('a course may go without', () => {
  expect(readConceptNames(dir)).toEqual({});
  expect(lintConceptNames(dir, ['ns.pid'])).toEqual([]);
});

it('names are by the id of their concept', () => {
  write('{"ns.pid": "own process numbers"}');
  expect(readConceptNames(dir)).toEqual({ 'ns.pid': 'own process numbers' });
  expect(lintConceptNames(dir, ['ns.pid'])).toEqual([]);
});

it('something else is said to be that', () => {
  write('["ns.pid"]');
  expect(() => readConceptNames(dir)).toThrow(
    `${join(dir, 'concepts.json')} should be an object with a name for each concept.`,
  );
});

it('each fault is told with its line', () => {
  write(
    `{\n"ns.pid": "numbers",\n"ns.net": "numbers",\n"ns.gone": "gone",\n"ns.mnt": "${'so '.repeat(12)}"\n}`,
  );
  const told = lintConceptNames(dir, ['ns.pid', 'ns.net', 'ns.mnt', 'ns.user']);
  expect(told.map(({ line, sentence }) => `${line}: ${sentence}`)).toEqual([
    '1: expected a name for the concept ns.user, found none',
    "3: the name of ns.net is another concept's already",
    '4: no lesson has the concept ns.gone; take its name out',
    '5: expected a name of at most 34 characters for ns.mnt, found 36',
  ]);
});
