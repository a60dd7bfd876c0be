import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ask } from '../../src/live/docker-client.ts';
import type { LabSpace } from '../../src/live/lab-space.ts';
import { labFolderElsewhere } from '../../src/live/rules/lab-folder.ts';
import { SessionRegistry } from '../../src/live/sessions.ts';
import { sweepAbandoned } from '../../src/live/sweep.ts';
import { testFolder } from './stand-in.ts';

const id = 'dead000000000001';

async function swept(answer: (words: readonly string[]) => string | null, space: LabSpace) {
  const folder = await testFolder();
  await mkdir(join(folder, 'live-sessions'));
  const owner = { pid: 2 ** 22 + 1, started: null };
  await writeFile(join(folder, 'live-sessions', `${id}.json`), JSON.stringify({ id, engineId: 'e', owner }));
  const asked: string[] = [];
  const ask: Ask = async (words) => {
    const stdout = answer(words);
    const line = words.join(' ');
    if (!/ (ls|ps|images|inspect) |^ps /.test(`${line} `)) asked.push(line);
    return stdout === null
      ? { known: false, because: 'Docker does not answer' }
      : { known: true, value: { exitCode: 0, stdout, stderr: '' } };
  };
  const registry = new SessionRegistry(folder);
  const left = await sweepAbandoned({ ask, registry, spaceOf: () => space }, 'e');
  return {
    asked,
    left: left.map(({ because }) => because),
    sessions: (await registry.abandoned('e')).length,
  };
}

const empty: LabSpace = {
  folder: labFolderElsewhere('/lab'),
  make: async () => {},
  remove: async () => true,
};

test('clients of a dead session are ended before its objects are looked for, and nobody else', async () => {
  const processes = `  101 /usr/bin/docker run -d --label vmvscontainer.session=${id} busybox
  102 docker volume create --label vmvscontainer.session=${id}
  103 /usr/bin/docker run --label vmvscontainer.session=11ve000000000002 busybox
  104 grep vmvscontainer.session=${id} notes
  105 sh -c docker ps\n`;
  expect(await swept(([program]) => (program === 'ps' ? processes : ''), empty)).toEqual({
    asked: ['kill -KILL 101 102'],
    left: [],
    sessions: 0,
  });
});

test('files that only root may remove are removed by a container that is root', async () => {
  let tries = 0;
  const stubborn = { ...empty, remove: async () => ++tries > 1 };
  expect((await swept(() => '', stubborn)).asked).toEqual([
    `docker run --rm --label vmvscontainer.session=${id} -v /lab:/lab busybox sh -c rm -rf /lab/* /lab/.[!.]* /lab/..?*`,
  ]);
});

test('an engine that does not answer keeps the session in mind', async () => {
  expect(await swept(() => null, empty)).toEqual({
    asked: [],
    left: ['Docker does not answer'],
    sessions: 1,
  });
});
