/**
 * Holds the simulator against what the real engine answered: `npm run golden:check [-- --script NAME] [--quiet]`.
 * Prints a diff for each command that differs, and at the end `N passed, N failed`; exit code 1 when any fails.
 * Differences that stand in differences.md are counted apart.
 */
import { parseArgs } from 'node:util';
import { createMachineSupply } from '../../src/commands/machines.ts';
import { diffLines } from './diff.ts';
import { type KnownDifferences, readDifferences } from './differences.ts';
import { replayOnMachine } from './machine-replay.ts';
import { normalised } from './normalised.ts';
import { readScripts, type Script } from './script.ts';
import { formatAnswer, parseBlocks, readTranscript } from './transcript.ts';

const { values } = parseArgs({
  options: { script: { type: 'string', multiple: true }, quiet: { type: 'boolean', default: false } },
});

const counts = { passed: 0, failed: 0, known: 0, healed: 0 };

async function check(script: Script, known: KnownDifferences): Promise<void> {
  const transcript = await readTranscript(script.name);
  if (transcript === null) throw new Error(`${script.name} was never recorded: npm run golden:record`);
  const expected = parseBlocks(transcript);
  if (expected.length !== script.lines.length)
    throw new Error(`${script.name} has changed since it was recorded: npm run golden:record`);
  const world = script.host === 'virsh-test' ? 'vm-host' : 'fresh-host';
  const machine = await createMachineSupply().open('simulated', world);
  const answers = normalised(await replayOnMachine(machine, script));
  for (const [index, answer] of answers.entries())
    compare(
      `${script.name}:${script.lines[index]?.number}`,
      expected[index] ?? '',
      formatAnswer(answer),
      known,
    );
}

function compare(place: string, expected: string, actual: string, known: KnownDifferences): void {
  const reason = known.get(place);
  if (expected === actual) {
    counts.passed += 1;
    if (reason === undefined) return;
    counts.healed += 1;
    console.log(`--- ${place} differs no more: take it out of test/golden/differences.md\n`);
  } else if (reason === undefined) {
    counts.failed += 1;
    console.log(values.quiet ? place : `--- ${place}\n${diffLines(expected, actual)}\n`);
  } else counts.known += 1;
}

const known = await readDifferences();
for (const script of await readScripts(values.script ?? [])) await check(script, known);
const apart = counts.known === 0 ? '' : `, ${counts.known} known to differ`;
console.log(`${counts.passed} passed, ${counts.failed} failed${apart}`);
process.exitCode = counts.failed + counts.healed === 0 ? 0 : 1;
