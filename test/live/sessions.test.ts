import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SessionRegistry } from '../../src/live/sessions.ts';
import { testFolder } from './stand-in.ts';

async function rewritten(folder: string, id: string, owner: object): Promise<void> {
  const file = join(folder, 'live-sessions', `${id}.json`);
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), owner }));
}

test('a session is abandoned when its process has ended, or its number is now somebody else’s', async () => {
  const folder = await testFolder();
  const registry = new SessionRegistry(folder);
  const [own, dead, reused, elsewhere] = await Promise.all([
    registry.begin('engine-1'),
    registry.begin('engine-1'),
    registry.begin('engine-1'),
    registry.begin('engine-2'),
  ]);
  const child = spawn('true');
  await once(child, 'close');
  await rewritten(folder, dead.id, { pid: child.pid, started: null });
  await rewritten(folder, reused.id, { pid: process.pid, started: 'another-boot/1' });
  await rewritten(folder, elsewhere.id, { pid: child.pid, started: null });

  const ids = (await registry.abandoned('engine-1')).map((session) => session.id).sort();
  expect(ids).toEqual([dead.id, reused.id].sort());
  expect(ids).not.toContain(own.id);
  await registry.end(dead);
  expect((await registry.abandoned('engine-1')).map((session) => session.id)).toEqual([reused.id]);
});

test('no folder yet: nothing is abandoned', async () => {
  expect(await new SessionRegistry(join(await testFolder(), 'none')).abandoned('engine-1')).toEqual([]);
});
