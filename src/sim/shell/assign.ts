/**
 * Models variable assignment (POSIX XCU 2.9.1, bash(1) PARAMETERS): `a=1`, `a+=1`, `a[1]=x`, `a=(x y [5]=z)`. Invariant: a
 * readonly variable is never changed; the error ends a shell that is not interactive. Left out: `declare -n`.
 */
import type { ArrayValue, Assignment } from 'unbash';
import type { Task } from '../kernel/sys.ts';
import { ExpansionError } from './control.ts';
import { arithmeticOf } from './expand/arithmetic-expansion.ts';
import { subscript } from './expand/parameter-expansion.ts';
import { expandToString, expandWords } from './expand/word.ts';
import { parseScript } from './parse.ts';
import type { Shell } from './shell.ts';
import { ReadonlyVariable } from './variables.ts';

function guarded(shell: Shell, change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof ReadonlyVariable)) throw error;
    throw new ExpansionError(shell.dialect.readonlyVariable(error.variable), shell.dialect.expansionStatus);
  }
}

/** From here on the length of a text counts as memory of the shell. */
const LARGE = 65_536;

/** Sets a scalar. Throws ExpansionError for a readonly variable. */
export function assignNow(shell: Shell, name: string, text: string): void {
  const before = shell.variables.get(name)?.length ?? 0;
  guarded(shell, () => shell.variables.set(name, text));
  if (text.length > LARGE || before > LARGE) shell.sys.growMemory(text.length - before);
  if (shell.option('allexport')) shell.variables.declare(name).exported = true;
  if (name === 'PATH') shell.hashed.clear();
  if (name === 'OPTIND') shell.getoptsOffset = 1;
}

export function assignElement(shell: Shell, name: string, key: string, text: string): void {
  guarded(shell, () => shell.variables.setElement(name, key, text));
}

/** Sets a scalar; an integer variable evaluates its text first. */
export function* assignVariable(shell: Shell, name: string, text: string): Task<void> {
  const integer = shell.variables.find(name)?.integer === true;
  assignNow(shell, name, integer ? yield* arithmeticOf(shell, text) : text);
}

/** Performs one assignment of a command line and returns it as `set -x` shows it. */
export function* assign(shell: Shell, assignment: Assignment): Task<{ name: string; text: string }> {
  const { name, value, append } = assignment;
  if (value.type === 'ArrayValue') {
    yield* assignArray(shell, name, value, append === true);
    return { name, text: '' };
  }
  const text = yield* expandToString(shell, value);
  if (assignment.index !== undefined) {
    const key = yield* subscript(shell, name, assignment.index.text);
    const old = append === true ? (shell.variables.elements(name).find(([at]) => at === key)?.[1] ?? '') : '';
    assignElement(shell, name, key, old + text);
    return { name, text };
  }
  const joined = append === true ? yield* appended(shell, name, text) : text;
  yield* assignVariable(shell, name, joined);
  return { name, text: joined };
}

function* appended(shell: Shell, name: string, text: string): Task<string> {
  const old = shell.variables.get(name) ?? '';
  if (shell.variables.find(name)?.integer !== true) return old + text;
  return yield* arithmeticOf(shell, `(${old === '' ? '0' : old})+(${text})`);
}

function* assignArray(shell: Shell, name: string, value: ArrayValue, append: boolean): Task<void> {
  const entries: [string, string][] = append
    ? shell.variables.elements(name).map(([key, text]) => [key, text])
    : [];
  let next = Math.max(-1, ...entries.map(([key]) => Number(key)).filter(Number.isFinite)) + 1;
  for (const element of value.elements) {
    const keyed = /^\[([^\]]+)\]=([\s\S]*)$/.exec(element.text);
    if (keyed !== null) {
      const key = yield* subscript(shell, name, keyed[1] ?? '');
      entries.push([key, yield* keyedText(shell, keyed[2] ?? '')]);
      next = Number(key) + 1;
      continue;
    }
    for (const text of yield* expandWords(shell, [element])) entries.push([String(next++), text]);
  }
  guarded(shell, () => shell.variables.setArray(name, entries));
}

function* keyedText(shell: Shell, source: string): Task<string> {
  const command = parseScript(`x=${source}`).commands[0]?.command;
  const found = command?.type === 'Command' ? command.prefix[0] : undefined;
  if (found?.type !== 'Assignment' || found.value.type !== 'Word') return '';
  return yield* expandToString(shell, found.value);
}
