/**
 * Models `$x` and `${x...}` (POSIX XCU 2.6.2; bash(1), Parameter Expansion): defaults, lengths, removal, replacement, slices,
 * case, indirection, arrays. Invariant: operations on a list ($@, a[@]) act on each element. Left out: `${x@a}`-like
 * transformations but for Q, U, L, u.
 */
import type { ParameterExpansionPart, ParameterOperation, SimpleExpansionPart } from 'unbash';
import type { Task } from '../../kernel/sys.ts';
import { assignVariable } from '../assign.ts';
import { ExpansionError } from '../control.ts';
import type { Shell } from '../shell.ts';
import { evaluateText } from './arithmetic-expansion.ts';
import type { FieldBuilder } from './fields.ts';
import { type ParameterValue, parameterValue, unsetStatus } from './parameters.ts';
import { transformText } from './transform.ts';
import { addWord, expandQuotedText, expandToPattern, expandToString, ifsOf } from './word.ts';

/** Adds what the parameter stands for. Throws ExpansionError for unset (`set -u`, `?`) and bad substitutions. */
export function* addParameter(
  shell: Shell,
  part: SimpleExpansionPart | ParameterExpansionPart,
  builder: FieldBuilder,
  quoted: boolean,
): Task<void> {
  if (part.type === 'SimpleExpansion') {
    const name = part.text.slice(1);
    return addValue(shell, checked(shell, name, parameterValue(shell, name, null)), builder, quoted);
  }
  const { operation } = part;
  if (operation?.type === 'Unknown') throw badSubstitution(shell, part.text);
  const bashOnly = operation?.type === 'CaseModification' || operation?.type === 'Transform';
  if (shell.dialect.kind !== 'bash' && (bashOnly || part.index !== undefined || part.prefix === '!'))
    throw badSubstitution(shell, part.text);
  if (operation?.type === 'Names') return addNames(shell, part.parameter, builder, quoted);
  const index = part.index === undefined ? null : yield* subscript(shell, part.parameter, part.index.text);
  const name = part.prefix === '!' ? indirectName(shell, part, index) : part.parameter;
  if (part.prefix === '!' && (index === '@' || index === '*'))
    return addKeys(shell, name, index, builder, quoted);
  const value = parameterValue(shell, name, part.prefix === '!' ? null : index);
  if (operation?.type === 'Default')
    return yield* addDefault(shell, { name, value, operation }, builder, quoted);
  checked(shell, name, value);
  if (part.prefix === '#') return builder.add(lengthOf(value, index), quoted);
  const result = operation === undefined ? value : yield* transformed(shell, value, operation);
  addValue(shell, result, builder, quoted);
}

const badSubstitution = (shell: Shell, text: string): ExpansionError =>
  new ExpansionError(shell.dialect.badSubstitution(text), shell.dialect.expansionStatus);

/** `[1]`, `[i+1]`, `[key]`, `[@]`. */
export function* subscript(shell: Shell, name: string, text: string): Task<string> {
  if (text === '@' || text === '*') return text;
  if (shell.variables.find(name)?.array === 'associative') return yield* unquotedKey(shell, text);
  return String(yield* evaluateText(shell, text));
}

function* unquotedKey(shell: Shell, text: string): Task<string> {
  return yield* expandQuotedText(shell, text.replace(/^(['"])(.*)\1$/, '$2'));
}

function checked(shell: Shell, name: string, value: ParameterValue): ParameterValue {
  if (value.kind === 'scalar' && value.text === null && shell.option('nounset'))
    throw new ExpansionError(shell.dialect.unset(name), unsetStatus(shell));
  return value;
}

function addValue(shell: Shell, value: ParameterValue, builder: FieldBuilder, quoted: boolean): void {
  if (value.kind === 'scalar') {
    const text = value.text ?? '';
    quoted ? builder.add(text, true) : builder.split(text);
    return;
  }
  addList(shell, value.items, value.star, builder, quoted);
}

function addList(
  shell: Shell,
  items: readonly string[],
  star: boolean,
  builder: FieldBuilder,
  quoted: boolean,
): void {
  if (!builder.splits || (quoted && star)) {
    const separator = star ? (ifsOf(shell)[0] ?? '') : ' ';
    builder.add(items.join(separator), quoted);
    return;
  }
  items.forEach((item, index) => {
    if (index > 0) builder.cut();
    if (quoted) builder.add(item, true);
    else builder.split(item);
  });
}

function lengthOf(value: ParameterValue, index: string | null): string {
  if (value.kind === 'scalar') return String([...(value.text ?? '')].length);
  return String(index === null || index === '@' || index === '*' ? value.items.length : 0);
}

interface Defaulted {
  readonly name: string;
  readonly value: ParameterValue;
  readonly operation: Extract<ParameterOperation, { type: 'Default' }>;
}

function* addDefault(shell: Shell, defaulted: Defaulted, builder: FieldBuilder, quoted: boolean): Task<void> {
  const { value, operation } = defaulted;
  const colon = operation.operator.startsWith(':');
  const text = value.kind === 'scalar' ? value.text : value.items.length === 0 ? null : value.items.join(' ');
  const present = text !== null && !(colon && text === '');
  const context = { quoted, tilde: quoted ? 'none' : 'start' } as const;
  switch (operation.operator.at(-1)) {
    case '+':
      if (present) yield* addWord(shell, operation.operand, builder, context);
      return;
    case '=':
      if (present) return addValue(shell, value, builder, quoted);
      return yield* assignDefault(shell, defaulted, builder, quoted);
    case '?':
      if (present) return addValue(shell, value, builder, quoted);
      return yield* failUnset(shell, defaulted);
    default:
      if (present) return addValue(shell, value, builder, quoted);
      yield* addWord(shell, operation.operand, builder, context);
  }
}

function* assignDefault(
  shell: Shell,
  { name, operation }: Defaulted,
  builder: FieldBuilder,
  quoted: boolean,
): Task<void> {
  const text = yield* expandToString(shell, operation.operand);
  yield* assignVariable(shell, name, text);
  addValue(shell, { kind: 'scalar', text }, builder, quoted);
}

function* failUnset(shell: Shell, { name, operation }: Defaulted): Task<never> {
  const words = yield* expandToString(shell, operation.operand);
  const standard =
    operation.operator === ':?' && shell.dialect.kind !== 'bash'
      ? 'parameter not set or null'
      : 'parameter not set';
  const bash = operation.operator === ':?' ? 'parameter null or not set' : 'parameter not set';
  const fallback = shell.dialect.kind === 'bash' ? bash : standard;
  throw new ExpansionError(`${name}: ${words === '' ? fallback : words}`, unsetStatus(shell));
}

function indirectName(shell: Shell, part: ParameterExpansionPart, index: string | null): string {
  if (index === '@' || index === '*') return part.parameter;
  const target = parameterValue(shell, part.parameter, index);
  const text = target.kind === 'scalar' ? target.text : target.items.join(' ');
  if (text === null || !/^([A-Za-z_]\w*|\d+|[@*#?$!-])$/.test(text))
    throw new ExpansionError(
      text === null || text === ''
        ? `${part.parameter}: invalid indirect expansion`
        : `${text}: invalid variable name`,
      1,
    );
  return text;
}

function addNames(shell: Shell, prefix: string, builder: FieldBuilder, quoted: boolean): void {
  addList(
    shell,
    shell.variables.names().filter((name) => name.startsWith(prefix)),
    false,
    builder,
    quoted,
  );
}

function addKeys(shell: Shell, name: string, index: string, builder: FieldBuilder, quoted: boolean): void {
  addList(
    shell,
    shell.variables.elements(name).map(([key]) => key),
    index === '*',
    builder,
    quoted,
  );
}

function* transformed(
  shell: Shell,
  value: ParameterValue,
  operation: ParameterOperation,
): Task<ParameterValue> {
  if (operation.type === 'Slice') return yield* sliced(shell, value, operation);
  const operand =
    operation.type === 'Replace'
      ? yield* expandToPattern(shell, operation.pattern)
      : 'operand' in operation && operation.operand !== undefined
        ? yield* expandToPattern(shell, operation.operand)
        : '';
  const replacement = operation.type === 'Replace' ? yield* expandToString(shell, operation.replacement) : '';
  const change = (text: string): string => transformText(text, operation, operand, replacement);
  if (value.kind === 'scalar')
    return { kind: 'scalar', text: value.text === null ? null : change(value.text) };
  return { ...value, items: value.items.map(change) };
}

function* sliced(
  shell: Shell,
  value: ParameterValue,
  operation: Extract<ParameterOperation, { type: 'Slice' }>,
): Task<ParameterValue> {
  const offset = yield* evaluateText(shell, operation.offset.text);
  const length = operation.length === undefined ? null : yield* evaluateText(shell, operation.length.text);
  if (value.kind === 'list') {
    const items = value.items === shell.parameters ? [shell.name, ...value.items] : value.items;
    const from = offset < 0 ? items.length + offset : offset;
    const skipName = value.items === shell.parameters && from === 0 && offset === 0 ? 0 : from;
    return { ...value, items: items.slice(skipName, length === null ? undefined : skipName + length) };
  }
  const characters = [...(value.text ?? '')];
  const from = offset < 0 ? characters.length + offset : offset;
  if (from < 0) return { kind: 'scalar', text: '' };
  const to = length === null ? characters.length : length < 0 ? characters.length + length : from + length;
  if (to < from) throw new ExpansionError(`${operation.length?.text ?? ''}: substring expression < 0`, 1);
  return { kind: 'scalar', text: characters.slice(from, to).join('') };
}
