/**
 * Records what the real engine answers: `npm run golden:record [-- --script NAME] [-- --check]`.
 * --check records again and compares with what is stored; a difference is exit code 1. The engine is test/engine's.
 */
import { parseArgs } from 'node:util';
import { diffLines } from './diff.ts';
import { engineHeader, replayOnEngine } from './engine-replay.ts';
import { localHeader, replayHere } from './local-replay.ts';
import { normalised } from './normalised.ts';
import { readScripts, type Script } from './script.ts';
import {
  formatTranscript,
  parseBlocks,
  readTranscript,
  type TranscriptHeader,
  writeTranscript,
} from './transcript.ts';

const { values } = parseArgs({
  options: { script: { type: 'string', multiple: true }, check: { type: 'boolean', default: false } },
});

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

/** Prints where a new recording differs from the stored one; how many commands do. */
async function compare(script: Script, text: string): Promise<number> {
  const stored = await readTranscript(script.name);
  if (stored === null) {
    console.log(`  there is no test/golden/transcripts/${script.name}.txt`);
    return script.lines.length;
  }
  const before = parseBlocks(stored);
  const differing = parseBlocks(text).filter((block, index) => {
    const same = before[index] === block;
    if (!same) console.log(`--- ${script.name}\n${diffLines(before[index] ?? '', block)}\n`);
    return !same;
  });
  return differing.length + Math.max(0, before.length - script.lines.length);
}

const scripts = await readScripts(values.script ?? []);
let differing = 0;
for (const script of scripts) {
  const text = await record(script);
  if (values.check) differing += await compare(script, text);
  else await writeTranscript(script.name, text);
}
if (values.check)
  console.log(differing === 0 ? 'the engine answers as recorded' : `${differing} commands differ`);
process.exitCode = differing === 0 ? 0 : 1;
