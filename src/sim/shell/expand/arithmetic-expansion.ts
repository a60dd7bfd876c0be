/**
 * Models `$((...))`, `((...))`, `let` and array subscripts over the shell's variables. Invariant: the text is expanded as in
 * double quotes first and evaluated once. Left out: nothing. See arithmetic.ts.
 */
import type { Task } from '../../kernel/sys.ts';
import { assignElement, assignNow } from '../assign.ts';
import { ExpansionError } from '../control.ts';
import type { Shell } from '../shell.ts';
import { ArithmeticError, evaluate } from './arithmetic.ts';
import { parameterValue, unsetStatus } from './parameters.ts';
import { expandQuotedText } from './word.ts';

/** The value as text. Throws ExpansionError in the shell's words. */
export function* arithmeticOf(shell: Shell, text: string): Task<string> {
  const expanded = yield* expandQuotedText(shell, text);
  return String(evaluateIn(shell, expanded));
}

/** The value as a number; for subscripts and slices. */
export function* evaluateText(shell: Shell, text: string): Task<number> {
  return Number(yield* arithmeticOf(shell, text));
}

function evaluateIn(shell: Shell, text: string): bigint {
  try {
    return evaluate(text, {
      get: (name, index) => variableText(shell, name, index),
      set: (name, index, value) => {
        if (index === null) assignNow(shell, name, String(value));
        else assignElement(shell, name, index, String(value));
      },
    });
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    throw new ExpansionError(wording(shell, text, error), shell.dialect.expansionStatus);
  }
}

function variableText(shell: Shell, name: string, index: string | null): string {
  const value = parameterValue(shell, name, index);
  if (value.kind === 'list') return value.items[0] ?? '';
  if (value.text === null && shell.option('nounset'))
    throw new ExpansionError(shell.dialect.unset(name), unsetStatus(shell));
  return value.text ?? '';
}

function wording(shell: Shell, text: string, error: ArithmeticError): string {
  const expression = text.trim();
  switch (error.kind) {
    case 'division-by-zero':
      return shell.dialect.divisionByZero(expression, error.rest);
    case 'base':
      return shell.dialect.kind === 'bash'
        ? `${error.rest}: value too great for base (error token is "${error.rest}")`
        : shell.dialect.arithmeticSyntax(expression, error.rest);
    case 'syntax':
      return shell.dialect.arithmeticSyntax(expression, error.rest);
  }
}
