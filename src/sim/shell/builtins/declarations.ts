/**
 * Models export, readonly, unset, local, declare, typeset, let (POSIX XCU 2.14, bash(1)). Invariant: names are checked before
 * anything changes. Left out: `declare -f`, -n and the case marks, which refuse.
 */
import type { Task } from '../../kernel/sys.ts';
import { assignVariable } from '../assign.ts';
import { ExpansionError } from '../control.ts';
import { arithmeticOf } from '../expand/arithmetic-expansion.ts';
import { doubleQuoted, singleQuoted } from '../quote.ts';
import type { Shell } from '../shell.ts';
import { ReadonlyVariable, type Variable } from '../variables.ts';
import { badOption, specialFailure } from './failure.ts';
import type { Builtin } from './registry.ts';

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);

function* badName(shell: Shell, builtin: string, word: string): Task<number> {
  const words =
    shell.dialect.kind === 'bash'
      ? `\`${word}': not a valid identifier`
      : `${word.replace(/=.*$/s, '')}: bad variable name`;
  return yield* specialFailure(shell, builtin, words, 1);
}

/** Applies `mark` to each `name` or `name=value`. */
function* markEach(
  shell: Shell,
  builtin: string,
  words: readonly string[],
  mark: (variable: Variable) => void,
): Task<number> {
  let status = 0;
  for (const word of words) {
    const equals = word.indexOf('=');
    const append = equals > 0 && word[equals - 1] === '+';
    const name = equals === -1 ? word : word.slice(0, append ? equals - 1 : equals);
    if (!isName(name)) {
      status = yield* badName(shell, builtin, word);
      continue;
    }
    const text = word.slice(equals + 1);
    if (equals !== -1)
      yield* assignVariable(shell, name, append ? (shell.variables.get(name) ?? '') + text : text);
    mark(shell.variables.declare(name));
  }
  return status;
}

function* listMarked(
  shell: Shell,
  verb: string,
  letters: string,
  wanted: (variable: Variable) => boolean,
): Task<number> {
  let text = '';
  for (const name of shell.variables.names()) {
    const variable = shell.variables.find(name);
    if (variable === undefined || !wanted(variable)) continue;
    const bash = shell.dialect.kind === 'bash';
    const value =
      typeof variable.value === 'string'
        ? `=${bash ? doubleQuoted(variable.value) : singleQuoted(variable.value)}`
        : '';
    text += bash ? `declare -${letters} ${name}${value}\n` : `${verb} ${name}${value}\n`;
  }
  yield* shell.out(text);
  return 0;
}

function* doExport(shell: Shell, argv: readonly string[]): Task<number> {
  const words = argv.slice(1);
  if (words.length === 0 || words[0] === '-p')
    return yield* listMarked(shell, 'export', 'x', (variable) => variable.exported);
  const remove = words[0] === '-n';
  const option = words[0] ?? '';
  if (/^-./.test(option) && !remove && option !== '--')
    return yield* badOption(shell, 'export', option, 'export [-fn] [name[=value] ...] or export -p [-f]');
  const names = remove || option === '--' ? words.slice(1) : words;
  return yield* markEach(shell, 'export', names, (variable) => {
    variable.exported = !remove;
  });
}

function* doReadonly(shell: Shell, argv: readonly string[]): Task<number> {
  const words = argv.slice(1);
  if (words.length === 0 || words[0] === '-p')
    return yield* listMarked(shell, 'readonly', 'r', (variable) => variable.readonly);
  return yield* markEach(shell, 'readonly', words, (variable) => {
    variable.readonly = true;
  });
}

function* unset(shell: Shell, argv: readonly string[]): Task<number> {
  let status = 0;
  const mode = /^-[fv]$/.test(argv[1] ?? '') ? argv[1] : null;
  for (const word of argv.slice(mode === null ? 1 : 2)) {
    const element = /^(\w+)\[(.*)\]$/.exec(word);
    if (mode === '-f') shell.functions.delete(word);
    else if (!isName(word) && element === null) {
      if (shell.dialect.kind !== 'bash') status = yield* badName(shell, 'unset', word);
    } else status = Math.max(status, yield* unsetOne(shell, element?.[1] ?? word, element?.[2], mode));
  }
  return status;
}

function* unsetOne(
  shell: Shell,
  name: string,
  key: string | undefined,
  mode: string | null | undefined,
): Task<number> {
  if (mode === null && shell.dialect.kind === 'bash' && shell.variables.find(name) === undefined) {
    shell.functions.delete(name);
    return 0;
  }
  try {
    shell.variables.unset(name, key);
    return 0;
  } catch (error) {
    if (!(error instanceof ReadonlyVariable)) throw error;
    const words =
      shell.dialect.kind === 'bash' ? `${name}: cannot unset: readonly variable` : `${name}: is read only`;
    return yield* specialFailure(shell, 'unset', words, 1);
  }
}

function* local(shell: Shell, argv: readonly string[]): Task<number> {
  if (shell.functionDepth === 0) {
    const words = shell.dialect.kind === 'bash' ? 'can only be used in a function' : 'not in a function';
    return yield* specialFailure(shell, 'local', words, 1);
  }
  return yield* declareWords(shell, 'local', argv.slice(1), true);
}

const MARKS: Readonly<Record<string, (variable: Variable) => void>> = {
  x: (variable) => {
    variable.exported = true;
  },
  r: (variable) => {
    variable.readonly = true;
  },
  i: (variable) => {
    variable.integer = true;
  },
  a: (variable) => {
    variable.array ??= 'indexed';
    if (typeof variable.value !== 'string') variable.value ??= new Map();
  },
  A: (variable) => {
    variable.array = 'associative';
    variable.value ??= new Map();
  },
};

interface DeclareFlags {
  readonly marks: readonly ((variable: Variable) => void)[];
  readonly global: boolean;
  readonly print: boolean;
  readonly rest: readonly string[];
}

function declareFlags(builtin: string, words: readonly string[]): DeclareFlags {
  const at = words.findIndex((word) => !/^-[A-Za-z]/.test(word));
  const count = at === -1 ? words.length : at;
  const letters = words.slice(0, count).flatMap((word) => [...word.slice(1)]);
  for (const letter of letters)
    if (!(letter in MARKS) && letter !== 'g' && letter !== 'p')
      throw new ExpansionError(
        `${builtin}: option '-${letter}' is not modelled by this simulator, or not real`,
        2,
      );
  return {
    marks: letters.flatMap((letter) => MARKS[letter] ?? []),
    global: letters.includes('g'),
    print: letters.includes('p'),
    rest: words.slice(count),
  };
}

function* declareWords(
  shell: Shell,
  builtin: string,
  words: readonly string[],
  makeLocal: boolean,
): Task<number> {
  const { marks, global, print, rest } = declareFlags(builtin, words);
  if (print) return yield* printDeclared(shell, rest);
  for (const name of rest.map((word) => word.replace(/\+?=.*$/s, '')).filter(isName)) {
    if (makeLocal && !global) shell.variables.local(name, shell.dialect.localInherits);
    for (const mark of marks) if (mark !== MARKS.r) mark(shell.variables.declare(name));
  }
  return yield* markEach(shell, builtin, rest, (variable) => {
    for (const mark of marks) mark(variable);
  });
}

function* printDeclared(shell: Shell, names: readonly string[]): Task<number> {
  let status = 0;
  for (const name of names.length === 0 ? shell.variables.names() : names) {
    const variable = shell.variables.find(name);
    if (variable === undefined) {
      yield* shell.complainIn('declare', `${name}: not found`);
      status = 1;
      continue;
    }
    yield* shell.out(`declare ${declaredLetters(variable)} ${name}${declaredValue(shell, name, variable)}\n`);
  }
  return status;
}

function declaredLetters(variable: Variable): string {
  const array = variable.array === 'associative' ? 'A' : variable.array === 'indexed' ? 'a' : '';
  const letters = `${array}${variable.integer ? 'i' : ''}${variable.readonly ? 'r' : ''}${variable.exported ? 'x' : ''}`;
  return `-${letters === '' ? '-' : letters}`;
}

function declaredValue(shell: Shell, name: string, variable: Variable): string {
  if (variable.value === null) return '';
  if (typeof variable.value === 'string') return `=${doubleQuoted(variable.value)}`;
  const items = shell.variables.elements(name).map(([key, value]) => `[${key}]=${doubleQuoted(value)}`);
  return variable.array === 'associative' ? `=(${items.join(' ')} )` : `=(${items.join(' ')})`;
}

function* doLet(shell: Shell, argv: readonly string[]): Task<number> {
  let value = '0';
  for (const text of argv.slice(1)) value = yield* arithmeticOf(shell, text);
  return value === '0' ? 1 : 0;
}

const declare: Builtin['run'] = (shell, argv) =>
  declareWords(shell, argv[0] ?? 'declare', argv.slice(1), shell.functionDepth > 0);

export const DECLARATION_BUILTINS: Readonly<Record<string, Builtin>> = {
  export: { run: doExport },
  readonly: { run: doReadonly },
  unset: { run: unset },
  local: { run: local },
  declare: { run: declare, only: ['bash'] },
  typeset: { run: declare, only: ['bash'] },
  let: { run: doLet, only: ['bash', 'ash'] },
};
