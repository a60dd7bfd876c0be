import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ASIDE, freshDirectory, NOON, namesIn, storeIn } from './store-fixture.ts';

const configIn = (dir: string): unknown => JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8'));

function withConfig(text: string): string {
  const dir = freshDirectory();
  writeFileSync(join(dir, 'config.json'), text);
  return dir;
}

it('begins with the defaults and writes nothing', async () => {
  const dir = freshDirectory();
  expect((await storeIn(dir)).settings.get()).toEqual({ machine: null });
  expect(namesIn(dir)).toEqual([]);
});

it('holds a change at once and in the next session', async () => {
  const dir = freshDirectory();
  const { settings } = await storeIn(dir);
  const saved = settings.set({ machine: 'simulated' });
  expect(settings.get()).toEqual({ machine: 'simulated' });
  expect(await saved).toEqual({ saved: true });
  expect((await storeIn(dir)).settings.get()).toEqual({ machine: 'simulated' });
  expect(configIn(dir)).toEqual({ schemaVersion: 1, settings: { machine: 'simulated' } });
});

it('ends with the last of many changes', async () => {
  const dir = freshDirectory();
  const { settings } = await storeIn(dir);
  await Promise.all(
    (['live', null, 'simulated', 'live'] as const).map((machine) => settings.set({ machine })),
  );
  expect((await storeIn(dir)).settings.get()).toEqual({ machine: 'live' });
});

it('leaves alone what it does not know', async () => {
  const dir = withConfig('{"schemaVersion":1,"cache":{"a":1},"settings":{"theme":"dark","machine":"live"}}');
  await (await storeIn(dir)).settings.set({ machine: null });
  expect(configIn(dir)).toEqual({
    schemaVersion: 1,
    cache: { a: 1 },
    settings: { theme: 'dark', machine: null },
  });
});

it('migrates a file without a version', async () => {
  const dir = withConfig('{"machine":"live"}');
  const { settings } = await storeIn(dir);
  expect(settings.get()).toEqual({ machine: 'live' });
  await settings.set({});
  expect(configIn(dir)).toEqual({ schemaVersion: 1, settings: { machine: 'live' } });
});

it('takes a value that makes no sense for the default', async () => {
  const dir = withConfig('{"schemaVersion":1,"settings":{"machine":"quantum"}}');
  expect((await storeIn(dir)).settings.get()).toEqual({ machine: null });
});

describe('a damaged file', () => {
  it.each([
    ['cut off', '{"schemaVersion":1,"settings":{"machine":"live"', 'live', 'what could be read is used'],
    ['empty', '', null, 'the defaults are used'],
    ['another thing altogether', '[1]', null, 'the defaults are used'],
    [
      'with a version that is none',
      '{"schemaVersion":"x","machine":"simulated"}',
      'simulated',
      'what could be read is used',
    ],
  ])('%s, is set aside with the date and recovered', async (_, text, machine, kept) => {
    const dir = withConfig(text);
    const aside = `config.${ASIDE}.damaged.json`;
    const { progress, settings } = await storeIn(dir);
    expect(settings.get()).toEqual({ machine });
    expect(progress.notice).toBe(`The settings file was damaged; it is kept as ${aside}, and ${kept}.`);
    expect(readFileSync(join(dir, aside), 'utf8')).toBe(text);
    const next = await storeIn(dir);
    expect(next.settings.get()).toEqual({ machine });
    expect(next.progress.notice).toBeNull();
  });

  it('that another session damaged meanwhile does not stop a change', async () => {
    const dir = withConfig('{}');
    const { settings } = await storeIn(dir);
    writeFileSync(join(dir, 'config.json'), '{"settings":');
    expect(await settings.set({ machine: 'live' })).toEqual({ saved: true });
    expect(namesIn(dir)).toEqual([`config.${ASIDE}.damaged.json`, 'config.json']);
  });
});

describe('a file that may not be written', () => {
  it('of a newer program is read, never changed', async () => {
    const text = '{"schemaVersion":2,"settings":{"machine":"live"}}';
    const dir = withConfig(text);
    const { progress, settings } = await storeIn(dir);
    const because = 'it was written by a newer vmvscontainer; update this one to change settings';
    expect(settings.get()).toEqual({ machine: 'live' });
    expect(progress.notice).toBe(`Settings cannot be changed in ${join(dir, 'config.json')}: ${because}.`);
    expect(await settings.set({ machine: null })).toEqual({ saved: false, because });
    expect(settings.get()).toEqual({ machine: null });
    expect(readFileSync(join(dir, 'config.json'), 'utf8')).toBe(text);
  });

  it('because a file stands in the way, is said and not thrown', async () => {
    const file = join(withConfig('{}'), 'config.json');
    const { settings } = await storeIn(join(file, 'home'));
    expect(await settings.set({ machine: 'live' })).toEqual({
      saved: false,
      because: 'part of the path is a file, not a directory',
    });
    expect(settings.get()).toEqual({ machine: 'live' });
  });
});

it('remembers that the tutorial is to be heard, also from a damaged file', async () => {
  const dir = freshDirectory();
  await (await storeIn(dir)).settings.set({ screenReader: true });
  expect((await storeIn(dir)).settings.get()).toEqual({ machine: null, screenReader: true });
  const path = join(dir, 'config.json');
  writeFileSync(path, `${readFileSync(path, 'utf8')}}`);
  expect((await storeIn(dir)).settings.get()).toEqual({ machine: null, screenReader: true });
  expect((await storeIn(dir)).settings.get()).toEqual({ machine: null, screenReader: true });
});

it('remembers how many reviews a day, also from a damaged file, and takes no nonsense for it', async () => {
  const dir = freshDirectory();
  await (await storeIn(dir)).settings.set({ reviewsPerDay: 5, retention: 0.85 });
  const remembered = { machine: null, reviewsPerDay: 5, retention: 0.85 };
  expect((await storeIn(dir)).settings.get()).toEqual(remembered);
  const path = join(dir, 'config.json');
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, -3));
  const rescued = await storeIn(dir);
  expect([rescued.settings.get(), rescued.progress.notice]).toEqual([
    remembered,
    expect.stringMatching(/what could be read is used/),
  ]);
  expect((await storeIn(dir)).settings.get()).toEqual(remembered);
  const odd = withConfig('{"schemaVersion":1,"settings":{"reviewsPerDay":-1,"retention":"all"}}');
  expect((await storeIn(odd)).settings.get()).toEqual({ machine: null });
});

it('takes away what a killed session left beside the file, but not what another is writing now', async () => {
  const dir = freshDirectory();
  for (const [name, hoursAgo] of [
    ['config.json.tmp-00ff', 2],
    ['config.json.tmp-00fe', 0],
    ['notes.tmp-00ff', 2],
  ] as const) {
    writeFileSync(join(dir, name), '{}');
    utimesSync(join(dir, name), 0, NOON / 1000 - hoursAgo * 3600);
  }
  await (await storeIn(dir)).settings.set({ machine: 'live' });
  expect(namesIn(dir)).toEqual(['config.json', 'config.json.tmp-00fe', 'notes.tmp-00ff']);
});
