/**
 * Records what the real engine answers: `npm run golden:record [-- --script NAME] [-- --check]`.
 * --check records again and compares with what is stored; a difference is exit code 1. The engine is test/engine's.
 */
import { parseArgs } from 'node:util';
import { diffLines } from './diff.ts';
import { engineHeader, replayOnEngine } from './engine-replay.ts';
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

async function record(script: Script, header: TranscriptHeader): Promise<string> {
  const began = performance.now();
  const text = formatTranscript({ header, answers: normalised(await replayOnEngine(script)) });
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
const header = await engineHeader(new Date().toISOString().slice(0, 10));
let differing = 0;
for (const script of scripts) {
  const text = await record(script, header);
  if (values.check) differing += await compare(script, text);
  else await writeTranscript(script.name, text);
}
if (values.check)
  console.log(differing === 0 ? 'the engine answers as recorded' : `${differing} commands differ`);
process.exitCode = differing === 0 ? 0 : 1;
