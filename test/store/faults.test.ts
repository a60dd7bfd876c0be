import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readLog } from '../../src/store/read-log.ts';
import { answered, freshDirectory, logText, storeIn } from './store-fixture.ts';

const work = mkdtempSync(join(tmpdir(), 'vvc-writer-'));
const writer = join(work, 'writer.js');
const importer = join(work, 'importer.js');

beforeAll(async () => {
  writeFileSync(join(work, 'package.json'), '{"type":"module"}');
  await build({
    entryPoints: ['writer.ts', 'importer.ts'].map((name) => join(import.meta.dirname, name)),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['conf'],
    outdir: work,
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Ended {
  readonly notice: readonly string[];
  readonly saved: readonly string[];
  readonly refused: readonly string[];
  readonly killed: boolean;
}

/** `killAfter`: SIGKILL once so many appends have been reported, while the next is on its way. */
function write(dir: string, count: number, size: number, killAfter: number | null = null): Promise<Ended> {
  return session([process.execPath, writer, dir, String(count), String(size)], killAfter);
}

function session(
  [command = '', ...args]: readonly string[],
  killAfter: number | null,
  as: { readonly uid?: number } = {},
): Promise<Ended> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...as });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (killAfter !== null && out.split('\n').length > killAfter) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      const told = (word: string) =>
        out.split('\n').flatMap((line) => (line.startsWith(word) ? [line.slice(word.length)] : []));
      resolve({
        notice: told('notice '),
        saved: told('saved '),
        refused: told('refused '),
        killed: signal === 'SIGKILL',
      });
    });
  });
}

/** Runs at most `width` at a time, so that they overlap without exhausting the machine. */
async function crowd<T>(jobs: readonly (() => Promise<T>)[], width: number): Promise<readonly T[]> {
  const results: T[] = [];
  const rest = [...jobs];
  const worker = async (): Promise<void> => {
    for (let job = rest.shift(); job !== undefined; job = rest.shift()) results.push(await job());
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

const idsIn = (dir: string): readonly string[] => readLog(logText(dir)).events.map(({ id }) => id);

describe('hundreds of sessions at once', () => {
  it('lose nothing that was told to be saved, though two of three are killed in the middle', async () => {
    const dir = freshDirectory();
    const sizes = [1, 300, 5_000, 20_000];
    const jobs = Array.from({ length: 300 }, (_, index) => () => {
      const size = sizes[index % sizes.length] ?? 1;
      return index % 3 === 0 ? write(dir, 5, size) : write(dir, 1_000, size, 1 + (index % 7));
    });
    const ended = await crowd(jobs, 12);
    const killed = ended.filter((session) => session.killed).length;
    const saved = ended.flatMap((session) => session.saved);
    const ids = idsIn(dir);
    expect(ended.flatMap((session) => session.refused)).toEqual([]);
    expect(killed).toBe(200);
    expect(saved.length).toBeGreaterThan(1000);
    expect(saved.filter((id) => !new Set(ids).has(id))).toEqual([]);
    expect(readLog(logText(dir)).damagedLines).toBeLessThanOrEqual(killed);
  }, 600_000);
});

/** `ulimit -f` stops files from growing as a full disk does: it cuts the write short. Blocks are of 512 bytes. */
describe.skipIf(process.platform === 'win32')('a disk that fills up', () => {
  it('is said at each answer, keeps what was saved, and goes on when there is room', async () => {
    const dir = freshDirectory();
    const limited = `ulimit -f 4 && exec "$@"`;
    const full = await session(['sh', '-c', limited, 'sh', process.execPath, writer, dir, '20', '200'], null);
    expect(full.saved.length).toBeGreaterThan(2);
    expect(full.refused).toEqual(
      Array.from(
        { length: 20 - full.saved.length },
        () => 'the file has reached the size limit set for this session',
      ),
    );
    expect(idsIn(dir).slice(0, full.saved.length)).toEqual(full.saved);
    const later = await write(dir, 1, 10);
    expect(idsIn(dir)).toEqual([...idsIn(dir).slice(0, -1), ...later.saved]);
    expect((await storeIn(dir)).progress.events.length).toBeGreaterThan(full.saved.length);
  });
});

/** Root may write anywhere, so root runs this session as nobody. */
it.skipIf(process.platform === 'win32')(
  'says so at start when the directory is read-only, and goes on',
  async () => {
    const dir = freshDirectory();
    chmodSync(dir, 0o555);
    chmodSync(work, 0o755);
    const root = process.getuid?.() === 0;
    const ended = await session([process.execPath, writer, dir, '2', '1'], null, root ? { uid: 65_534 } : {});
    const because = 'this account may not write there';
    expect(ended).toEqual({
      notice: [`Progress cannot be saved in ${join(dir, 'progress.jsonl')}: ${because}.`],
      saved: [],
      refused: [because, because],
      killed: false,
    });
    chmodSync(dir, 0o755);
  },
);

/** Root can have a disk of 64 kB: a file system in memory. */
describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a disk of 64 kB', () => {
  it('that fills up in the middle keeps every answer told to be saved, and goes on when there is room', async () => {
    const dir = freshDirectory();
    mkdirSync(join(dir, 'disk'));
    const disk = join(dir, 'disk');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    const full = await write(disk, 40, 3_000);
    expect(full.saved.length).toBeGreaterThan(10);
    expect(full.refused).toEqual(Array.from({ length: 40 - full.saved.length }, () => 'the disk is full'));
    expect(idsIn(disk).slice(0, full.saved.length)).toEqual(full.saved);

    const { progress, settings } = await storeIn(disk);
    expect(progress.events.length).toBeGreaterThanOrEqual(full.saved.length);
    expect(await settings.set({ machine: 'live' })).toEqual({ saved: false, because: 'the disk is full' });
    // What conf could not finish it takes away itself, a little later.
    await vi.waitFor(() => expect(readdirSync(disk)).toEqual(['progress.jsonl']), 20_000);
    expect(settings.get()).toMatchObject({ machine: 'live' });

    execFileSync('mount', ['-o', 'remount,size=1m', disk]);
    const later = await write(disk, 2, 3_000);
    expect(later.saved).toHaveLength(2);
    expect(idsIn(disk).slice(-2)).toEqual(later.saved);
    expect(await settings.set({ machine: 'live' })).toEqual({ saved: true });
  }, 60_000);
});

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'a full disk with a damaged log',
  () => {
    it('gets no half of a copy, and the log is set aside when there is room', async () => {
      const dir = freshDirectory();
      const disk = join(dir, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
      onTestFinished(() => void execFileSync('umount', ['-l', disk]));
      const saved = await write(disk, 10, 3_000);
      const log = join(disk, 'progress.jsonl');
      writeFileSync(log, `not a line\n${readFileSync(log, 'utf8')}`);
      writeFileSync(join(disk, 'filler'), Buffer.alloc(12_000));
      const { progress } = await storeIn(disk);
      expect(progress.notice).toBe(
        '1 line of your progress could not be read; everything else (10 entries) is here.',
      );
      expect(progress.events.map(({ id }) => id)).toEqual(saved.saved);
      expect(readdirSync(disk)).toEqual(['filler', 'progress.jsonl']);
      rmSync(join(disk, 'filler'));
      execFileSync('mount', ['-o', 'remount,size=1m', disk]);
      expect((await storeIn(disk)).progress.notice).toContain('The damaged file is kept as progress.');
    }, 60_000);
  },
);

describe('a program that is killed at any byte', () => {
  it('has lost nothing but what it was writing, wherever that was cut, and the next session goes on', async () => {
    const dir = freshDirectory();
    const { progress } = await storeIn(dir);
    for (const answer of ['one', 'zwei 🐳', 'three\n']) {
      await progress.append({ ...answered, answer }).written;
    }
    const whole = readFileSync(join(dir, 'progress.jsonl'));
    const all = idsIn(dir);
    const ends = all.map((id) => whole.indexOf(0x0a, whole.indexOf(id)));
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const cutDir = join(dir, `cut-${cut}`);
      mkdirSync(cutDir);
      writeFileSync(join(cutDir, 'progress.jsonl'), whole.subarray(0, cut));
      const { progress: next } = await storeIn(cutDir);
      const kept = all.filter((_, index) => (ends[index] ?? 0) <= cut);
      expect(next.notice).toBeNull();
      expect(next.events.map(({ id }) => id)).toEqual(kept);
      const saved = await next.append({ ...answered, answer: 'after' }).written;
      expect(saved.saved).toBe(true);
      expect(idsIn(cutDir)).toEqual([...kept, saved.event.id]);
    }
  }, 120_000);
});

/** `killAfterMs`: SIGKILL so long after it has begun; null: it may end. */
function importing(dir: string, file: string, killAfterMs: number | null): Promise<void> {
  const child = spawn(process.execPath, [importer, dir, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (text: Buffer) => {
    if (killAfterMs !== null && text.includes('begun')) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
}

/** Six imports that are killed sooner or later, and one who learns, all into one log. */
it('an import that is killed is finished by the next, and loses nothing of who learns beside it', async () => {
  const [source, dir] = [freshDirectory(), freshDirectory()];
  await write(source, 300, 2_000);
  const ids = idsIn(source);
  const exported = join(source, 'progress.jsonl');
  const [learnt] = await Promise.all([
    write(dir, 30, 500),
    ...Array.from({ length: 6 }, (_, index) => importing(dir, exported, index * 15)),
  ]);
  await importing(dir, exported, null);
  const here = idsIn(dir);
  expect(learnt?.saved.filter((id) => !here.includes(id))).toEqual([]);
  expect(ids.filter((id) => !here.includes(id))).toEqual([]);
  expect((await storeIn(dir)).progress.events).toHaveLength(330);
}, 120_000);
