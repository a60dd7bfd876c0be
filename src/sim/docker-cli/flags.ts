/**
 * Reads a command line against a flag table as spf13/pflag does, with its error texts. Invariant: what is not a
 * flag of this verb is refused before anything happens. Left out: abbreviations, which pflag has not either.
 */

import { deviceRateProblem, deviceRuleProblem } from './device-flag.ts';
import type { FlagSpec } from './flag-table.ts';
import { parseMount } from './mount-flag.ts';
import { parseUlimit } from './ulimit-flag.ts';
import { parseBytes, parseGoDuration } from './units.ts';

/** A command line the CLI refuses while reading it; the message is its first line. */
export class FlagError extends Error {}

export interface ParsedLine {
  readonly flags: Flags;
  readonly args: readonly string[];
}

export class Flags {
  readonly #values: ReadonlyMap<string, readonly string[]>;
  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  get names(): readonly string[] {
    return [...this.#values.keys()];
  }

  /** A switch. */
  on(name: string): boolean {
    const last = this.#values.get(name)?.at(-1);
    return last !== undefined && /^(1|t|T|TRUE|true|True)$/.test(last);
  }

  text(name: string): string | null {
    return this.#values.get(name)?.at(-1) ?? null;
  }

  list(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  number(name: string): number | null {
    const text = this.text(name);
    return text === null ? null : Number(text);
  }

  bytes(name: string): number | null {
    const text = this.text(name);
    return text === null ? null : parseBytes(text);
  }

  durationNs(name: string): number {
    const text = this.text(name);
    return text === null ? 0 : (parseGoDuration(text) ?? 0);
  }
}

const takesValue = (spec: FlagSpec): boolean => spec.type !== null;
const shownName = (spec: FlagSpec): string =>
  spec.shorthand === null ? `--${spec.name}` : `-${spec.shorthand}, --${spec.name}`;

/** With `interspersed` false the first argument ends the flags, as for run and exec. */
export function parseLine(
  words: readonly string[],
  specs: readonly FlagSpec[],
  interspersed: boolean,
): ParsedLine {
  const values = new Map<string, string[]>();
  const args: string[] = [];
  const set = (spec: FlagSpec, value: string): void => {
    check(spec, value);
    values.set(spec.name, [...(values.get(spec.name) ?? []), value]);
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      args.push(...words.slice(at + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      if (!interspersed) {
        args.push(...words.slice(at));
        break;
      }
      args.push(word);
      continue;
    }
    const used = word.startsWith('--')
      ? long(word, words[at + 1], specs, set)
      : short(word, words[at + 1], specs, set);
    if (used) at += 1;
  }
  return { flags: new Flags(values), args };
}

type Setter = (spec: FlagSpec, value: string) => void;

/** True when the next word was taken as the value. */
function long(word: string, next: string | undefined, specs: readonly FlagSpec[], set: Setter): boolean {
  const equals = word.indexOf('=');
  const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
  if (name === '' || name.startsWith('-')) throw new FlagError(`bad flag syntax: ${word}`);
  const spec = specs.find((one) => one.name === name);
  if (spec === undefined) throw new FlagError(`unknown flag: --${name}`);
  if (equals >= 0) {
    set(spec, word.slice(equals + 1));
    return false;
  }
  if (!takesValue(spec)) {
    set(spec, 'true');
    return false;
  }
  if (next === undefined) throw new FlagError(`flag needs an argument: --${name}`);
  set(spec, next);
  return true;
}

function short(word: string, next: string | undefined, specs: readonly FlagSpec[], set: Setter): boolean {
  for (let rest = word.slice(1); rest !== ''; ) {
    const letter = rest[0] ?? '';
    const after = rest.slice(1);
    const spec = specs.find((one) => one.shorthand === letter);
    if (spec === undefined) throw new FlagError(`unknown shorthand flag: '${letter}' in -${rest}`);
    if (after.startsWith('=')) {
      set(spec, after.slice(1));
      return false;
    }
    if (!takesValue(spec)) {
      set(spec, 'true');
      rest = after;
      continue;
    }
    if (after !== '') {
      set(spec, after);
      return false;
    }
    if (next === undefined) throw new FlagError(`flag needs an argument: '${letter}' in -${rest}`);
    set(spec, next);
    return true;
  }
  return false;
}

function check(spec: FlagSpec, value: string): void {
  const problem = problemOf(spec, value);
  if (problem === null) return;
  throw new FlagError(`invalid argument ${JSON.stringify(value)} for "${shownName(spec)}" flag: ${problem}`);
}

const INTEGER = /^[+-]?(\d+|0[xX][\da-fA-F]+)$/;

/** Those with a namespace of their own (docker/cli `opts.ValidateSysctl`). */
const ALLOWED_SYSCTL =
  /^(net\.[^=]*=|fs\.mqueue\.[^=]*=|kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)=)/;

/** What only this flag demands of its value. */
function namedProblem(name: string, value: string): string | null {
  switch (name) {
    case 'mount': {
      const parsed = parseMount(value);
      return parsed.ok ? null : parsed.words;
    }
    case 'ulimit': {
      const parsed = parseUlimit(value);
      return typeof parsed === 'string' ? parsed : null;
    }
    case 'dns':
      return isAddress(value) ? null : `IP address is not correctly formatted: ${value}`;
    case 'add-host':
      return hostProblem(value);
    case 'device-cgroup-rule':
      return deviceRuleProblem(value);
    case 'device-read-bps':
    case 'device-read-iops':
    case 'device-write-bps':
    case 'device-write-iops':
      return deviceRateProblem(name, value);
    case 'sysctl':
      return ALLOWED_SYSCTL.test(value) ? null : `sysctl '${value}' is not allowed`;
    case 'env':
      return value === '' || value.startsWith('=') ? `invalid environment variable: ${value}` : null;
    case 'label':
      return value === '' || value.startsWith('=') ? `invalid label '${value}': empty name` : null;
    default:
      return null;
  }
}

const isAddress = (text: string): boolean => /^(\d{1,3}\.){3}\d{1,3}$/.test(text) || text.includes(':');

function hostProblem(value: string): string | null {
  const at = value.search(/[:=]/);
  if (at <= 0) return `bad format for add-host: ${JSON.stringify(value)}`;
  const address = value.slice(at + 1);
  const fine = address === 'host-gateway' || isAddress(address);
  return fine ? null : `invalid IP address in add-host: ${JSON.stringify(address)}`;
}

function problemOf(spec: FlagSpec, value: string): string | null {
  if (spec.name === 'attach' && spec.type !== null && !/^(stdin|stdout|stderr)$/i.test(value))
    return 'valid streams are STDIN, STDOUT and STDERR';
  const own = namedProblem(spec.name, value);
  if (own !== null) return own;
  switch (spec.type) {
    case null:
      return /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)
        ? null
        : `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
    case 'int':
    case 'int32':
      return INTEGER.test(value)
        ? null
        : `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`;
    case 'uint16':
      return /^\d+$/.test(value)
        ? null
        : `strconv.ParseUint: parsing ${JSON.stringify(value)}: invalid syntax`;
    case 'bytes':
      if (value === '-1' && spec.name !== 'memory-swap') return "invalid size: '-1'";
      return parseBytes(value) === null ? sizeProblem(value) : null;
    case 'duration':
      return durationProblem(value);
    case 'decimal':
      return /^\d*\.?\d+$/.test(value) ? null : `failed to parse ${value} as a rational number`;
    case 'filter':
      return value === '' || value.includes('=') ? null : 'bad format of filter (expected name=value)';
    default:
      return null;
  }
}

/** go-units: a number with letters after it has a wrong suffix; without a number it is no size. */
function sizeProblem(value: string): string {
  const suffix = /^\d+(?:\.\d+)?\s?([a-zA-Z]+)$/.exec(value)?.[1];
  return suffix === undefined ? `invalid size: '${value}'` : `invalid suffix: '${suffix.toLowerCase()}'`;
}

function durationProblem(value: string): string | null {
  if (parseGoDuration(value) !== null) return null;
  return /^[+-]?\d+(\.\d+)?$/.test(value)
    ? `time: missing unit in duration ${JSON.stringify(value)}`
    : `time: invalid duration ${JSON.stringify(value)}`;
}
