/** `npm run lessons:check [-- --live] [FOLDER]`: exit code 0, 1 with problems, 2 when it cannot check. */

import { printProblem } from '../content/problem.ts';
import type { MachineSupply } from '../machine/supply.ts';
import { checkLessons, problemCount } from './check-lessons.ts';

const LIVE_SETTLE_MS = 5000;

async function main(words: readonly string[]): Promise<number> {
  const unknown = words.find((word) => word.startsWith('-') && word !== '--live');
  if (unknown !== undefined) {
    console.error(`lessons:check knows --live and a folder, not ${unknown}.`);
    return 2;
  }
  const live = words.includes('--live');
  const folder = words.find((word) => !word.startsWith('-')) ?? 'lessons';
  const supply = once(async () => (await import('./machines.ts')).createMachineSupply());
  const report = await checkLessons(folder, {
    open: async () => (await supply()).open(live ? 'live' : 'simulated'),
    settleMs: live ? LIVE_SETTLE_MS : 0,
  });
  for (const problem of report.problems) console.log(`${printProblem(problem)}`);
  console.log(`${report.counts}`);
  if (report.problems.length === 0) return 0;
  console.log(`${problemCount(report.problems)}`);
  return 1;
}

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
