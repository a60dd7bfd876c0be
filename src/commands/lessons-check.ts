/**
 * `npm run lessons:check [-- --live] [--part 1/2] [--claims] [--concepts] [FOLDER]`: exit code 0, 1 with problems, 2 when it
 * cannot check. `--live` plays on the engine of this computer and says how long each lesson took; `--part 1/2` plays the first
 * half of the lessons, for two engines at once (the names in the lessons are fixed, so that an engine plays one at a time).
 * `--claims` lists what no page covers, `--concepts` prints where each concept is taught and asked; neither plays lessons.
 */

import { readClaims, reportClaims } from '../content/claims.ts';
import { conceptMap, printConcepts } from '../content/concept-map.ts';
import { printProblem } from '../content/problem.ts';
import { readLessons } from '../content/read-lessons.ts';
import { itemsOf, type Lesson } from '../domain/lesson.ts';
import type { Machine } from '../machine/machine.ts';
import type { MachineSupply } from '../machine/supply.ts';
import { checkLessons, claimLine, problemCount, type Share } from './check-lessons.ts';
import type { Stage } from './prove-lesson.ts';

const LIVE_SETTLE_MS = 5000;
const FLAGS = ['--live', '--part', '--claims', '--concepts'];
const WHOLE: Share = { part: 1, of: 1 };

async function main(words: readonly string[]): Promise<number> {
  const unknown = words.find((word) => word.startsWith('-') && !FLAGS.includes(word));
  if (unknown !== undefined) {
    console.error(`lessons:check knows ${FLAGS.join(', ')} and a folder, not ${unknown}.`);
    return 2;
  }
  const live = words.includes('--live');
  const share = shareIn(words);
  if (share === null) {
    console.error('--part wants a share such as 1/2.');
    return 2;
  }
  const folder =
    words.find((word, index) => !word.startsWith('-') && words[index - 1] !== '--part') ?? 'lessons';
  const reports = words.filter((word) => word === '--claims' || word === '--concepts');
  if (reports.length > 0) return printReports(folder, reports);
  const supply = once(async () => (await import('./machines.ts')).createMachineSupply());
  const stage: Stage = {
    open: async (world) =>
      world === null
        ? (await supply()).open(live ? 'live' : 'simulated')
        : (await supply()).open('simulated', world),
    ...(live ? { instead: async (machine, lesson) => simulatedFor(machine, lesson, await supply()) } : {}),
    settleMs: live ? LIVE_SETTLE_MS : 0,
  };
  const report = await checkLessons(folder, stage, share, ({ folder: name }, tookMs) => {
    if (live) console.log(`${name}: ${(tookMs / 1000).toFixed(0)} s`);
  });
  for (const problem of report.problems) console.log(`${printProblem(problem)}`);
  console.log(`${report.counts}`);
  console.log(`${report.rates}`);
  if (report.claims !== null) console.log(`${claimLine(report.claims)}`);
  if (report.problems.length === 0) return 0;
  console.log(`${problemCount(report.problems)}`);
  return 1;
}

/** Null: there are words for a share, and they are none. */
function shareIn(words: readonly string[]): Share | null {
  const at = words.indexOf('--part');
  if (at < 0) return WHOLE;
  const [, part = 0, of = 0] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(words[at + 1] ?? '') ?? []).map(Number);
  return part > 0 && part <= of ? { part, of } : null;
}

/** What the lessons say they cover; those that do not decode are named, and do not count. */
function printReports(folder: string, reports: readonly string[]): number {
  const { lessons, problems } = readLessons(folder);
  for (const problem of problems) console.log(`${printProblem(problem)}`);
  if (reports.includes('--claims')) {
    const claims = readClaims(folder);
    if (claims === null) throw new Error(`There is no claims.json in ${folder}.`);
    const report = reportClaims(claims, lessons, ({ folder: name }) => `${folder}/${name}/lesson.md`);
    for (const problem of report.problems) console.log(`${printProblem(problem)}`);
    for (const { id, statement } of report.uncovered) console.log(`${id}: ${statement}`);
    console.log(`${claimLine(report)}`);
  }
  if (reports.includes('--concepts')) {
    for (const line of printConcepts(conceptMap(lessons))) console.log(`${line}`);
  }
  return problems.length === 0 ? 0 : 1;
}

/** What a learner meets on a computer that cannot boot virtual machines: those lessons play simulated, and this says so. */
async function simulatedFor(
  machine: Machine,
  lesson: Lesson,
  supply: MachineSupply,
): Promise<Machine | null> {
  const booting = itemsOf(lesson).find((item) => item.kind === 'run' && isVmLine(item.command));
  const plan = booting?.kind === 'run' ? machine.plan(booting.command) : null;
  if (plan?.kind !== 'refused' || lesson.world) return null;
  console.log(`${lesson.folder} plays simulated. ${plan.refusal.sentence}`);
  const simulated = await supply.open('simulated');
  await simulated.prepare();
  return simulated;
}

const isVmLine = (line: string): boolean => line.startsWith('qemu-system-');

function once(open: () => Promise<MachineSupply>): () => Promise<MachineSupply> {
  let opened: Promise<MachineSupply> | null = null;
  return () => {
    opened ??= open();
    return opened;
  };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
