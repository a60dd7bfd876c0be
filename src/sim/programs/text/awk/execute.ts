/** Models awk's statements (POSIX XCU awk, "Actions"). Invariant: a loop gives the processor away, so that it can be interrupted. */

import { strerror } from '../../../kernel/errno.ts';
import { SysError, type Task } from '../../../kernel/sys.ts';
import { evaluate, key, textOf } from './evaluate.ts';
import { formatText } from './format.ts';
import { AwkError } from './machine.ts';
import type { Runtime } from './runtime.ts';
import type { Expression, Statement } from './tree.ts';
import { type Scalar, toBoolean, toNumber, toText } from './values.ts';

/** How a statement leaves what it stands in. */
export class Leave extends Error {
  readonly how: 'break' | 'continue' | 'next' | 'nextfile' | 'exit' | 'return';
  readonly value: Scalar;
  constructor(how: Leave['how'], value: Scalar = undefined) {
    super(how);
    this.how = how;
    this.value = value;
  }
}

export function* execute(run: Runtime, node: Statement): Task<void> {
  switch (node.kind) {
    case 'block':
      for (const statement of node.body) yield* execute(run, statement);
      return;
    case 'expression':
      yield* evaluate(run, node.value);
      return;
    case 'print':
      return yield* print(run, node);
    case 'if':
      if (toBoolean(yield* evaluate(run, node.test))) yield* execute(run, node.yes);
      else if (node.no !== null) yield* execute(run, node.no);
      return;
    case 'while':
      if (node.bodyFirst && !(yield* once(run, node.body))) return;
      while (toBoolean(yield* evaluate(run, node.test))) if (!(yield* once(run, node.body))) return;
      return;
    case 'for':
      return yield* countingLoop(run, node);
    case 'for-in':
      return yield* overArray(run, node);
    case 'delete':
      if (node.keys === null) run.machine.array(node.array).clear();
      else run.machine.array(node.array).delete(yield* key(run, node.keys));
      return;
    case 'exit':
    case 'return':
      throw new Leave(node.kind, node.value === null ? undefined : yield* evaluate(run, node.value));
    default:
      throw new Leave(node.kind);
  }
}

/** False: leave the loop. */
function* once(run: Runtime, body: Statement): Task<boolean> {
  try {
    yield* run.sys.compute(0.0005);
    yield* execute(run, body);
    return true;
  } catch (error) {
    if (error instanceof Leave && error.how === 'continue') return true;
    if (error instanceof Leave && error.how === 'break') return false;
    throw error;
  }
}

function* countingLoop(run: Runtime, node: Extract<Statement, { kind: 'for' }>): Task<void> {
  if (node.start !== null) yield* execute(run, node.start);
  while (node.test === null || toBoolean(yield* evaluate(run, node.test))) {
    if (!(yield* once(run, node.body))) return;
    if (node.step !== null) yield* execute(run, node.step);
  }
}

function* overArray(run: Runtime, node: Extract<Statement, { kind: 'for-in' }>): Task<void> {
  const array = run.machine.array(node.array);
  for (const name of [...array.keys()]) {
    run.machine.set(node.name, name);
    if (!(yield* once(run, node.body))) return;
  }
}

function* print(run: Runtime, node: Extract<Statement, { kind: 'print' }>): Task<void> {
  const values: Scalar[] = [];
  for (const argument of node.args) values.push(yield* evaluate(run, argument));
  const text = node.formatted
    ? formatText(toText(values[0]), values.slice(1))
    : plainLine(run, values, node.args);
  const target = node.to === null ? '' : yield* textOf(run, node.to.target);
  try {
    yield* run.streams.write(node.to?.how ?? null, target, text);
  } catch (error) {
    if (!(error instanceof SysError) || node.to === null) throw error;
    throw new AwkError(`cannot open "${target}" for output: ${strerror(error.errno)}`);
  }
}

function plainLine(run: Runtime, values: readonly Scalar[], args: readonly Expression[]): string {
  const { machine } = run;
  if (args.length === 0) return machine.string(machine.field(0)) + machine.text('ORS');
  const format = machine.text('OFMT');
  const shown = (value: Scalar): string =>
    run.kind === 'mawk' && value === Number.POSITIVE_INFINITY ? '+inf' : toText(value, format);
  return values.map(shown).join(machine.text('OFS')) + machine.text('ORS');
}

/** Runs a function's body. */
export function* callBody(run: Runtime, body: Statement): Task<Scalar> {
  try {
    yield* execute(run, body);
    return undefined;
  } catch (error) {
    if (error instanceof Leave && error.how === 'return') return error.value;
    throw error;
  }
}

export const exitStatus = (value: Scalar): number => Math.trunc(toNumber(value)) & 255;
