/** Models set (POSIX XCU set). Invariant: `set --` replaces the positional parameters as a whole. Left out: options without effect here. */
import type { Task } from '../../kernel/sys.ts';
import { FatalShellError } from '../control.ts';
import { singleQuoted } from '../quote.ts';
import type { Shell, ShellOption } from '../shell.ts';
import { badOption, specialFailure } from './failure.ts';
import type { Builtin } from './registry.ts';
import { shopt } from './shopt.ts';

export const OPTION_BY_LETTER: Readonly<Record<string, ShellOption>> = {
  a: 'allexport',
  b: 'notify',
  C: 'noclobber',
  e: 'errexit',
  f: 'noglob',
  m: 'monitor',
  n: 'noexec',
  u: 'nounset',
  v: 'verbose',
  x: 'xtrace',
};

const LONG: readonly ShellOption[] = [
  'allexport',
  'errexit',
  'ignoreeof',
  'monitor',
  'noclobber',
  'noexec',
  'noglob',
  'notify',
  'nounset',
  'pipefail',
  'verbose',
  'xtrace',
];
/** Options of bash that are always as they stand here. */
const BASH_FIXED: Readonly<Record<string, string>> = {
  braceexpand: 'on',
  emacs: 'off',
  errtrace: 'off',
  functrace: 'off',
  hashall: 'on',
  histexpand: 'off',
  history: 'off',
  'interactive-comments': 'on',
  keyword: 'off',
  nolog: 'off',
  onecmd: 'off',
  physical: 'off',
  posix: 'off',
  privileged: 'off',
  vi: 'off',
};

const USAGE = 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';

function* set(shell: Shell, argv: readonly string[]): Task<number> {
  if (argv.length === 1) return yield* listVariables(shell);
  const rest = [...argv.slice(1)];
  for (let word = rest[0]; word !== undefined && /^[-+]./.test(word); word = rest[0]) {
    rest.shift();
    if (word === '--') {
      shell.parameters = rest;
      return 0;
    }
    const status = yield* setCluster(shell, word, rest);
    if (status !== 0) return status;
  }
  if (rest[0] === '-') rest.shift();
  if (rest.length > 0) shell.parameters = rest;
  return 0;
}

function* setCluster(shell: Shell, word: string, rest: string[]): Task<number> {
  const on = word.startsWith('-');
  for (const letter of word.slice(1)) {
    if (letter === 'o') {
      const status = yield* longOption(shell, rest.shift(), on);
      if (status !== 0) return status;
    } else if (letter in OPTION_BY_LETTER) toggle(shell, OPTION_BY_LETTER[letter], on);
    else if (!(shell.dialect.kind === 'bash' && 'hkpBEHPT'.includes(letter)))
      return yield* badOption(shell, 'set', `${word[0]}${letter}`, USAGE);
  }
  return 0;
}

function toggle(shell: Shell, option: ShellOption | undefined, on: boolean): void {
  if (option === undefined) return;
  if (on) shell.options.add(option);
  else shell.options.delete(option);
}

function* longOption(shell: Shell, name: string | undefined, on: boolean): Task<number> {
  if (name === undefined) {
    yield* shell.out(listOptions(shell));
    return 0;
  }
  const option = LONG.find((candidate) => candidate === name);
  if (option === undefined && !(shell.dialect.kind === 'bash' && name in BASH_FIXED)) {
    const words = {
      bash: `${name}: invalid option name`,
      dash: `Illegal option -o ${name}`,
      ash: `illegal option -o ${name}`,
    };
    if (shell.dialect.kind !== 'ash')
      return yield* specialFailure(shell, 'set', words[shell.dialect.kind], 2);
    yield* shell.complainIn('set', words.ash);
    throw new FatalShellError(1);
  }
  toggle(shell, option, on);
  return 0;
}

function listOptions(shell: Shell): string {
  const bash = shell.dialect.kind === 'bash';
  const order = bash
    ? [...LONG, ...Object.keys(BASH_FIXED)].sort()
    : [
        'errexit',
        'noglob',
        'ignoreeof',
        'monitor',
        'noexec',
        'xtrace',
        'verbose',
        'noclobber',
        'allexport',
        'notify',
        'nounset',
        'pipefail',
      ];
  return order
    .map((name) => {
      const state = BASH_FIXED[name] ?? (shell.option(name as ShellOption) ? 'on' : 'off');
      return bash ? `${name.padEnd(15)}\t${state}\n` : `${name.padEnd(16)}${state}\n`;
    })
    .join('');
}

function* listVariables(shell: Shell): Task<number> {
  let text = '';
  for (const name of shell.variables.names()) {
    const value = shell.variables.get(name);
    if (value === null) continue;
    const plain = shell.dialect.kind === 'bash' && /^[\w@%+=:,./-]*$/.test(value);
    text += `${name}=${plain ? value : singleQuoted(value)}\n`;
  }
  yield* shell.out(text);
  return 0;
}

export const SET_BUILTINS: Readonly<Record<string, Builtin>> = {
  set: { run: set },
  shopt: { run: shopt, only: ['bash'] },
};
