import { actingVerbs, lookingNouns, lookingVerbs } from './docker-flags.ts';

const verbs = [
  ...new Set([
    'run',
    'create',
    'exec',
    'container',
    ...Object.keys(actingVerbs),
    ...lookingVerbs,
    ...Object.keys(lookingNouns),
  ]),
].sort();
const programs = ['docker', 'ps', 'sleep', 'grep', 'head', 'wc', 'uname', 'hostname'];
const onContainers = new Set([
  'exec',
  'top',
  'logs',
  'inspect',
  'wait',
  'port',
  'diff',
  'stats',
  ...Object.keys(actingVerbs),
]);

/**
 * What the word at the cursor may become: programs, Docker's verbs, then our containers' names or the image. `names` is
 * only asked where a container may stand.
 */
export async function completions(
  commandLine: string,
  cursor: number,
  names: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const command =
    commandLine
      .slice(0, cursor)
      .split(/&&|\|\||[;|]/)
      .at(-1) ?? '';
  const words = command.trimStart().split(/\s+/);
  const typed = words.at(-1) ?? '';
  return (await candidates(words.slice(0, -1), names)).filter((it) => it.startsWith(typed) && it !== typed);
}

async function candidates(
  before: readonly string[],
  names: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const [program, first, ...rest] = before;
  if (program === undefined) return programs;
  if (program !== 'docker') return [];
  if (first === undefined) return verbs;
  const verb = first === 'container' ? rest[0] : first;
  if (verb === undefined) return verbs.filter((it) => !(it in lookingNouns) && it !== 'container');
  if (onContainers.has(verb)) return names();
  return verb === 'run' || verb === 'create' ? ['busybox'] : [];
}
