/**
 * Models getopt_long(3): clusters of letters, values attached or apart, long options with `=` and by unique beginnings, operands
 * anywhere, `--`. Invariant: what a program does not have is an error, never ignored. Left out: POSIXLY_CORRECT.
 */
export interface OptionSpec {
  /** Letters that are modelled; `:` after one that takes a value, as getopt(3). */
  readonly short: string;
  /** Long names, each with the letter (or own key) it stands for; a key ending in `:` takes a value, in `?` may take one. */
  readonly long?: Readonly<Record<string, string>>;
  /** Letters and long names that the real program has and the simulator does not model. */
  readonly real?: string;
  readonly realLong?: readonly string[];
  /** `-5` stands for this option with the value 5 (head, tail). */
  readonly numberIs?: string;
  /** Options end at the first operand (env, nsenter, xargs). */
  readonly stopAtOperand?: boolean;
  /** Words that begin with a dash and are operands all the same (`chmod -w`). */
  readonly dashWords?: RegExp;
  /** All words are operands but one leading `--` (printf, expr). */
  readonly noOptions?: boolean;
}

export interface Options {
  readonly operands: readonly string[];
  has(key: string): boolean;
  /** The last value. */
  value(key: string): string | null;
  values(key: string): readonly string[];
  /** Keys in the order given, for options that override each other. */
  readonly order: readonly string[];
}

/** Why the arguments are refused. `shown` is what the message names: `z`, `--foo`. */
export class OptionError extends Error {
  readonly kind: 'unknown' | 'missing-value' | 'unexpected-value' | 'ambiguous' | 'not-modelled';
  readonly shown: string;
  readonly long: boolean;
  constructor(kind: OptionError['kind'], shown: string, long: boolean) {
    super(`${kind} ${shown}`);
    this.kind = kind;
    this.shown = shown;
    this.long = long;
  }
}

class Parsed implements Options {
  readonly operands: string[] = [];
  readonly order: string[] = [];
  readonly #values = new Map<string, string[]>();

  add(key: string, value: string | null): void {
    this.order.push(key);
    const known = this.#values.get(key) ?? [];
    if (value !== null) known.push(value);
    this.#values.set(key, known);
  }
  has(key: string): boolean {
    return this.#values.has(key);
  }
  value(key: string): string | null {
    return this.#values.get(key)?.at(-1) ?? null;
  }
  values(key: string): readonly string[] {
    return this.#values.get(key) ?? [];
  }
}

/** Throws OptionError. */
export function parseOptions(args: readonly string[], spec: OptionSpec): Options {
  const parsed = new Parsed();
  if (spec.noOptions) {
    parsed.operands.push(...(args[0] === '--' ? args.slice(1) : args));
    return parsed;
  }
  let at = 0;
  const take = (): string | undefined => args[++at];
  for (; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--') {
      parsed.operands.push(...args.slice(at + 1));
      break;
    }
    if (word.startsWith('--')) readLong(word, spec, parsed, take);
    else if (spec.numberIs !== undefined && /^-\d+$/.test(word)) parsed.add(spec.numberIs, word.slice(1));
    else if (word.startsWith('-') && word.length > 1 && !spec.dashWords?.test(word))
      readCluster(word, spec, parsed, take);
    else {
      parsed.operands.push(word);
      if (!spec.stopAtOperand) continue;
      parsed.operands.push(...args.slice(at + 1));
      break;
    }
  }
  return parsed;
}

function readCluster(word: string, spec: OptionSpec, parsed: Parsed, take: () => string | undefined): void {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const place = letter === ':' ? -1 : spec.short.indexOf(letter);
    if (place === -1)
      throw new OptionError(spec.real?.includes(letter) ? 'not-modelled' : 'unknown', letter, false);
    if (spec.short[place + 1] !== ':') {
      parsed.add(letter, null);
      continue;
    }
    const attached = word.slice(at + 1);
    const optional = spec.short[place + 2] === ':';
    const value = attached !== '' ? attached : optional ? '' : take();
    if (value === undefined) throw new OptionError('missing-value', letter, false);
    parsed.add(letter, value);
    return;
  }
}

function readLong(word: string, spec: OptionSpec, parsed: Parsed, take: () => string | undefined): void {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals === -1 ? undefined : equals);
  const given = equals === -1 ? null : word.slice(equals + 1);
  const names = Object.keys(spec.long ?? {});
  const matches = names.includes(name) ? [name] : names.filter((candidate) => candidate.startsWith(name));
  if (spec.realLong?.includes(name)) throw new OptionError('not-modelled', `--${name}`, true);
  if (matches.length > 1) throw new OptionError('ambiguous', word, true);
  const key = spec.long?.[matches[0] ?? ''];
  if (key === undefined) throw new OptionError('unknown', word, true);
  if (key.endsWith('?')) {
    parsed.add(key.slice(0, -1), given ?? '');
    return;
  }
  if (!key.endsWith(':')) {
    if (given !== null) throw new OptionError('unexpected-value', `--${matches[0]}`, true);
    parsed.add(key, null);
    return;
  }
  const value = given ?? take();
  if (value === undefined) throw new OptionError('missing-value', `--${matches[0]}`, true);
  parsed.add(key.slice(0, -1), value);
}
