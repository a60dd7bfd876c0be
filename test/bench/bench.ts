/**
 * `npm run bench`: what the program costs, as ratios taken in one run on one machine, each beside its
 * reference. Nothing fails by it; the figures are for people to compare from commit to commit.
 */
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isolatedHome } from '../e2e/isolated-home.ts';
import { keyToFrame } from './keys.ts';
import { simulatorRows } from './simulator.ts';
import { timeProgram, timeToEnd, timeToFirstFrame } from './start-up.ts';
import { median, percentile } from './statistics.ts';

const ROUNDS = 15;

interface Row {
  readonly what: string;
  readonly figure: string;
  readonly reference: string;
}

const home = isolatedHome();
try {
  print([
    ...(await startUpRows(home.env)),
    ...(await keyRows(home.env)),
    ...sizeRows('dist'),
    ...(await simulatorRows()),
  ]);
} finally {
  home.remove();
}

/** Interleaved, so that a busy moment of the machine falls on all of them alike. */
async function startUpRows(env: Readonly<Record<string, string>>): Promise<Row[]> {
  const measured = {
    bare: () => timeToEnd(['-e', '0'], env),
    version: () => timeProgram(['--version'], env),
    lessons: () => timeProgram(['lessons', '--json'], env),
    show: () => timeProgram(['show', 'pid1'], env),
    frame: () => timeToFirstFrame(env),
  };
  const samples: Record<keyof typeof measured, number[]> = {
    bare: [],
    version: [],
    lessons: [],
    show: [],
    frame: [],
  };
  const names = Object.keys(measured) as (keyof typeof measured)[];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of names) {
      const took = await measured[name]();
      // The first round fills the caches of the disk and of Node.
      if (round > 0) samples[name].push(took);
    }
  }
  const bare = median(samples.bare);
  const ratio = (name: keyof typeof measured) => `${(median(samples[name]) / bare).toFixed(2)}x`;
  return [
    { what: 'node -e 0', figure: `${bare.toFixed(0)} ms`, reference: 'the unit of the ratios below' },
    { what: 'first frame in a terminal', figure: ratio('frame'), reference: '2.4x a lean Ink app; aim 2.0x' },
    { what: '--version', figure: ratio('version'), reference: '1.15x' },
    { what: 'lessons --json', figure: ratio('lessons'), reference: 'no React, no simulator' },
    { what: 'show pid1 | cat', figure: ratio('show'), reference: 'no React, no simulator' },
  ];
}

async function keyRows(env: Readonly<Record<string, string>>): Promise<Row[]> {
  const samples = await keyToFrame(env, 200);
  const ms = (share: number) => `${percentile(samples, share).toFixed(1)} ms`;
  return [
    { what: 'key to frame, median', figure: ms(0.5), reference: '6.8 ms' },
    { what: 'key to frame, 99th percentile', figure: ms(0.99), reference: '21 ms' },
  ];
}

function sizeRows(folder: string): Row[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, stat: statSync(join(folder, name)) }))
    .filter(({ stat }) => stat.isFile());
  const kB = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
  const total = files.reduce((sum, { stat }) => sum + stat.size, 0);
  const main = files.find(({ name }) => name === 'main.js')?.stat.size ?? 0;
  const largest = Math.max(...files.map(({ stat }) => stat.size));
  return [
    { what: 'dist/, all files', figure: kB(total), reference: '' },
    { what: 'dist/, files', figure: String(files.length), reference: '' },
    { what: 'dist/main.js', figure: kB(main), reference: 'what every command loads' },
    { what: 'dist/, largest file', figure: kB(largest), reference: '' },
  ];
}

function print(rows: readonly Row[]): void {
  const what = Math.max(...rows.map((row) => row.what.length));
  const figure = Math.max(...rows.map((row) => row.figure.length));
  console.log(`Node ${process.version}, ${availableParallelism()} processors, median of ${ROUNDS}\n`);
  for (const row of rows) {
    console.log(`${row.what.padEnd(what)}  ${row.figure.padStart(figure)}  ${row.reference}`.trimEnd());
  }
}
