import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeEvent } from '../../src/store/event-line.ts';
import { exportLog } from '../../src/store/export-log.ts';
import { type Imported, importLog } from '../../src/store/import-log.ts';
import { anyHistory, pid1 } from '../domain/progress-fixture.ts';
import { answered, appendAll, freshDirectory, logText, namesIn, storeIn } from './store-fixture.ts';

const take = (dir: string, text: string | Buffer): Promise<Imported> =>
  importLog(dir, Readable.from([text], { objectMode: false }));

async function machineWith(count: number): Promise<string> {
  const dir = freshDirectory();
  const { progress } = await storeIn(dir);
  await appendAll(
    progress,
    Array.from({ length: count }, (_, index) => ({ ...answered, answer: `${index}` })),
  );
  return dir;
}

function exportOf(dir: string): string {
  const exported = exportLog(dir);
  if (exported.kind === 'failed') throw new Error(exported.because);
  return exported.text;
}

const eventsIn = async (dir: string) => (await storeIn(dir)).progress.events;

describe('two machines', () => {
  it('come to the same, whichever imports first, and nothing counts twice', async () => {
    const [one, two] = [await machineWith(3), await machineWith(4)];
    const [fromOne, fromTwo] = [exportOf(one), exportOf(two)];
    expect(await take(one, fromTwo)).toEqual({ kind: 'imported', added: 4, known: 0, unreadable: 0 });
    expect(await take(two, fromOne)).toEqual({ kind: 'imported', added: 3, known: 0, unreadable: 0 });
    expect(await take(two, exportOf(one))).toEqual({ kind: 'imported', added: 0, known: 7, unreadable: 0 });
    expect(await eventsIn(one)).toHaveLength(7);
    expect(await eventsIn(two)).toEqual(await eventsIn(one));
    expect(exportOf(one)).toBe(exportOf(two));
  });

  it('hand on every event as it is, however it was put together', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const ulid = (index: number) => `01ARYZ6S41${String(index).padStart(16, '0')}`;
        const harmless = history.map((event, index) => ({
          ...event,
          id: ulid(index),
          ...('answer' in event ? { answer: 'plain' } : {}),
          ...('commandLine' in event ? { commandLine: 'ls' } : {}),
          ...('seed' in event ? { seed: '7' } : {}),
        }));
        const text = harmless.map(encodeEvent).join('');
        const dir = freshDirectory();
        const imported = await take(dir, text);
        if (history.length === 0) expect(imported).toMatchObject({ kind: 'refused' });
        else expect(logText(dir)).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  it('hand on events of kinds that neither knows yet', async () => {
    const dir = await machineWith(1);
    const line = `${JSON.stringify({ v: 1, id: '01ARYZ6S410000000000000000', at: 1, lesson: 'pid1', kind: 'badge', deep: [[1]] })}\n`;
    appendFileSync(join(dir, 'progress.jsonl'), line);
    expect(exportOf(dir).startsWith(line)).toBe(true);
    const other = freshDirectory();
    expect(await take(other, exportOf(dir))).toMatchObject({ added: 2 });
    expect(logText(other).startsWith(line)).toBe(true);
  });
});

describe('an export', () => {
  it('has each event once, in order, and nothing that is damaged', async () => {
    const dir = await machineWith(2);
    const good = logText(dir);
    const [first = '', second = ''] = good.split(/(?<=\n)/);
    writeFileSync(join(dir, 'progress.jsonl'), `${second}not a line\n${first}${second}{"v":1,`);
    expect(exportLog(dir)).toEqual({ kind: 'exported', text: good, events: 2 });
  });

  it('leaves out what was forgotten, says that it was, and an import of an older one does not bring it back', async () => {
    const dir = await machineWith(2);
    const old = exportOf(dir);
    const { progress } = await storeIn(dir);
    await progress.append({ kind: 'forgotten', lesson: pid1, everything: true }).written;
    await progress.append({ ...answered, answer: 'after' }).written;
    expect(exportOf(dir)).toBe(
      logText(dir)
        .split(/(?<=\n)/)
        .slice(2)
        .join(''),
    );
    expect(await take(dir, old)).toMatchObject({ added: 0, known: 2 });
    expect((await eventsIn(dir)).map((event) => 'answer' in event && event.answer)).toEqual(['after']);

    const other = freshDirectory();
    await take(other, exportOf(dir));
    await take(other, old);
    expect(await eventsIn(other)).toEqual(await eventsIn(dir));
    await (await storeIn(dir)).progress.append({ kind: 'remembered', lesson: pid1 }).written;
    expect(await eventsIn(dir)).toHaveLength(3);
  });
});

describe('a file that is no log', () => {
  it.each([
    ['an empty one', '', 'there is nothing in it'],
    ['blank lines', '\n\n  \n', 'there is nothing in it'],
    ['a text', 'Dear diary,\ntoday I learnt of cgroups.\n', 'it is not a progress log of vmvscontainer'],
    ['other JSON', '{"name":"vmvscontainer"}\n', 'it is not a progress log of vmvscontainer'],
    ['a list', '[1,2]', 'it is not a progress log of vmvscontainer'],
    ['bytes', Buffer.from([0, 1, 2, 0xff, 0x0a, 0xfe]), 'it is not a progress log of vmvscontainer'],
    ['a line without end', 'x'.repeat(1024 * 1024 + 1), 'it has a line of more than 1 MiB'],
    ['zeroes', Buffer.alloc(3 * 1024 * 1024), 'it has a line of more than 1 MiB'],
    [
      'a newer program’s',
      '{"v":2,"what":"ever"}\n',
      'it was written by a newer vmvscontainer; update this one to import it',
    ],
    [
      'ids of nobody',
      `${JSON.stringify({ v: 1, id: 'me', at: 1, lesson: 'pid1', kind: 'lesson-finished' })}\n`,
      'it is not a progress log of vmvscontainer',
    ],
    [
      'ids from the far future',
      `${JSON.stringify({ v: 1, id: '7ZZZZZZZZZ0000000000000000', at: 1, lesson: 'pid1', kind: 'lesson-finished' })}\n`,
      'it is not a progress log of vmvscontainer',
    ],
  ])('%s is refused in a sentence, and nothing is written', async (_, text, because) => {
    const dir = freshDirectory();
    expect(await take(dir, text)).toEqual({ kind: 'refused', because });
    expect(namesIn(dir)).toEqual([]);
  });

  it('is given up after a thousand lines, however long it is', async () => {
    let handed = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        handed += 1;
        yield 'noise\n'.repeat(100);
      }
    }
    expect(await importLog(freshDirectory(), endless())).toMatchObject({ kind: 'refused' });
    expect(handed).toBe(10);
  });

  it('is given up at its bound when it is a log for ever', async () => {
    const note = `${JSON.stringify({ v: 1, id: 'a', at: 1, kind: 'damage-noted', copy: 'x'.repeat(1_000_000) })}\n`;
    async function* endless(): AsyncGenerator<string> {
      for (;;) yield note;
    }
    expect(await importLog(freshDirectory(), endless())).toEqual({
      kind: 'refused',
      because: 'it is larger than 128 MiB',
    });
  });

  it('may be as deep as it likes', async () => {
    const deep = `{"v":1,"id":"01ARYZ6S410000000000000000","at":1,"lesson":"pid1","kind":"badge","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}\n`;
    const dir = freshDirectory();
    expect(await take(dir, deep)).toMatchObject({ kind: 'imported', added: 1 });
    expect(await eventsIn(dir)).toEqual([]);
    expect(exportOf(dir)).toBe(deep);
  });
});

describe('an import', () => {
  it('takes what can be read of a damaged file, and counts the rest', async () => {
    const text = exportOf(await machineWith(2));
    const dir = freshDirectory();
    expect(await take(dir, `\0\0\n${text}{"v":1,"id`)).toEqual({
      kind: 'imported',
      added: 2,
      known: 0,
      unreadable: 2,
    });
    expect(logText(dir)).toBe(text);
  });

  it('brings no control characters, written out or as escapes, and leaves other text alone', async () => {
    const id = '01ARYZ6S410000000000000000';
    const said = 'a\u001b]0;gotcha\u0007\u009b31m\u202eb\u007f\n\tgrün 🐳 \\u001b "\\n"';
    const event = { ...answered, id, at: 1, answer: said };
    const dir = freshDirectory();
    const raw = encodeEvent(event as never);
    expect(await take(dir, raw)).toMatchObject({ added: 1 });
    expect(await take(freshDirectory(), raw.replaceAll('\u009b', '\\u009b'))).toMatchObject({ added: 1 });
    expect((await eventsIn(dir)).map((one) => 'answer' in one && one.answer)).toEqual([
      'a\ufffd]0;gotcha\ufffd\ufffd31m\ufffdb\ufffd\n\tgrün 🐳 \\u001b "\\n"',
    ]);
    expect(logText(dir)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
  });

  it('refuses names that are longer than any of ours', async () => {
    const event = { ...answered, id: '01ARYZ6S410000000000000000', at: 1, hash: 'x'.repeat(301) };
    expect(await take(freshDirectory(), encodeEvent(event as never))).toMatchObject({ kind: 'refused' });
  });

  it('changes nothing where a newer program keeps its log', async () => {
    const dir = freshDirectory();
    writeFileSync(join(dir, 'progress.jsonl'), '{"v":2}\n');
    expect(await take(dir, exportOf(await machineWith(1)))).toEqual({
      kind: 'failed',
      because: 'the log here: it was written by a newer vmvscontainer; update this one to import',
    });
    expect(exportLog(dir)).toEqual({
      kind: 'failed',
      because: 'it was written by a newer vmvscontainer; update this one to export it',
    });
    expect(readFileSync(join(dir, 'progress.jsonl'), 'utf8')).toBe('{"v":2}\n');
  });

  it('says why it could not be saved', async () => {
    const dir = freshDirectory();
    writeFileSync(join(dir, 'file'), '');
    expect(await take(join(dir, 'file'), exportOf(await machineWith(1)))).toEqual({
      kind: 'failed',
      because: 'part of the path is a file, not a directory',
    });
  });
});
