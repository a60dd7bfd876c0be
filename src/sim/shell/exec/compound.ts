/**
 * Models compound commands (POSIX XCU 2.9.4, bash(1) Compound Commands): groups, subshells, if, for, while, until, case, [[, ((.
 * Invariant: break and continue leave exactly the loops they name. Left out: coproc, which refuses.
 */
import type { CommandNode, CompoundList, Function as FunctionNode, If, Redirected, Subshell } from 'unbash';
import type { Task } from '../../kernel/sys.ts';
import { ExpansionError } from '../control.ts';
import { arithmeticOf } from '../expand/arithmetic-expansion.ts';
import type { Shell, ShellFunction } from '../shell.ts';
import { lineAt } from '../source.ts';
import { runCase } from './case.ts';
import { runConditional } from './conditional.ts';
import { runForeground } from './job.ts';
import { runArithmeticFor, runFor, runWhile } from './loops.ts';
import { runSubshell } from './process.ts';
import type { Run } from './run.ts';
import { runText } from './run-text.ts';
import { runSelect } from './select.ts';
import { runSimple, withRedirections } from './simple.ts';
import { inCondition, runList } from './statement.ts';
import { compoundKeepsTail } from './tail.ts';

type Compound = CommandNode | CompoundList;

export function* runCompound(shell: Shell, node: Compound, run: Run): Task<number> {
  const inner = { ...run, tail: run.tail && compoundKeepsTail(shell) };
  switch (node.type) {
    case 'Command':
      return yield* runSimple(shell, node, run);
    case 'CompoundList':
      return yield* runBody(shell, node, inner);
    case 'BraceGroup':
      return yield* runBody(shell, node.body, inner);
    case 'Redirected':
      return yield* runRedirected(shell, node, inner);
    case 'Subshell':
      return yield* runInSubshell(shell, node, run);
    case 'If':
      return yield* runIf(shell, node, inner);
    case 'For':
      return yield* runFor(shell, node);
    case 'ArithmeticFor':
      return yield* runArithmeticFor(shell, node);
    case 'While':
      return yield* runWhile(shell, node);
    case 'Case':
      return yield* runCase(shell, node, inner);
    case 'Function':
      return define(shell, node);
    case 'TestCommand':
      if (shell.dialect.kind === 'dash') return yield* notACommand(shell, '[[');
      shell.line = lineAt(shell.source, node.pos);
      return (yield* runConditional(shell, node.expression)) ? 0 : 1;
    case 'ArithmeticCommand':
      shell.line = lineAt(shell.source, node.pos);
      if (shell.dialect.kind !== 'bash') return yield* doubleSubshell(shell, node.body);
      return (yield* arithmeticOf(shell, node.body)) === '0' ? 1 : 0;
    case 'Select':
      return yield* runSelect(shell, node);
    case 'Coproc':
      throw new ExpansionError(`${node.type.toLowerCase()} is real, but this simulator does not model it`, 2);
  }
}

function* notACommand(shell: Shell, name: string): Task<number> {
  yield* shell.complain(shell.dialect.commandNotFound(name));
  return 127;
}

/** dash and ash read `((` as two parentheses: a subshell in a subshell. */
const doubleSubshell = (shell: Shell, text: string): Task<number> =>
  runForeground(shell, `((${text}))`, (child) => runText(child, text));

/** A list inside of something; an empty one succeeds. */
export function* runBody(shell: Shell, list: CompoundList, run: Run): Task<number> {
  if (list.commands.length === 0) return 0;
  return yield* runList(shell, list.commands, run);
}

function* runRedirected(shell: Shell, node: Redirected, run: Run): Task<number> {
  shell.line = lineAt(shell.source, node.pos);
  if (node.command.type === 'Subshell') {
    const subshell = node.command;
    const text = shell.source.text.slice(node.pos, node.end);
    return yield* runForeground(shell, text, (child) =>
      withRedirections(child, node.redirects, () =>
        runBody(child, subshell.body, { tail: true, subshell: true }),
      ),
    );
  }
  return yield* withRedirections(shell, node.redirects, () => runCompound(shell, node.command, run));
}

function* runInSubshell(shell: Shell, node: Subshell, run: Run): Task<number> {
  if (run.tail && run.subshell === true)
    return yield* runSubshell(shell, (same) => runBody(same, node.body, run));
  if (run.tail && shell.dialect.kind === 'ash')
    return yield* runBody(shell, node.body, { ...run, subshell: true });
  const text = shell.source.text.slice(node.pos, node.end);
  return yield* runForeground(shell, text, (child) =>
    runBody(child, node.body, { tail: true, subshell: true }),
  );
}

function* runIf(shell: Shell, node: If, run: Run): Task<number> {
  const branches = [node, ...node.elif];
  for (const branch of branches) {
    const status = yield* inCondition(shell, () => runBody(shell, branch.clause, { ...run, tail: false }));
    if (status === 0) return yield* runBody(shell, branch.then, run);
  }
  return node.else === undefined ? 0 : yield* runBody(shell, node.else, run);
}

function define(shell: Shell, node: FunctionNode): number {
  const known: ShellFunction = { body: node.body as ShellFunction['body'], source: shell.source };
  shell.functions.set(node.name.text, known);
  return 0;
}
