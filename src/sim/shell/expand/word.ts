/**
 * Models word expansion (POSIX XCU 2.6, bash(1) EXPANSION) over unbash's word parts: tilde, parameters, commands,
 * arithmetic, then splitting, pathnames and quote removal; brace expansion first, in bash alone. Invariant: text that was
 * quoted is neither split nor matched. Left out: ksh's `${ cmd; }`.
 */
import type { Word, WordPart } from 'unbash';
import type { Task } from '../../kernel/sys.ts';
import { parseScript } from '../parse.ts';
import type { Shell } from '../shell.ts';
import { arithmeticOf } from './arithmetic-expansion.ts';
import { expandBraces } from './brace.ts';
import { commandOutput } from './command-output.ts';
import { asPattern, type Field, FieldBuilder, plain } from './fields.ts';
import { glob } from './glob.ts';
import { addParameter } from './parameter-expansion.ts';
import { hasPattern } from './pattern.ts';
import { processSubstitution } from './process-substitution.ts';
import { tildePrefix } from './tilde.ts';

export const ifsOf = (shell: Shell): string => shell.variables.get('IFS') ?? ' \t\n';

interface Context {
  readonly quoted: boolean;
  /** A tilde may stand at the start (and after `:` in assignments). */
  readonly tilde: 'start' | 'assignment' | 'none';
}

/** Expands words to the arguments of a command. */
export function* expandWords(shell: Shell, words: readonly Word[]): Task<string[]> {
  const result: string[] = [];
  for (const word of words) {
    for (const variant of braceVariants(shell, word)) {
      const builder = new FieldBuilder(ifsOf(shell), true);
      yield* addWord(shell, variant, builder, { quoted: false, tilde: 'start' });
      for (const field of builder.finish()) result.push(...pathnames(shell, field));
    }
  }
  return result;
}

/** Expands to one string: assignments, redirection targets, here-strings, the word of `case`. */
export function* expandToString(
  shell: Shell,
  word: Word,
  tilde: Context['tilde'] = 'assignment',
): Task<string> {
  return plain(yield* oneField(shell, word, tilde));
}

/** Expands to a pattern for `case`, `[[ == ]]` and `${x#...}`: quoted characters are escaped. */
export function* expandToPattern(shell: Shell, word: Word): Task<string> {
  return asPattern(yield* oneField(shell, word, 'start'));
}

/** A redirection's target: fields are matched as pathnames; bash complains when they are not one. */
export function* expandTarget(shell: Shell, word: Word): Task<readonly string[]> {
  if (shell.dialect.kind === 'bash') return yield* expandWords(shell, [word]);
  return [yield* expandToString(shell, word, 'start')];
}

/** Text as between double quotes: here-documents and arithmetic. */
export function* expandQuotedText(shell: Shell, text: string): Task<string> {
  if (!/[$`\\]/.test(text)) return text;
  const command = parseScript(`: "${text.replaceAll('"', '')}"`).commands[0]?.command;
  const word = command?.type === 'Command' ? command.args[0] : undefined;
  return word?.type === 'Word' ? yield* expandToString(shell, word, 'none') : text;
}

/** The parts of a here-document's body. */
export function* expandHereDocument(shell: Shell, parts: readonly WordPart[]): Task<string> {
  const builder = new FieldBuilder('', false);
  for (const part of parts) yield* addPart(shell, part, builder, { quoted: true, tilde: 'none' }, false);
  return builder.finish().map(plain).join('');
}

function* oneField(shell: Shell, word: Word, tilde: Context['tilde']): Task<Field> {
  const builder = new FieldBuilder('', false);
  yield* addWord(shell, word, builder, { quoted: false, tilde });
  return builder.finish().flat();
}

/** Adds a word to a builder; the operand of `${x:-word}` comes in here as well. */
export function* addWord(shell: Shell, word: Word, builder: FieldBuilder, context: Context): Task<void> {
  const parts: readonly WordPart[] = word.parts ?? [
    { type: 'Literal', pos: word.pos, end: word.end, text: word.text, value: word.value },
  ];
  let first = true;
  for (const part of parts) {
    yield* addPart(shell, part, builder, context, first);
    first = false;
  }
}

function* addPart(
  shell: Shell,
  part: WordPart,
  builder: FieldBuilder,
  context: Context,
  first: boolean,
): Task<void> {
  switch (part.type) {
    case 'Literal':
      return addLiteral(shell, part, builder, context, first);
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return builder.add(part.value, true);
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* addDoubleQuoted(shell, part.parts, builder);
    case 'SimpleExpansion':
    case 'ParameterExpansion':
      return yield* addParameter(shell, part, builder, context.quoted);
    case 'CommandExpansion':
      return addResult(builder, yield* commandOutput(shell, part), context.quoted);
    case 'ArithmeticExpansion':
      return addResult(builder, yield* arithmeticOf(shell, part.text.slice(3, -2)), context.quoted);
    case 'Glob':
    case 'ExtendedGlob':
      return yield* addGlob(shell, part, builder, context);
    case 'BraceExpansion':
      return yield* addBraceText(shell, part, builder, context);
    case 'ProcessSubstitution':
      return builder.add(processSubstitution(shell, part), true);
  }
}

const addResult = (builder: FieldBuilder, text: string, quoted: boolean): void =>
  quoted ? builder.add(text, true) : builder.split(text);

function* addDoubleQuoted(shell: Shell, parts: readonly WordPart[], builder: FieldBuilder): Task<void> {
  const onlyList = parts.length === 1 && /^\$(@|\{@\}|\{\w+\[@\]\})$/.test(parts[0]?.text ?? '');
  if (!onlyList) builder.add('', true);
  for (const part of parts) yield* addPart(shell, part, builder, { quoted: true, tilde: 'none' }, false);
}

function addLiteral(
  shell: Shell,
  part: { readonly text: string; readonly value: string },
  builder: FieldBuilder,
  context: Context,
  first: boolean,
): void {
  if (context.quoted) {
    builder.add(part.value, true);
    return;
  }
  const text = first && context.tilde !== 'none' ? tildePrefix(shell, part.text, builder) : part.text;
  const pieces = context.tilde === 'assignment' ? text.split(/(?<=:)(?=~)/) : [text];
  pieces.forEach((piece, index) => {
    addUnquoted(index === 0 ? piece : tildePrefix(shell, piece, builder), builder);
  });
}

/** A literal outside of quotes: a backslash quotes the next character and a newline after it disappears. */
function addUnquoted(text: string, builder: FieldBuilder): void {
  for (const piece of text.match(/\\[\s\S]|[^\\]+|\\$/g) ?? []) {
    if (piece === '\\\n') continue;
    if (piece.startsWith('\\') && piece.length === 2) builder.add(piece.slice(1), true);
    else builder.add(piece, false);
  }
}

function* addGlob(shell: Shell, part: WordPart, builder: FieldBuilder, context: Context): Task<void> {
  if (!('parts' in part) || part.parts === undefined || part.type !== 'Glob')
    return builder.add(part.text, context.quoted);
  builder.add('[', context.quoted);
  for (const child of part.parts) yield* addPart(shell, child as WordPart, builder, context, false);
  builder.add(']', context.quoted);
}

/** dash and ash know no braces: their text is ordinary, expansions inside included. */
function* addBraceText(shell: Shell, part: WordPart, builder: FieldBuilder, context: Context): Task<void> {
  const inner = 'parts' in part ? part.parts : undefined;
  if (inner === undefined) return builder.add(part.text, context.quoted);
  builder.add('{', context.quoted);
  for (const child of inner) yield* addPart(shell, child as WordPart, builder, context, false);
  builder.add('}', context.quoted);
}

function braceVariants(shell: Shell, word: Word): readonly Word[] {
  if (shell.dialect.kind !== 'bash' || !word.text.includes('{')) return [word];
  if (!(word.parts ?? []).some((part) => part.type === 'BraceExpansion')) return [word];
  const variants = expandBraces(word.text);
  if (variants.length === 1 && variants[0] === word.text) return [word];
  return variants.flatMap((text) => {
    const command = parseScript(`: ${text}`).commands[0]?.command;
    const parsed = command?.type === 'Command' ? command.args[0] : undefined;
    return parsed?.type === 'Word' ? [parsed] : [];
  });
}

function pathnames(shell: Shell, field: Field): readonly string[] {
  const text = plain(field);
  if (shell.option('noglob')) return [text];
  const pattern = asPattern(field);
  if (!hasPattern(pattern)) return [text];
  const found = glob(shell.sys, pattern, {
    dotglob: shell.option('dotglob'),
    extended: shell.option('extglob'),
  });
  if (found.length > 0) return found;
  return shell.option('nullglob') ? [] : [text];
}
