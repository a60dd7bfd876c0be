/**
 * Models the operations of `${x op word}` on one string (bash(1), Parameter Expansion). Invariant: pure; the operand
 * has been expanded to a pattern already. Left out: `@P`, `@a`, `@A`, `@E`, `@K`.
 */
import type { ParameterOperation } from 'unbash';
import { ExpansionError } from '../control.ts';
import { matchesPattern, matchingPrefix, matchingSuffix, patternSource } from './pattern.ts';

export function transformText(
  text: string,
  operation: ParameterOperation,
  operand: string,
  replacement: string,
): string {
  switch (operation.type) {
    case 'Remove':
      return removed(text, operation.operator, operand);
    case 'Replace':
      return replaced(text, operation.operator, operand, replacement);
    case 'CaseModification':
      return changedCase(text, operation.operator, operand);
    case 'Transform':
      return quotedOrCased(text, operand);
    default:
      return text;
  }
}

function removed(text: string, operator: string, pattern: string): string {
  if (operator.startsWith('#')) {
    const length = matchingPrefix(pattern, text, operator === '##');
    return length === -1 ? text : text.slice(length);
  }
  const start = matchingSuffix(pattern, text, operator === '%%');
  return start === -1 ? text : text.slice(0, start);
}

function replaced(text: string, operator: string, pattern: string, replacement: string): string {
  if (pattern === '') return text;
  const source = patternSource(pattern, { extended: true });
  const anchored = operator === '/#' ? `^(?:${source})` : operator === '/%' ? `(?:${source})$` : source;
  return text.replace(new RegExp(anchored, operator === '//' ? 'g' : ''), () => replacement);
}

function changedCase(text: string, operator: string, pattern: string): string {
  const change = (character: string): string =>
    pattern !== '' && !matchesPattern(pattern, character)
      ? character
      : operator.startsWith('^')
        ? character.toUpperCase()
        : character.toLowerCase();
  if (operator.length === 2) return [...text].map(change).join('');
  return text === '' ? '' : change(text.charAt(0)) + text.slice(1);
}

function quotedOrCased(text: string, letter: string): string {
  switch (letter) {
    case 'Q':
      return `'${text.replaceAll("'", "'\\''")}'`;
    case 'U':
      return text.toUpperCase();
    case 'u':
      return text.charAt(0).toUpperCase() + text.slice(1);
    case 'L':
      return text.toLowerCase();
    default:
      throw new ExpansionError(`\${...@${letter}} is real, but this simulator does not model it`, 2);
  }
}
