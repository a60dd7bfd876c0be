import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeEvent } from '../../src/store/event-line.ts';
import {
  ASIDE,
  answered,
  appendAll,
  freshDirectory,
  logText,
  NOON,
  namesIn,
  storeIn,
} from './store-fixture.ts';

describe('an ordinary life', () => {
  it('creates nothing until something is saved', async () => {
    const dir = join(freshDirectory(), 'not', 'yet');
    const { progress } = await storeIn(dir);
    expect(progress).toMatchObject({ events: [], notice: null });
    expect(namesIn(join(dir, '..', '..'))).toEqual([]);
    expect(await progress.append(answered).written).toMatchObject({
      saved: true,
      event: { ...answered, at: NOON },
    });
    expect(namesIn(dir)).toEqual(['progress.jsonl']);
  });

  it('finds in the next session what the one before has saved, in its order', async () => {
    const dir = freshDirectory();
    const saved = await appendAll((await storeIn(dir)).progress, [
      answered,
      { ...answered, answer: '2' },
      answered,
    ]);
    const next = (await storeIn(dir)).progress;
    expect(next.events).toEqual(saved.map(({ event }) => event));
    expect(next.notice).toBeNull();
    expect(logText(dir)).toBe(next.events.map(encodeEvent).join(''));
  });

  it('hands the event back at once, as it will be read', async () => {
    const dir = freshDirectory();
    const { progress } = await storeIn(dir);
    const { event, written } = progress.append(answered);
    expect(namesIn(dir)).toEqual([]);
    await written;
    expect((await storeIn(dir)).progress.events).toEqual([event]);
  });

  it('keeps the order of events when the clock is moved back', async () => {
    const dir = freshDirectory();
    const first = await (await storeIn(dir)).progress.append(answered).written;
    const second = await (await storeIn(dir, () => NOON - 86_400_000)).progress.append(answered).written;
    expect(second.event.at).toBe(NOON - 86_400_000);
    expect(second.event.id > first.event.id).toBe(true);
  });

  it('loses nothing of two sessions at once', async () => {
    const dir = freshDirectory();
    const [one, two] = [await storeIn(dir), await storeIn(dir)];
    const many = Array.from({ length: 20 }, (_, index) => ({ ...answered, answer: String(index) }));
    const saved = await Promise.all([appendAll(one.progress, many), appendAll(two.progress, many)]);
    const ids = saved.flat().map(({ event }) => event.id);
    expect((await storeIn(dir)).progress.events.map(({ id }) => id).sort()).toEqual(ids.sort());
  });
});

describe('a damaged log', () => {
  it('goes on behind a last line that was cut off', async () => {
    const dir = freshDirectory();
    const [kept] = await appendAll((await storeIn(dir)).progress, [answered]);
    writeFileSync(join(dir, 'progress.jsonl'), `${logText(dir)}{"v":1,"id":"cut o`);
    const next = (await storeIn(dir)).progress;
    expect(next).toMatchObject({ events: [kept?.event], notice: null });
    const { event } = await next.append(answered).written;
    expect((await storeIn(dir)).progress.events).toEqual([kept?.event, event]);
  });

  it('takes a last line that only misses its line end', async () => {
    const dir = freshDirectory();
    await appendAll((await storeIn(dir)).progress, [answered]);
    writeFileSync(join(dir, 'progress.jsonl'), logText(dir).trimEnd());
    const next = (await storeIn(dir)).progress;
    await next.append(answered).written;
    expect(next.events).toHaveLength(1);
    expect((await storeIn(dir)).progress.events).toHaveLength(2);
  });

  it('is set aside once, with the date, and said in one line', async () => {
    const dir = freshDirectory();
    const [kept] = await appendAll((await storeIn(dir)).progress, [answered]);
    const damaged = `\0\0\0\n${logText(dir)}{"v":1,"kind":\n`;
    writeFileSync(join(dir, 'progress.jsonl'), damaged);
    const copy = `progress.${ASIDE}.damaged.jsonl`;
    const next = (await storeIn(dir)).progress;
    expect(next.events).toEqual([kept?.event]);
    expect(next.notice).toBe(
      `2 lines of your progress could not be read; everything else (1 entries) is here. The damaged file is kept as ${copy}.`,
    );
    expect(namesIn(dir)).toEqual([copy, 'progress.jsonl']);
    expect(logText(dir).startsWith(damaged)).toBe(true);
    expect((await storeIn(dir)).progress).toMatchObject({ events: [kept?.event], notice: null });
  });

  it('keeps events of kinds it does not know', async () => {
    const dir = freshDirectory();
    const newer = `${JSON.stringify({ v: 1, id: 'A', at: 1, lesson: 'pid1', kind: 'badge-earned' })}\n`;
    writeFileSync(join(dir, 'progress.jsonl'), newer);
    const { progress } = await storeIn(dir);
    expect(progress).toMatchObject({ events: [], notice: null });
    const { event } = await progress.append(answered).written;
    expect(logText(dir)).toBe(newer + encodeEvent(event));
  });
});

describe('a log that may not be written', () => {
  it('reads what a newer program wrote and changes nothing', async () => {
    const dir = freshDirectory();
    const [kept] = await appendAll((await storeIn(dir)).progress, [answered]);
    const newer = `${logText(dir)}{"v":2,"id":"B"}\n`;
    writeFileSync(join(dir, 'progress.jsonl'), newer);
    const because = 'it was written by a newer vmvscontainer; update this one to go on saving';
    const { progress } = await storeIn(dir);
    expect(progress.events).toEqual([kept?.event]);
    expect(progress.notice).toBe(`Progress cannot be saved in ${join(dir, 'progress.jsonl')}: ${because}.`);
    expect(await progress.append(answered).written).toMatchObject({ saved: false, because });
    expect(logText(dir)).toBe(newer);
  });

  it('says so at start when a file stands in the way, and the session goes on', async () => {
    const file = join(freshDirectory(), 'file');
    writeFileSync(file, '');
    const { progress } = await storeIn(join(file, 'home'));
    const because = 'part of the path is a file, not a directory';
    expect(progress.notice).toBe(
      `Progress cannot be saved in ${join(file, 'home', 'progress.jsonl')}: ${because}.`,
    );
    expect(await progress.append(answered).written).toMatchObject({ saved: false, event: answered, because });
  });

  it('never reads a device or a pipe as a log', async () => {
    const dir = freshDirectory();
    mkdirSync(join(dir, 'progress.jsonl'));
    const { progress } = await storeIn(dir);
    expect(progress.notice).toBe(
      `Progress cannot be saved in ${join(dir, 'progress.jsonl')}: it is not a regular file.`,
    );
    expect(await progress.append(answered).written).toMatchObject({
      saved: false,
      because: 'a directory stands where the file should be',
    });
  });

  it('saves later what it could not save at first', async () => {
    const home = join(freshDirectory(), 'home');
    writeFileSync(home, '');
    const { progress } = await storeIn(home);
    const first = await progress.append(answered).written;
    rmSync(home);
    const second = await progress.append(answered).written;
    expect([first.saved, second.saved]).toEqual([false, true]);
    expect((await storeIn(home)).progress.events).toEqual([first.event, second.event]);
  });
});
