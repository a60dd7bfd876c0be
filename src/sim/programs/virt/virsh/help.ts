/**
 * What `virsh help` says, and the options of each command as it lists them (libvirt tools/vsh.c, vshCmddefHelp).
 * Invariant: a command's options are read from its own help text, as it was recorded from virsh 9.0.0. Recorded apart,
 * because the text does not tell it: which options may stand without their name.
 */
import TEXTS from './help-texts.json' with { type: 'json' };

interface Recorded {
  readonly help: string;
  readonly positional: readonly string[];
}
const COMMANDS: Readonly<Record<string, Recorded>> = TEXTS.commands;

export interface Option {
  readonly name: string;
  readonly kind: 'bool' | 'number' | 'string' | 'rest';
  readonly required: boolean;
  /** Required ones are worded `<domain>` or `--size` when they are missing. */
  readonly bare: boolean;
}

export interface CommandSpec {
  readonly name: string;
  readonly options: readonly Option[];
  readonly positional: readonly string[];
}

export const commandHelp = (name: string): string | null =>
  Object.hasOwn(COMMANDS, name) ? (COMMANDS[name]?.help ?? null) : null;
export const overview = (): string => TEXTS.overview;

/** The part of the overview about one group, by its keyword. */
export function groupHelp(keyword: string): string | null {
  const start = TEXTS.overview.indexOf(` (help keyword '${keyword}'):\n`);
  if (start < 0) return null;
  const from = TEXTS.overview.lastIndexOf('\n', start) + 1;
  const end = TEXTS.overview.indexOf('\n\n', start);
  return `${TEXTS.overview.slice(from, end < 0 ? undefined : end + 1)}`;
}

const OPTION_LINE =
  /^ {4}(?:\[--([\w-]+)\] <(string|number)>|--([\w-]+) <(string|number)>|--([\w-]+)|<([\w-]+)>)(?= )/;
const made = new Map<string, CommandSpec>();

/** Null: no such command. */
export function commandSpec(name: string): CommandSpec | null {
  const known = made.get(name);
  if (known !== undefined) return known;
  const recorded = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (recorded === undefined) return null;
  const synopsis = /SYNOPSIS\n +(.*)/.exec(recorded.help)?.[1] ?? '';
  const lines = (recorded.help.split('\n  OPTIONS\n')[1] ?? '').split('\n');
  const options = lines.flatMap((line) => optionOf(line, synopsis));
  const spec = { name, options, positional: positionalOf(options, recorded) };
  made.set(name, spec);
  return spec;
}

function optionOf(line: string, synopsis: string): readonly Option[] {
  const match = OPTION_LINE.exec(line);
  if (match === null) return [];
  const [, data, dataType, named, namedType, bool, argv] = match;
  const name = data ?? named ?? bool ?? argv ?? '';
  const rest = new RegExp(`[[{<]${name}[>\\]]*\\.\\.\\.|--${name}\\] <string>[\\]}]\\.\\.\\.`).test(synopsis);
  const bare = synopsis.includes(` <${name}>`);
  const required = bare || new RegExp(` --${name} <`).test(synopsis) || synopsis.includes(`{[--${name}]`);
  const kind =
    rest || argv !== undefined ? 'rest' : bool !== undefined ? 'bool' : typeOf(dataType ?? namedType);
  return [{ name, kind, required, bare: bare && typeOf(dataType ?? namedType) === 'string' }];
}

const typeOf = (word: string | undefined): 'number' | 'string' => (word === 'number' ? 'number' : 'string');

function positionalOf(options: readonly Option[], recorded: Recorded): readonly string[] {
  const rest = options.filter(({ kind }) => kind === 'rest').map(({ name }) => name);
  return [...recorded.positional.filter((name) => !rest.includes(name)), ...rest];
}
