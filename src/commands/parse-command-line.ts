import type { Arguments } from './command.ts';
import { COMMANDS, type CommandEntry } from './command-table.ts';
import { suggestion } from './suggestion.ts';

export type Parsed =
  /** `yes`: agreed beforehand to what runs on the learner's own engine. `screenReader`: as text that goes on, from now on or not any more; null: as before. */
  | { readonly kind: 'tutorial'; readonly screenReader: boolean | null; readonly yes?: true }
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly of: CommandEntry | null }
  | { readonly kind: 'command'; readonly command: CommandEntry; readonly args: Arguments }
  | { readonly kind: 'usage-error'; readonly sentence: string };

const SCREEN_READER = '--screen-reader';
const NO_SCREEN_READER = `--no-${SCREEN_READER.slice(2)}`;
const YES = '--yes';
const GLOBAL_FLAGS = ['--help', '--version', SCREEN_READER, NO_SCREEN_READER, YES];

/** Reads the words after the program's name. Anything not in the table is one sentence with the nearest name. */
export function parseCommandLine(words: readonly string[]): Parsed {
  const [first, ...rest] = words;
  if (first === undefined || words.every((word) => TUTORIAL_FLAGS.includes(word))) return tutorial(words);
  if (first === '--version' || first === '-v') return { kind: 'version' };
  if (first === '--help' || first === '-h') return { kind: 'help', of: null };
  if (first === 'help') return parseHelp(rest);
  const command = COMMANDS.find((entry) => entry.name === first);
  if (command === undefined) return unknownWord(first);
  return parseArguments(command, rest);
}

const TUTORIAL_FLAGS = [SCREEN_READER, NO_SCREEN_READER, YES];

function tutorial(words: readonly string[]): Parsed {
  const last = words.findLast((word) => word !== YES);
  const screenReader = last === undefined ? null : last === SCREEN_READER;
  return { kind: 'tutorial', screenReader, ...(words.includes(YES) ? { yes: true } : {}) };
}

function parseHelp(words: readonly string[]): Parsed {
  const [name] = words;
  if (name === undefined) return { kind: 'help', of: null };
  const command = COMMANDS.find((entry) => entry.name === name);
  return command === undefined ? unknownWord(name) : { kind: 'help', of: command };
}

function unknownWord(word: string): Parsed {
  if (word.startsWith('-')) {
    return usageError(`there is no option ${word}`, suggestion(word, GLOBAL_FLAGS), 'vmvscontainer --help');
  }
  const names = [...COMMANDS.map((entry) => entry.name), 'help'];
  return usageError(`there is no command "${word}"`, suggestion(word, names), 'vmvscontainer --help');
}

function parseArguments(command: CommandEntry, words: readonly string[]): Parsed {
  const help = `vmvscontainer ${command.name} --help`;
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const operands: string[] = [];
  const end = words.indexOf('--');
  for (const [index, word] of words.entries()) {
    const isOperand = !word.startsWith('-') || word === '-' || (end !== -1 && index > end);
    if (index === end || takesValue(command, words[index - 1])) continue;
    if (isOperand) operands.push(word);
    else if (word === '--help' || word === '-h') return { kind: 'help', of: command };
    else if (takesValue(command, word)) {
      const value = words[index + 1];
      if (value === undefined) return usageError(`${word} needs a value`, null, help);
      flags.add(word);
      values.set(word, value);
    } else if (command.flags.some((flag) => flag.name === word)) flags.add(word);
    else {
      const known = [...command.flags.map((flag) => flag.name), '--help'];
      return usageError(`${command.name} has no option ${word}`, suggestion(word, known), help);
    }
  }
  return checkArguments(command, { operands, flags, values }, help);
}

const takesValue = (command: CommandEntry, word: string | undefined): boolean =>
  command.flags.some((flag) => flag.name === word && flag.value !== undefined);

function checkArguments(
  command: CommandEntry,
  {
    operands,
    flags,
    values,
  }: { operands: readonly string[]; flags: ReadonlySet<string>; values: ReadonlyMap<string, string> },
  help: string,
): Parsed {
  const clash = command.flags.find((flag) => flags.has(flag.name) && flags.has(flag.excludes ?? ''));
  if (clash !== undefined)
    return usageError(`${clash.name} and ${clash.excludes} exclude each other`, null, help);
  const several = command.operandMayBeRepeated === true;
  const wanted = command.operand === null ? 0 : several ? Number.POSITIVE_INFINITY : 1;
  const surplus = operands[wanted];
  if (surplus !== undefined) return usageError(`${command.name} does not take "${surplus}"`, null, help);
  if (operands.length < Math.min(1, wanted) && command.operandMayBeLeftOut !== true)
    return usageError(`${command.name} needs a ${command.operand}`, null, help);
  return {
    kind: 'command',
    command,
    args: {
      operand: operands[0] ?? null,
      ...(several ? { operands } : {}),
      flags,
      ...(values.size > 0 ? { values } : {}),
    },
  };
}

function usageError(what: string, near: string | null, help: string): Parsed {
  const onward = near === null ? `${help} says what there is` : `did you mean "${near}"?`;
  return { kind: 'usage-error', sentence: `vmvscontainer: ${what}; ${onward}${near === null ? '.' : ''}` };
}
