/**
 * Models the evaluation of awk's expressions (POSIX XCU awk). Invariant: left operands before right ones; what is read is only what is asked for.
 * Left out: see parse.ts.
 */
import type { Task } from '../../../kernel/sys.ts';
import { SysError } from '../../../kernel/sys.ts';
import { callBuiltin } from './builtins.ts';
import { AwkError, type Slot } from './machine.ts';
import { regexOf } from './records.ts';
import type { Runtime } from './runtime.ts';
import type { Expression, Place } from './tree.ts';
import { compare, Input, type Scalar, toBoolean, toNumber } from './values.ts';

export function* evaluate(run: Runtime, node: Expression): Task<Scalar> {
  switch (node.kind) {
    case 'number':
    case 'string':
      return node.value;
    case 'regex':
      return regexOf(node.source).test(run.machine.string(run.machine.field(0))) ? 1 : 0;
    case 'group':
      return yield* groupValue(run, node.items);
    case 'variable':
    case 'element':
    case 'field':
      return yield* read(run, node);
    case 'assign':
      return yield* assign(run, node);
    case 'condition':
      return yield* evaluate(run, toBoolean(yield* evaluate(run, node.test)) ? node.yes : node.no);
    case 'binary':
      return yield* binary(run, node);
    case 'match':
      return (yield* matches(run, node.left, node.right)) === node.negated ? 0 : 1;
    default:
      return yield* others(run, node);
  }
}

type Others = Extract<Expression, { kind: 'in' | 'unary' | 'step' | 'call' | 'builtin' | 'getline' }>;

function* others(run: Runtime, node: Others): Task<Scalar> {
  switch (node.kind) {
    case 'in':
      return run.machine.array(node.array).has(yield* key(run, node.keys)) ? 1 : 0;
    case 'unary': {
      const value = yield* evaluate(run, node.value);
      if (node.operator === '!') return toBoolean(value) ? 0 : 1;
      return node.operator === '-' ? -toNumber(value) : toNumber(value);
    }
    case 'step': {
      const old = toNumber(yield* read(run, node.place));
      yield* write(run, node.place, old + node.by);
      return node.before ? old + node.by : old;
    }
    case 'call':
      return yield* callFunction(run, node.name, node.args);
    case 'builtin':
      return yield* callBuiltin(run, node.name, node.args);
    case 'getline':
      return yield* getline(run, node);
  }
}

export function* textOf(run: Runtime, node: Expression): Task<string> {
  return run.machine.string(yield* evaluate(run, node));
}

function* groupValue(run: Runtime, items: readonly Expression[]): Task<Scalar> {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return yield* evaluate(run, only);
  return yield* key(run, items);
}

export function* key(run: Runtime, keys: readonly Expression[]): Task<string> {
  const parts: string[] = [];
  for (const item of keys) parts.push(yield* textOf(run, item));
  return parts.join(run.machine.text('SUBSEP'));
}

export function* read(run: Runtime, place: Place): Task<Scalar> {
  const { machine } = run;
  if (place.kind === 'variable') return machine.get(place.name);
  if (place.kind === 'field') return machine.field(Math.trunc(toNumber(yield* evaluate(run, place.index))));
  const name = yield* key(run, place.keys);
  const array = machine.array(place.name);
  if (!array.has(name)) array.set(name, undefined);
  return array.get(name);
}

export function* write(run: Runtime, place: Place, value: Scalar): Task<void> {
  const { machine } = run;
  if (place.kind === 'variable') machine.set(place.name, value);
  else if (place.kind === 'field')
    machine.setField(Math.trunc(toNumber(yield* evaluate(run, place.index))), value);
  else machine.array(place.name).set(yield* key(run, place.keys), value);
}

function* assign(run: Runtime, node: Extract<Expression, { kind: 'assign' }>): Task<Scalar> {
  const right = yield* evaluate(run, node.value);
  const value =
    node.operator === ''
      ? right
      : arithmetic(run, node.operator, toNumber(yield* read(run, node.place)), toNumber(right));
  yield* write(run, node.place, value);
  return value;
}

function* binary(run: Runtime, node: Extract<Expression, { kind: 'binary' }>): Task<Scalar> {
  const { operator } = node;
  const left = yield* evaluate(run, node.left);
  if (operator === '&&' || operator === '||') {
    if (toBoolean(left) === (operator === '||')) return operator === '||' ? 1 : 0;
    return toBoolean(yield* evaluate(run, node.right)) ? 1 : 0;
  }
  // A plain value is taken now: the right side may change the variable.
  const right = yield* evaluate(run, node.right);
  if (operator === ' ') return run.machine.string(left) + run.machine.string(right);
  const test = COMPARE[operator];
  if (test !== undefined) return test(compare(left, right)) ? 1 : 0;
  return arithmetic(run, operator, toNumber(left), toNumber(right));
}

const COMPARE: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** mawk computes as C does; busybox refuses to divide by zero, and Debian builds it without powers. */
function arithmetic(run: Runtime, operator: string, left: number, right: number): number {
  if (run.kind === 'busybox' && right === 0 && '/%'.includes(operator))
    throw new AwkError('Division by zero');
  if (run.kind === 'busybox' && operator === '^') throw new AwkError('Math support is not compiled in');
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return left ** right;
  }
}

export function* regexFrom(run: Runtime, node: Expression): Task<ReturnType<typeof regexOf>> {
  return regexOf(node.kind === 'regex' ? node.source : yield* textOf(run, node));
}

function* matches(run: Runtime, left: Expression, right: Expression): Task<boolean> {
  const text = yield* textOf(run, left);
  return (yield* regexFrom(run, right)).test(text);
}

const MOST_CALLS = 150;

function* callFunction(run: Runtime, name: string, args: readonly Expression[]): Task<Scalar> {
  const known = run.program.functions.get(name);
  if (known === undefined) throw new AwkError(`function ${name} never defined`);
  const { machine } = run;
  if (machine.frames.length >= MOST_CALLS)
    throw new AwkError('function call nesting too deep for this simulator');
  const frame = new Map<string, Slot>();
  for (const [index, parameter] of known.parameters.entries()) {
    const argument = args[index];
    frame.set(
      parameter,
      argument === undefined ? { value: undefined, array: null } : yield* passed(run, argument),
    );
  }
  machine.frames.push(frame);
  try {
    return yield* run.callBody(known.body);
  } finally {
    machine.frames.pop();
  }
}

/** Arrays, and what may still become one, are passed by reference; scalars by value. */
function* passed(run: Runtime, argument: Expression): Task<Slot> {
  if (argument.kind === 'variable') {
    const slot = run.machine.slot(argument.name);
    if (slot.array !== null) return slot;
    if (slot.value === undefined) {
      slot.array = new Map();
      return { value: undefined, array: slot.array };
    }
  }
  return { value: yield* evaluate(run, argument), array: null };
}

function* getline(run: Runtime, node: Extract<Expression, { kind: 'getline' }>): Task<Scalar> {
  const { machine } = run;
  let record: string | null;
  try {
    if (node.from === 'main' || node.source === null) record = yield* run.nextRecord();
    else {
      const reader = yield* run.streams.reader(node.from, yield* textOf(run, node.source));
      record = yield* reader.next(machine.text('RS'));
    }
  } catch (error) {
    if (error instanceof SysError) return -1;
    throw error;
  }
  if (record === null) return 0;
  if (node.from === 'command') machine.set('NR', toNumber(machine.get('NR')) + 1);
  if (node.place === null) machine.setRecord(record);
  else yield* write(run, node.place, new Input(record));
  return 1;
}
