/**
 * Records what the real engine answers: `npm run golden:record [-- --script NAME] [-- --check] [-- --part 1/2]`.
 * --check records again and compares with what is stored; a difference is exit code 1, and what differs is told once
 * more after the totals, because of a long run often only the last lines are kept. --part takes a share of the scripts,
 * for two recorders at once. The engine is test/engine's, one for each recorder.
 */
import { parseArgs } from 'node:util';
import { diffLines } from './diff.ts';
import { engineHeader, replayOnEngine } from './engine-replay.ts';
import { localHeader, replayHere } from './local-replay.ts';
import { normalised } from './normalised.ts';
import { readScripts, type Script } from './script.ts';
import { toldAgain } from './told-again.ts';
import {
  formatTranscript,
  parseBlocks,
  readTranscript,
  type TranscriptHeader,
  writeTranscript,
} from './transcript.ts';

const { values } = parseArgs({
  options: {
    script: { type: 'string', multiple: true },
    check: { type: 'boolean', default: false },
    part: { type: 'string', default: '1/1' },
  },
});

const RECORDINGS = 3;
const today = new Date().toISOString().slice(0, 10);
let asked: Promise<TranscriptHeader> | null = null;

/** The engine is asked for its version once, and only where a script needs it. */
function headerOf(script: Script): Promise<TranscriptHeader> {
  if (script.host === 'virsh-test') return Promise.resolve(localHeader(today));
  asked ??= engineHeader(today);
  return asked;
}

async function record(script: Script): Promise<string> {
  const began = performance.now();
  const header = await headerOf(script);
  const answers = script.host === 'virsh-test' ? await replayHere(script) : await replayOnEngine(script);
  const text = formatTranscript({ header, answers: normalised(answers) });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`${script.name}: ${script.lines.length} commands in ${seconds} s`);
  return text;
}

interface Difference {
  readonly stored: string;
  readonly recorded: string;
}

/** Where a new recording differs from the stored one, by the place of the command in its script. */
function differences(stored: string, recorded: string): ReadonlyMap<number, Difference> {
  const before = parseBlocks(stored);
  const now = parseBlocks(recorded);
  const found = new Map<number, Difference>();
  for (let place = 0; place < Math.max(before.length, now.length); place++) {
    const pair = { stored: before[place] ?? '', recorded: now[place] ?? '' };
    if (pair.stored !== pair.recorded) found.set(place, pair);
  }
  return found;
}

/**
 * The engine differs from itself now and then (which of two threads writes first, a machine under load), so a
 * command counts as changed when it differs in every one of three recordings. A text for each that did.
 */
async function compare(script: Script): Promise<readonly string[]> {
  const stored = await readTranscript(script.name);
  if (stored === null) return [`--- ${script.name}\nthere is no test/golden/transcripts/${script.name}.txt`];
  let changed = differences(stored, await record(script));
  for (let again = 0; again < RECORDINGS - 1 && changed.size > 0; again++) {
    const next = differences(stored, await record(script));
    changed = new Map([...changed].filter(([place]) => next.has(place)));
  }
  return [...changed].map(
    ([place, { stored: before, recorded }]) =>
      `--- ${script.name}:${script.lines[place]?.number ?? 'end'}\n${diffLines(before, recorded)}`,
  );
}

/** Every `of`th script, beginning with the `part`th. */
function shareOf(scripts: readonly Script[], share: string): readonly Script[] {
  const [part = 0, of = 0] = share.split('/').map(Number);
  if (!(part >= 1 && part <= of)) throw new Error(`--part wants a share such as 1/2, not ${share}.`);
  return scripts.filter((_, index) => index % of === part - 1);
}

const scripts = shareOf(await readScripts(values.script ?? []), values.part);
const differing: string[] = [];
for (const script of scripts) {
  if (!values.check) {
    await writeTranscript(script.name, await record(script));
    continue;
  }
  const found = await compare(script);
  for (const text of found) console.log(`${text}\n`);
  differing.push(...found);
}
if (values.check) {
  console.log(
    differing.length === 0 ? 'the engine answers as recorded' : `${differing.length} commands differ`,
  );
  for (const line of toldAgain(differing)) console.log(line);
}
process.exitCode = differing.length === 0 ? 0 : 1;
