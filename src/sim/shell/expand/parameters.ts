/**
 * Models what a parameter is before any operation on it: positional and special parameters, variables, arrays and the
 * variables a shell computes (bash(1) PARAMETERS). Invariant: `null` means unset, '' means set and empty.
 * Left out: BASH_SOURCE, BASH_REMATCH is set by [[ =~.
 */
import { BASH_VARIABLES } from '../bash-variables.ts';
import type { Shell, ShellOption } from '../shell.ts';

export type ParameterValue =
  | { readonly kind: 'scalar'; readonly text: string | null }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly star: boolean };

const OPTION_LETTERS: readonly (readonly [ShellOption, string])[] = [
  ['allexport', 'a'],
  ['errexit', 'e'],
  ['noglob', 'f'],
  ['monitor', 'm'],
  ['noexec', 'n'],
  ['nounset', 'u'],
  ['verbose', 'v'],
  ['xtrace', 'x'],
  ['noclobber', 'C'],
];

/** `$-`. */
export function optionLetters(shell: Shell): string {
  const set = OPTION_LETTERS.filter(([option]) => shell.option(option)).map(([, letter]) => letter);
  if (shell.dialect.kind !== 'bash') {
    const start = shell.startLetters.replace(shell.dialect.kind === 'dash' ? /[ic]/ : /i/, '');
    return `${start}${set.join('')}${shell.interactive ? 'i' : ''}`;
  }
  const all = new Set([...set, ...(shell.interactive ? ['i', 'H'] : []), 'h', 'B']);
  const order = 'abefhikmnptuvxBCEHPT';
  return [...order].filter((letter) => all.has(letter)).join('') + shell.startLetters.replace('i', '');
}

function special(shell: Shell, name: string): string | null | undefined {
  if (/^\d+$/.test(name)) return name === '0' ? shell.name : (shell.parameters[Number(name) - 1] ?? null);
  switch (name) {
    case '#':
      return String(shell.parameters.length);
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.rootPid);
    case '!':
      return shell.lastBackground === null ? null : String(shell.lastBackground);
    case '-':
      return optionLetters(shell);
    default:
      return undefined;
  }
}

function dynamic(shell: Shell, name: string): string | undefined {
  const make = BASH_VARIABLES[name];
  if (make === undefined) return undefined;
  if (shell.dialect.kind !== 'bash' && !make.everywhere && !(make.ash && shell.dialect.kind === 'ash'))
    return undefined;
  return make.value(shell);
}

/** The value of `$name`, or of `${name[index]}` where a subscript is given. */
export function parameterValue(shell: Shell, name: string, index: string | null): ParameterValue {
  if (name === '@' || name === '*') return { kind: 'list', items: shell.parameters, star: name === '*' };
  const text = special(shell, name);
  if (text !== undefined) return { kind: 'scalar', text };
  if (name === 'PIPESTATUS' && shell.dialect.kind === 'bash') return pipeStatus(shell, index);
  if (index === '@' || index === '*') {
    const items = shell.variables.elements(name).map(([, value]) => value);
    return { kind: 'list', items, star: index === '*' };
  }
  if (index !== null && shell.variables.find(name)?.value instanceof Map)
    return { kind: 'scalar', text: element(shell, name, index) };
  const computed = shell.variables.find(name) === undefined ? dynamic(shell, name) : undefined;
  return { kind: 'scalar', text: computed ?? shell.variables.get(name) };
}

function element(shell: Shell, name: string, index: string): string | null {
  const entries = shell.variables.elements(name);
  const negative = /^-\d+$/.test(index) && shell.variables.find(name)?.array === 'indexed';
  if (negative) return entries.at(Number(index))?.[1] ?? null;
  return entries.find(([key]) => key === index)?.[1] ?? null;
}

function pipeStatus(shell: Shell, index: string | null): ParameterValue {
  const items = shell.pipeStatus.map(String);
  if (index === '@' || index === '*') return { kind: 'list', items, star: index === '*' };
  return { kind: 'scalar', text: items[Number(index ?? 0)] ?? null };
}

/** What a shell ends with over an unset variable; a subshell of bash ends with 1. */
export const unsetStatus = ({ dialect, isSubshell }: Shell): number =>
  dialect.kind === 'bash' && isSubshell ? 1 : dialect.unsetStatus;
