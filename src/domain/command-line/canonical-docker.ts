import { shortImageName } from '../image-name.ts';
import { dockerFlags, type FlagTable } from './docker-flags.ts';
import { dockerVerb } from './docker-verbs.ts';
import { canonicalFlagValue } from './flag-values.ts';

/** Everything after the first argument belongs to the program in the container. */
const FLAGS_BEFORE_ARGUMENTS = ['run', 'create', 'exec', 'top'];
const IMAGE_FIRST = ['run', 'create', 'pull', 'rmi', 'history', 'image inspect'];
const ANY_ORDER = [
  'rm',
  'rmi',
  'stop',
  'start',
  'restart',
  'kill',
  'pause',
  'unpause',
  'network rm',
  'volume rm',
];
/** Later ones with the same key win, so their order counts. */
const KEYED = ['env', 'label'];
const TRUE_UNLESS_SAID = ['sig-proxy'];

/** A flag by its long name; a boolean one is `true` or `false`. */
export interface Given {
  readonly flag: string;
  readonly value: string;
}

/** A docker command taken apart: its verb in the shortest spelling, its flags in the order given, its arguments. */
export interface DockerCall {
  readonly verb: string;
  readonly given: readonly Given[];
  readonly rest: readonly string[];
}

/** The words after `docker`, taken apart; null when a flag or the command is not in the table. */
export function dockerCall(words: readonly string[]): DockerCall | null {
  const { verb, rest } = dockerVerb(words);
  const table = dockerFlags(verb);
  const parsed = table && parseFlags(rest, table, FLAGS_BEFORE_ARGUMENTS.includes(verb));
  return parsed && { verb, ...parsed };
}

/** The words after `docker` in one canonical form; null when a flag or the command is not in the table. */
export function canonicalDocker(words: readonly string[]): readonly string[] | null {
  const parsed = dockerCall(words);
  const table = parsed && dockerFlags(parsed.verb);
  if (parsed === null || table === null) return null;
  const { verb } = parsed;
  return [
    'docker',
    verb,
    ...canonicalFlags(verb, parsed.given, table),
    '--',
    ...canonicalArguments(verb, parsed.rest),
  ];
}

function canonicalArguments(verb: string, words: readonly string[]): readonly string[] {
  const named = words.map((word, index) => {
    return IMAGE_FIRST.includes(verb) && (index === 0 || verb === 'rmi') ? shortImageName(word) : word;
  });
  return ANY_ORDER.includes(verb) ? named.sort() : named;
}

function parseFlags(
  words: readonly string[],
  table: FlagTable,
  flagsFirst: boolean,
): { readonly given: readonly Given[]; readonly rest: readonly string[] } | null {
  const given: Given[] = [];
  const rest: string[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--') return { given, rest: [...rest, ...queue] };
    if (word === '-' || !word.startsWith('-')) {
      rest.push(word);
      if (flagsFirst) return { given, rest: [...rest, ...queue] };
      continue;
    }
    const flags = word.startsWith('--') ? longFlag(word, queue, table) : shortFlags(word, queue, table);
    if (flags === null) return null;
    given.push(...flags);
  }
  return { given, rest };
}

function longFlag(word: string, queue: string[], table: FlagTable): readonly Given[] | null {
  const equals = word.indexOf('=');
  const name = equals === -1 ? word : word.slice(0, equals);
  const attached = equals === -1 ? null : word.slice(equals + 1);
  const boolean = table.booleans.get(name);
  if (boolean !== undefined) return booleanFlag(boolean, attached ?? 'true');
  const flag = table.values.get(name);
  const value = attached ?? queue.shift();
  return flag === undefined || value === undefined ? null : [{ flag, value }];
}

/** `-dit`, `-p8080:80`, `-n=5`, as the pflag library reads them. */
function shortFlags(word: string, queue: string[], table: FlagTable): readonly Given[] | null {
  const given: Given[] = [];
  for (let index = 1; index < word.length; index += 1) {
    const name = `-${word[index]}`;
    const after = word.slice(index + 1);
    const boolean = table.booleans.get(name);
    if (boolean !== undefined) {
      const said = after.startsWith('=');
      const flags = booleanFlag(boolean, said ? after.slice(1) : 'true');
      if (flags === null) return null;
      given.push(...flags);
      if (said) return given;
      continue;
    }
    const flag = table.values.get(name);
    const value = after === '' ? queue.shift() : after.replace(/^=/, '');
    return flag === undefined || value === undefined ? null : [...given, { flag, value }];
  }
  return given;
}

/** The spellings of Go's strconv.ParseBool. */
function booleanFlag(flag: string, value: string): readonly Given[] | null {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return [{ flag, value: 'true' }];
  return /^(0|f|F|FALSE|false|False)$/.test(value) ? [{ flag, value: 'false' }] : null;
}

function canonicalFlags(verb: string, given: readonly Given[], table: FlagTable): readonly string[] {
  const byFlag = new Map<string, string[]>();
  for (const { flag, value } of given) {
    const values = table.repeatable.has(flag) ? (byFlag.get(flag) ?? []) : [];
    byFlag.set(flag, [...values, canonicalFlagValue(flag, value)]);
  }
  if (verb === 'ps' && byFlag.get('latest')?.at(-1) === 'true') {
    byFlag.delete('latest');
    byFlag.set('last', ['1']);
  }
  return [...byFlag]
    .filter(([flag, values]) => !isDefault(verb, flag, values, table))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([flag, values]) => ordered(flag, values).map((value) => `--${flag}=${value}`));
}

function isDefault(verb: string, flag: string, values: readonly string[], table: FlagTable): boolean {
  if (verb === 'kill' && flag === 'signal') return values[0] === 'KILL';
  const isBoolean = table.booleans.get(`--${flag}`) !== undefined;
  return isBoolean && values[0] === String(TRUE_UNLESS_SAID.includes(flag));
}

function ordered(flag: string, values: readonly string[]): readonly string[] {
  const keys = values.map((value) => value.split('=')[0]);
  const orderCounts = KEYED.includes(flag) && new Set(keys).size < keys.length;
  return orderCounts ? values : [...values].sort();
}
