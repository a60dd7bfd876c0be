import type { PredictActivity, RunActivity } from '../domain/lesson.ts';
import type { OutputWhy } from '../domain/output-why.ts';
import type { Machine } from '../machine/machine.ts';
import { type Played, play } from './play-commands.ts';

/** Runs a step's own command: it must exit as its author says, and print what is explained. null: it does. */
export async function proveCommand(
  item: RunActivity | PredictActivity,
  machine: Machine,
): Promise<string | null> {
  const played = await play(machine, [item.command], item.timeoutMs);
  if (played.stuck !== null) return played.stuck;
  return complaintAboutExit(item, played) ?? unsaid(item, played);
}

function complaintAboutExit(item: RunActivity | PredictActivity, played: Played): string | null {
  const { expect = 0 } = item;
  const code = played.ran[0]?.exitCode ?? 0;
  if (expect === 'any') return null;
  if (expect === 'failure') return code === 0 ? 'the command should fail and exits with code 0' : null;
  const wanted = expect === 'success' ? 0 : expect;
  if (code === wanted) return null;
  const should = wanted === 0 ? 'succeed' : `exit with code ${wanted}`;
  return `the command should ${should} and exits with code ${code}${lastWords(played)}`;
}

/** A line that is explained and was not printed. */
export function unsaid(
  { whys = [] }: { readonly whys?: readonly OutputWhy[] },
  { lines }: Played,
): string | null {
  const silent = whys.find(({ pattern }) => !lines.some((line) => line.includes(pattern)));
  return silent === undefined ? null : `no line of the output holds "${silent.pattern}", which is explained`;
}

/** What the machine said last, for whoever has to find out why. */
export function lastWords({ lastLine }: Played): string {
  return lastLine === '' ? '' : ` (it said: ${lastLine})`;
}
