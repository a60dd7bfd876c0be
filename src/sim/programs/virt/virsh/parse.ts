/**
 * One virsh command with its options (libvirt tools/vsh.c, vshCommandParse), errors in its words. Invariant: a command
 * line is read wholly before any of it runs.
 */
import { type CommandSpec, commandSpec, type Option } from './help.ts';
import { VirshSyntaxError } from './lexer.ts';

export interface Command {
  readonly name: string;
  has(option: string): boolean;
  /** Null where it was not given. */
  text(option: string): string | null;
  /** All that a last option with dots took. */
  rest(option: string): readonly string[];
}

interface Reading {
  readonly spec: CommandSpec;
  readonly values: Map<string, string[]>;
  dataOnly: boolean;
}

/** Throws VirshSyntaxError. */
export function parseCommand(words: readonly string[]): Command {
  const [name = '', ...args] = words;
  const spec = commandSpec(name);
  if (spec === null) throw new VirshSyntaxError(`unknown command: '${name}'`);
  const reading: Reading = { spec, values: new Map(), dataOnly: false };
  for (let at = 0; at < args.length; ) {
    if (args[at] === '--help' && !reading.dataOnly) return commandOf('help', new Map([['command', [name]]]));
    at = readArgument(reading, args, at);
  }
  const missing = spec.options.filter(({ name, required }) => required && !reading.values.has(name));
  if (missing.length > 0)
    throw new VirshSyntaxError(missing.map((one) => missingWords(spec, one)).join('\nerror: '));
  return commandOf(name, reading.values);
}

const commandOf = (name: string, values: ReadonlyMap<string, string[]>): Command => ({
  name,
  has: (option) => values.has(option),
  text: (option) => values.get(option)?.[0] ?? null,
  rest: (option) => values.get(option) ?? [],
});

/** Where to go on. */
function readArgument(reading: Reading, args: readonly string[], at: number): number {
  const word = args[at] ?? '';
  if (reading.dataOnly || !word.startsWith('--')) {
    readData(reading, word);
    return at + 1;
  }
  if (word === '--') {
    reading.dataOnly = true;
    return at + 1;
  }
  return readNamed(reading, args, at);
}

function readNamed(reading: Reading, args: readonly string[], at: number): number {
  const word = args[at] ?? '';
  const equals = word.indexOf('=');
  const name = word.slice(2, equals < 0 ? undefined : equals);
  const option = reading.spec.options.find((one) => one.name === name);
  if (option === undefined) {
    throw new VirshSyntaxError(`command '${reading.spec.name}' doesn't support option --${name}`);
  }
  if (equals >= 0 && option.kind === 'bool') throw new VirshSyntaxError(`invalid '=' after option --${name}`);
  if (reading.values.has(name) && option.kind !== 'rest') {
    throw new VirshSyntaxError(`option --${name} already seen`);
  }
  if (option.kind === 'bool') {
    reading.values.set(name, ['']);
    return at + 1;
  }
  if (equals >= 0) {
    add(reading, option, word.slice(equals + 1));
    return at + 1;
  }
  const value = args[at + 1];
  if (value === undefined) {
    const kind = option.kind === 'number' ? 'number' : 'string';
    throw new VirshSyntaxError(`expected syntax: --${name} <${kind}>`);
  }
  add(reading, option, value);
  return at + 2;
}

function add(reading: Reading, option: Option, value: string): void {
  reading.values.set(option.name, [...(reading.values.get(option.name) ?? []), value]);
}

function readData(reading: Reading, word: string): void {
  const { options, positional } = reading.spec;
  const next = positional
    .map((name) => options.find((one) => one.name === name))
    .find((one) => one !== undefined && (one.kind === 'rest' || !reading.values.has(one.name)));
  if (next === undefined) throw new VirshSyntaxError(`unexpected data '${word}'`);
  add(reading, next, word);
}

const missingWords = (spec: CommandSpec, { name, bare }: Option): string =>
  `command '${spec.name}' requires ${bare ? `<${name}>` : `--${name}`} option`;
