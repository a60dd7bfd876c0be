import { type Command, type CommandNode, type ParsedScript, parse, type Statement, type Word } from 'unbash';
import type { Refusal } from '../machine/machine.ts';

export type Words = readonly [string, ...string[]];

/** Programs whose output flows into the next one's input. */
export type Pipeline = readonly Words[];

/** `when`: on what the pipeline before it must have ended; `always` for the first and after `;`. */
export interface Step {
  readonly when: 'always' | 'success' | 'failure';
  readonly pipeline: Pipeline;
}

export type ParsedLine =
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

class NotPlain extends Error {}

/**
 * A command line as plain words: quotes and escapes are understood, and `;`, `&&`, `||` and `|` between commands.
 * Whatever a shell would have to work out (expansions, redirections, loops) is refused, because here no shell runs.
 */
export function parseLine(text: string): ParsedLine {
  const script = parse(text);
  const error = script.errors?.[0];
  if (error !== undefined)
    return refused(
      'not-understood',
      `This line is not whole (${error.message.toLowerCase()}): check quotes and operators.`,
    );
  try {
    return { kind: 'steps', steps: script.commands.flatMap(stepsOf) };
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

function stepsOf(statement: ParsedScript['commands'][number] & Statement): readonly Step[] {
  if (statement.background === true)
    notPlain('`&` at the end', 'start containers in the background with `docker run -d`');
  const { command } = statement;
  if (command.type !== 'AndOr') return [{ when: 'always', pipeline: pipelineOf(command) }];
  return command.commands.map((node, index) => {
    const operator = command.operators[index - 1];
    const when = operator === undefined ? 'always' : operator === '&&' ? 'success' : 'failure';
    return { when, pipeline: pipelineOf(node) };
  });
}

function pipelineOf(node: Statement['command']): Pipeline {
  if (node.type !== 'Pipeline') return [wordsOf(node as CommandNode)];
  if (node.prefixes.length > 0) notPlain('`!` or `time` before a command', 'run the command alone');
  if (node.operators.includes('|&')) notPlain('`|&`', 'use `|`, which passes on standard output');
  return node.commands.map(wordsOf);
}

function wordsOf(node: CommandNode): Words {
  if (node.type !== 'Command')
    notPlain('a loop, condition, group or function', 'write its commands one after the other');
  if (node.redirects.length > 0) notPlain('a redirection (`<`, `>`)', 'the output is shown here anyway');
  if (node.name === undefined || node.prefix.length > 0)
    notPlain('a variable assignment', 'write the value where it is needed');
  return [literal(node.name), ...node.args.map(argument)];
}

function argument(word: Command['args'][number]): string {
  return word.type === 'Word' ? literal(word) : plain(word.text);
}

/** An argument that looks like an assignment (`--env A=1`, `label=x`) is a word like others if nothing in it expands. */
function plain(text: string): string {
  const inner = parse(`x ${text.replace('=', '\\=')}`).commands[0]?.command;
  const word = inner?.type === 'Command' ? inner.suffix[0] : undefined;
  if (word?.type !== 'Word') notPlain(`\`${text}\``, 'put it in single quotes');
  return literal(word);
}

const inQuotes = 'to hand it to a program as it stands, put it in single quotes';

function literal(word: Word): string {
  if (/^~/.test(word.text)) notPlain('`~`', 'write the whole path');
  for (const part of word.parts ?? []) {
    const inside = part.type === 'DoubleQuoted' ? part.parts : [part];
    for (const piece of inside) literalPart(piece);
  }
  return word.value;
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
