import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLog } from '../../src/store/read-log.ts';
import { freshDirectory, logText, storeIn } from './store-fixture.ts';

const work = mkdtempSync(join(tmpdir(), 'vvc-writer-'));
const writer = join(work, 'writer.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'writer.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['conf'],
    outfile: writer,
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
  it('lose nothing that was told to be saved, though every other one is killed in the middle', async () => {
    const dir = freshDirectory();
    const sizes = [1, 300, 5_000, 20_000];
    const jobs = Array.from({ length: 200 }, (_, index) => () => {
      const size = sizes[index % sizes.length] ?? 1;
      return index % 2 === 0 ? write(dir, 5, size) : write(dir, 1_000, size, 1 + (index % 7));
    });
    const ended = await crowd(jobs, 12);
    const killed = ended.filter((session) => session.killed).length;
    const saved = ended.flatMap((session) => session.saved);
    const ids = idsIn(dir);
    expect(ended.flatMap((session) => session.refused)).toEqual([]);
    expect(killed).toBe(100);
    expect(saved.length).toBeGreaterThan(700);
    expect(saved.filter((id) => !new Set(ids).has(id))).toEqual([]);
    expect(readLog(logText(dir)).damagedLines).toBeLessThanOrEqual(killed);
  }, 300_000);
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
