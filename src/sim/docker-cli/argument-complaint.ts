/** How many arguments a command takes, and the words where there are others (docker/cli `cli/required.go`). */
import type { Verb } from './cli.ts';
import { helpText } from './flag-table.ts';

/** `docker build` and its siblings are buildx, which calls itself by its own name. */
const BUILDS = new Set(['build', 'image build', 'builder build', 'buildx build']);
export const shownPath = (path: string): string =>
  BUILDS.has(path) ? 'buildx build' : path.replace(/^builder /, 'buildx ');

const plural = (count: number): string => (count === 1 ? 'argument' : 'arguments');

/** cobra's `cli.RequiresMinArgs` and its siblings, whose last lines differ. */
export function argumentComplaint(path: string, verb: Verb, count: number): string | null {
  const { least, most } = verb.args;
  if (count >= least && (most === null || count <= most)) return null;
  const usage = helpText(path)?.split('\n\n')[0] ?? '';
  const say = (words: string, hint = 'Run'): string =>
    `${BUILDS.has(path) ? 'ERROR: ' : ''}docker: 'docker ${shownPath(path)}' ${words}\n\n${usage}\n\n${hint} 'docker ${shownPath(path)} --help' for more information`;
  if (most === 0) return say('accepts no arguments');
  if (most === null) return say(`requires at least ${least} ${plural(least)}`, 'See');
  if (least === most) return say(`requires ${least} ${plural(least)}`);
  if (least === 0) return say(`requires at most ${most} ${plural(most)}`, 'SRun');
  return say(`requires at least ${least} and at most ${most} ${plural(most)}`);
}
