import { type Command, type CommandNode, type ParsedScript, parse, type Statement, type Word } from 'unbash';
import type { Refusal } from '../machine/machine.ts';
import { noRedirects, type Redirects } from './redirects.ts';

export type Words = readonly [string, ...string[]];

/** Programs whose output flows into the next one's input. */
export type Pipeline = readonly Words[];

/** `when`: on what the pipeline before it must have ended; `always` for the first and after `;`. */
export interface Step {
  readonly when: 'always' | 'success' | 'failure';
  readonly pipeline: Pipeline;
  /** Of each command of the pipeline; left out where none has any. */
  readonly redirects?: readonly Redirects[];
}

export type ParsedLine =
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

class NotPlain extends Error {}

/**
 * A command line as plain words: quotes and escapes are understood, `;`, `&&`, `||` and `|` between commands, files for
 * input and output, and `$PWD`, the folder that commands run in. Whatever else a shell would have to work out (other
 * expansions, loops) is refused, because here no shell runs.
 */
export function parseLine(text: string, folder: string | null = null): ParsedLine {
  const script = parse(text);
  const error = script.errors?.[0];
  if (error !== undefined)
    return refused(
      'not-understood',
      `This line is not whole (${error.message.toLowerCase()}): check quotes and operators.`,
    );
  try {
    return { kind: 'steps', steps: script.commands.flatMap((statement) => stepsOf(statement, folder)) };
  } catch (problem) {
    if (problem instanceof NotPlain) return refused('not-allowed', problem.message);
    throw problem;
  }
}

function refused(rule: Refusal['rule'], sentence: string): ParsedLine {
  return { kind: 'refused', refusal: { rule, sentence } };
}

function notPlain(what: string, instead: string): never {
  throw new NotPlain(
    `On your own machine a line runs word by word, without a shell, so ${what} cannot be used: ${instead}.`,
  );
}

function stepsOf(
  statement: ParsedScript['commands'][number] & Statement,
  folder: string | null,
): readonly Step[] {
  if (statement.background === true)
    notPlain('`&` at the end', 'start containers in the background with `docker run -d`');
  const { command } = statement;
  if (command.type !== 'AndOr') return [{ when: 'always', ...pipelineOf(command, folder) }];
  return command.commands.map((node, index) => {
    const operator = command.operators[index - 1];
    const when = operator === undefined ? 'always' : operator === '&&' ? 'success' : 'failure';
    return { when, ...pipelineOf(node, folder) };
  });
}

function pipelineOf(node: Statement['command'], folder: string | null): Omit<Step, 'when'> {
  const commands = node.type === 'Pipeline' ? node.commands : [node as CommandNode];
  if (node.type === 'Pipeline') {
    if (node.prefixes.length > 0) notPlain('`!` or `time` before a command', 'run the command alone');
    if (node.operators.includes('|&')) notPlain('`|&`', 'use `2>&1 |`, which is the same');
  }
  const pipeline = commands.map((command) => wordsOf(command, folder));
  const redirects = commands.map((command, index) =>
    redirectsOf(command, { first: index === 0, last: index === commands.length - 1 }, folder),
  );
  return redirects.every((it) => it === noRedirects) ? { pipeline } : { pipeline, redirects };
}

function wordsOf(node: CommandNode, folder: string | null): Words {
  if (node.type !== 'Command')
    notPlain('a loop, condition, group or function', 'write its commands one after the other');
  if (node.name === undefined || node.prefix.length > 0)
    notPlain('a variable assignment', 'write the value where it is needed');
  return [literal(node.name, folder), ...node.args.map((word) => argument(word, folder))];
}

const filesOnly = 'write it as `> FILE`, `>> FILE`, `< FILE` or `2>&1`';

function redirectsOf(
  node: CommandNode,
  place: { readonly first: boolean; readonly last: boolean },
  folder: string | null,
): Redirects {
  if (node.type !== 'Command' || node.redirects.length === 0) return noRedirects;
  let all = noRedirects;
  for (const redirect of node.redirects) {
    if (redirect.type !== 'Redirect' || redirect.target === undefined)
      notPlain('text for input (`<<`)', filesOnly);
    const of = redirect.descriptor === undefined ? null : redirect.descriptor;
    if (of !== null && of.type !== 'FileDescriptor') notPlain('that redirection', filesOnly);
    const target = literal(redirect.target, folder);
    all = withRedirect(all, `${of?.value ?? ''}${redirect.operator}`, target, place);
  }
  return all;
}

function withRedirect(
  all: Redirects,
  operator: string,
  target: string,
  { first, last }: { readonly first: boolean; readonly last: boolean },
): Redirects {
  switch (operator) {
    case '<':
    case '0<':
      return first
        ? { ...all, input: target }
        : notPlain('`<` after `|`', 'give the file to the first command');
    case '>':
    case '1>':
    case '>>':
    case '1>>':
      if (!last) notPlain('`>` before `|`', 'write only what the last command says to the file');
      return {
        ...all,
        output: { path: target, appends: operator.endsWith('>>') },
        errors: all.errors === 'joined' ? 'joined-before' : all.errors,
      };
    case '2>&':
      return target === '1' ? { ...all, errors: 'joined' } : notPlain('that redirection', filesOnly);
    case '2>':
      return target === '/dev/null'
        ? { ...all, errors: 'dropped' }
        : notPlain('`2>`', 'use `2>&1` or `2>/dev/null`');
    default:
      return notPlain(`the redirection \`${operator}\``, filesOnly);
  }
}

function argument(word: Command['args'][number], folder: string | null): string {
  return word.type === 'Word' ? literal(word, folder) : plain(word.text, folder);
}

/** An argument that looks like an assignment (`--env A=1`, `label=x`) is a word like others if nothing in it expands. */
function plain(text: string, folder: string | null): string {
  const inner = parse(`x ${text.replace('=', '\\=')}`).commands[0]?.command;
  const word = inner?.type === 'Command' ? inner.suffix[0] : undefined;
  if (word?.type !== 'Word') notPlain(`\`${text}\``, 'put it in single quotes');
  return literal(word, folder);
}

const inQuotes = 'to hand it to a program as it stands, put it in single quotes';

function literal(word: Word, folder: string | null): string {
  if (/^~/.test(word.text)) notPlain('`~`', 'write the whole path');
  let value = word.value;
  for (const part of word.parts ?? []) {
    const inside = part.type === 'DoubleQuoted' ? part.parts : [part];
    for (const piece of inside)
      if (folder !== null && /^\$(?:PWD|\{PWD\})$/.test(piece.text))
        value = value.replaceAll(piece.text, folder);
      else literalPart(piece);
  }
  return value;
}

const substitution = (text: string) =>
  notPlain(`the substitution \`${text}\``, 'run that command first and type what it printed');

function literalPart(part: NonNullable<Word['parts']>[number]): void {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      break;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      substitution(part.text);
      break;
    default:
      notPlain(`\`${part.text}\``, inQuotes);
  }
}
