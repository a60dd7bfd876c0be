import { dockerFlags } from '../../domain/command-line/docker-flags.ts';
import { dockerVerb } from '../../domain/command-line/docker-verbs.ts';
import { tokenise } from '../../domain/command-line/tokenise.ts';

/** A command line that has run on a machine, and how it ended. */
export interface RanLine {
  readonly commandLine: string;
  readonly exitCode: number;
}

/** Names the line's own `docker run` and `docker create` ask for. */
export const namesAsked = (line: string): readonly string[] => creations(line).map(({ name }) => name);

/**
 * Names that containers have once these lines have run, oldest first. Exit code 125 of `docker run` says that
 * it made none; `--rm` in the foreground gives the name back.
 */
export function namesTaken(ran: readonly RanLine[]): readonly string[] {
  const taken = new Set<string>();
  for (const { commandLine, exitCode } of ran) {
    for (const name of removals(commandLine)) taken.delete(name);
    if (exitCode === 125) continue;
    for (const { name, stays } of creations(commandLine)) if (stays) taken.add(name);
  }
  return [...taken];
}

/** The line with those of its own names made free first that are taken: `docker rm -f vvc-x; docker run --name vvc-x …`. */
export function lineAgain(line: string, taken: readonly string[]): string {
  const names = [...new Set(namesAsked(line))].filter((name) => taken.includes(name));
  return names.length === 0 ? line : `docker rm -f ${names.join(' ')}; ${line}`;
}

/** Names these lines ask for, taken already, that they do not make free themselves. */
export function namesInTheWay(lines: readonly string[], taken: readonly string[]): readonly string[] {
  const held = new Set(taken);
  const found = new Set<string>();
  for (const line of lines) {
    for (const name of removals(line)) held.delete(name);
    for (const name of namesAsked(line)) if (held.has(name)) found.add(name);
  }
  return [...found];
}

/** The name that a failed `docker run` found taken, if the line asked for it; null: it failed for another reason. */
export function takenName(line: string, exitCode: number, output: string): string | null {
  if (exitCode !== 125) return null;
  const name = /container name "\/?([^"]+)" is already in use/.exec(output)?.[1];
  return name !== undefined && namesAsked(line).includes(name) ? name : null;
}

/** The container that a failed command did not find: `No such container: vvc-slow`. */
export const missingName = (output: string): string | null =>
  /No such (?:container|object): ([\w.-]+)/.exec(output)?.[1] ?? null;

interface Creation {
  readonly name: string;
  readonly stays: boolean;
}

function creations(line: string): readonly Creation[] {
  return dockerCommands(line).flatMap(({ verb, rest }) => {
    if (verb !== 'run' && verb !== 'create') return [];
    const flags = flagsOf(verb, rest);
    const name = flags.get('name');
    if (name === undefined || name === '') return [];
    const clearsUp = flags.has('rm') && !flags.has('detach') && verb === 'run';
    return [{ name, stays: !clearsUp }];
  });
}

const removals = (line: string): readonly string[] =>
  dockerCommands(line).flatMap(({ verb, rest }) =>
    verb === 'rm' ? rest.filter((word) => !word.startsWith('-')) : [],
  );

/** The docker commands of a line of shell; what stands inside `sh -c '...'` runs elsewhere and is not looked at. */
function dockerCommands(line: string): readonly ReturnType<typeof dockerVerb>[] {
  const commands: string[][] = [[]];
  for (const token of tokenise(line) ?? []) {
    if (token.kind === 'operator') commands.push([]);
    else commands.at(-1)?.push(token.text);
  }
  return commands.flatMap((typed) => {
    const words = typed[0] === 'sudo' ? typed.slice(1) : typed;
    return words[0] === 'docker' && words.length > 1 ? [dockerVerb(words.slice(1))] : [];
  });
}

/** The flags before the first argument by their long names, each with its value or an empty one. */
function flagsOf(verb: string, words: readonly string[]): ReadonlyMap<string, string> {
  const table = dockerFlags(verb);
  const found = new Map<string, string>();
  if (table === null) return found;
  const queue = [...words];
  for (let word = queue.shift(); word?.startsWith('-') && word !== '--'; word = queue.shift()) {
    const [flag = '', joined] = splitOnce(word);
    const flags = flag.startsWith('--') ? [flag] : [...flag.slice(1)].map((letter) => `-${letter}`);
    for (const [at, one] of flags.entries()) {
      const long = table.values.get(one);
      if (long === undefined) {
        found.set(table.booleans.get(one) ?? one, '');
        continue;
      }
      const rest = flag.startsWith('--') ? '' : flag.slice(at + 2);
      found.set(long, joined ?? (rest === '' ? (queue.shift() ?? '') : rest));
      break;
    }
  }
  return found;
}

function splitOnce(word: string): readonly [string, string?] {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}
