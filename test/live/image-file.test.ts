import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imageNamesIn } from '../../src/live/image-file.ts';
import { meetNeeds, type NeedSettings } from '../../src/live/meet-needs.ts';
import { testFolder } from './stand-in.ts';

async function archive(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await testFolder();
  await mkdir(join(folder, 'in'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'in', name), text);
  execFileSync('tar', ['-C', join(folder, 'in'), '-cf', join(folder, 'x.tar'), ...Object.keys(files)]);
  return join(folder, 'x.tar');
}

const layer = 'x'.repeat(5000);
const manifest = (...tags: readonly string[]) => JSON.stringify([{ Config: 'c.json', RepoTags: tags }]);

test('the names of the images in a file, wherever in it they are written', async () => {
  const path = await archive({
    'a-layer': layer,
    'manifest.json': manifest('vvc-bb:1', 'busybox:latest'),
    z: layer,
  });
  expect(imageNamesIn(path)).toEqual(['vvc-bb:1', 'busybox:latest']);
  expect(imageNamesIn(await archive({ other: layer }))).toBeNull();
  expect(imageNamesIn('/nosuch')).toBeNull();
  expect(imageNamesIn(await archive({ 'manifest.json': '[' }))).toBeNull();
});

test('a file that could replace an image of the learner is not loaded; ours is written down before', async () => {
  const noted: string[] = [];
  const settings = (names: readonly string[]): NeedSettings => ({
    ask: async () => ({ known: true, value: { exitCode: 1, stdout: '', stderr: 'Error: No such image: x' } }),
    session: 'ab',
    isOurName: (name) => name.startsWith('vvc-'),
    imageNamesIn: () => names,
    made: async () => [],
    note: async ({ name }) => void noted.push(name),
    ownPort: () => undefined,
  });
  const load = (names: readonly string[]) => meetNeeds(settings(names), [{ kind: 'image-file', path: '/x' }]);
  expect(await load(['busybox:latest'])).toEqual({
    rule: 'not-allowed',
    sentence:
      'The file holds the image busybox:latest, and loading it could replace one of yours; save images under names that begin with vvc-.',
  });
  expect(noted).toEqual([]);
  expect(await load(['vvc-bb:1'])).toBeNull();
  expect(noted).toEqual(['vvc-bb:1']);
});
