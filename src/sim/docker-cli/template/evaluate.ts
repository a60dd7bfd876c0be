/** Pipelines, operands and fields of a template (text/template/exec.go, from evalPipeline down). */
import {
  GoNil,
  type GoStruct,
  type GoValue,
  isMap,
  isSlice,
  isStruct,
  JsonNumber,
  NO_VALUE,
  OMITTED,
} from '../../engine/go-value.ts';
import type { Command, Operand, Pipe } from './ast.ts';
import { FunctionError } from './function-error.ts';
import { FUNCTIONS, type Parameter, type TemplateFunction } from './functions.ts';
import type { State } from './state.ts';
import { truth, typeName } from './values.ts';

/** Its value; declares or assigns its variables. Throws TemplateExecError. */
export function evaluatePipe(state: State, dot: GoValue, pipe: Pipe, declare = true): GoValue {
  let value: GoValue | undefined;
  for (const command of pipe.commands) value = evaluateCommand(state, dot, command, value);
  const result = value ?? NO_VALUE;
  if (declare) {
    for (const name of pipe.declares) {
      if (pipe.assigns) state.assign(name, result);
      else state.declare(name, result);
    }
  }
  return result;
}

function evaluateCommand(state: State, dot: GoValue, command: Command, piped: GoValue | undefined): GoValue {
  const [first, ...rest] = command.operands;
  if (first === undefined) return piped ?? NO_VALUE;
  const call: Call = { state, dot, command, rest, piped };
  switch (first.kind) {
    case 'field':
    case 'variable':
    case 'chain':
      return evaluateField(first, call);
    case 'identifier':
      state.at(first);
      return callFunction(first.name, call);
    case 'parenthesis':
      noArguments(first, call);
      return evaluatePipe(state, dot, first.pipe);
    case 'dot':
    case 'literal':
      state.at(first);
      noArguments(first, call);
      return first.kind === 'dot' ? dot : first.value;
    case 'nil':
      state.at(first);
      throw state.fail('nil is not a command');
  }
}

interface Call {
  readonly state: State;
  readonly dot: GoValue;
  readonly command: Command;
  readonly rest: readonly Operand[];
  readonly piped: GoValue | undefined;
}

function noArguments(first: Operand, { state, rest, piped }: Call): void {
  if (rest.length === 0 && piped === undefined) return;
  throw state.fail(`can't give argument to non-function ${first.source}`);
}

function evaluateField(
  first: Extract<Operand, { kind: 'field' | 'variable' | 'chain' }>,
  { state, dot, rest, piped }: Call,
): GoValue {
  state.at(first);
  const name = first.path.at(-1) ?? '';
  const method =
    first.path.length === 1 && first.kind === 'field' ? state.source.methods?.get(name) : undefined;
  if (method !== undefined) {
    const args = rest.map((one) => evaluateOperand(state, dot, one));
    return method(piped === undefined ? args : [...args, piped]);
  }
  const value = evaluateOperand(state, dot, first);
  if (rest.length === 0 && piped === undefined) return value;
  if (first.path.length === 0) throw state.fail(`can't give argument to non-function ${first.source}`);
  throw state.fail(`${name} is not a method but has arguments`);
}

function callFunction(name: string, call: Call): GoValue {
  const { state, dot, command, rest, piped } = call;
  const definition = FUNCTIONS.get(name);
  if (definition === undefined) throw state.fail(`${JSON.stringify(name)} is not a defined function`);
  checkCount(name, definition, call);
  if (name === 'and' || name === 'or') return shortCircuit(name, call);
  const typeAt = (at: number): Parameter => definition.parameters[at] ?? definition.rest ?? 'any';
  const args = rest.map((operand, at) => argument(state, dot, operand, typeAt(at)));
  if (piped !== undefined) args.push(checkedType(state, piped, typeAt(args.length)));
  try {
    return definition.call(args);
  } catch (error) {
    state.at(command);
    if (error instanceof FunctionError) throw state.fail(`error calling ${name}: ${error.message}`);
    throw error;
  }
}

function checkCount(name: string, definition: TemplateFunction, { state, rest, piped }: Call): void {
  const wanted = definition.parameters.length;
  const given = rest.length + (piped === undefined ? 0 : 1);
  if (definition.rest !== null && given < wanted)
    throw state.fail(`wrong number of args for ${name}: want at least ${wanted} got ${rest.length}`);
  if (definition.rest === null && given !== wanted)
    throw state.fail(`wrong number of args for ${name}: want ${wanted} got ${rest.length}`);
}

function shortCircuit(name: string, { state, dot, rest, piped }: Call): GoValue {
  let value: GoValue = NO_VALUE;
  for (const operand of rest) {
    value = evaluateOperand(state, dot, operand);
    if (truth(value) === (name === 'or')) return value;
  }
  return piped ?? value;
}

const LITERALS: Readonly<Record<Parameter, string>> = {
  any: '',
  string: 'string',
  int: 'integer',
  strings: '[]string',
};

function argument(state: State, dot: GoValue, operand: Operand, type: Parameter): GoValue {
  state.at(operand);
  if (operand.kind === 'literal' && type !== 'any') {
    const fits =
      (type === 'string' && typeof operand.value === 'string') ||
      (type === 'int' && typeof operand.value === 'number');
    if (!fits && type === 'strings')
      throw state.fail(`can't handle ${operand.source} for arg of type []string`);
    if (!fits) throw state.fail(`expected ${LITERALS[type]}; found ${operand.source}`);
    return operand.value;
  }
  return checkedType(state, evaluateOperand(state, dot, operand), type);
}

function checkedType(state: State, value: GoValue, type: Parameter): GoValue {
  const wrong = (expected: string): Error =>
    value instanceof GoNil && value.of === 'nothing'
      ? state.fail(`invalid value; expected ${expected}`)
      : state.fail(`wrong type for value; expected ${expected}; got ${typeName(value)}`);
  if (type === 'string' && typeof value !== 'string') throw wrong('string');
  if (type === 'int' && typeof value !== 'number') throw wrong('int');
  if (type !== 'strings') return value;
  const fits =
    (value instanceof GoNil && value.of === 'slice') ||
    (isSlice(value) && state.source.raw !== true && value.every((one) => typeof one === 'string'));
  if (fits) return value;
  if (isSlice(value)) throw state.fail('wrong type for value; expected []string; got []interface {}');
  throw wrong('[]string');
}

export function evaluateOperand(state: State, dot: GoValue, operand: Operand): GoValue {
  state.at(operand);
  switch (operand.kind) {
    case 'dot':
      return dot;
    case 'literal':
      return operand.value;
    case 'nil':
      return NO_VALUE;
    case 'field':
      return walk(state, dot, operand.path);
    case 'variable':
      return walk(state, state.read(operand.name), operand.path);
    case 'parenthesis':
      return evaluatePipe(state, dot, operand.pipe);
    case 'chain':
      return walk(state, evaluateOperand(state, dot, operand.inner), operand.path);
    case 'identifier':
      return callFunction(operand.name, {
        state,
        dot,
        command: { operands: [operand], source: operand.source, column: operand.column, line: operand.line },
        rest: [],
        piped: undefined,
      });
  }
}

function walk(state: State, start: GoValue, path: readonly string[]): GoValue {
  return path.reduce((value, name, at) => field(state, value, name, path.slice(0, at)), start);
}

/** Go's names of fields whose JSON is spelt otherwise. */
const GO_NAMES: Readonly<Record<string, string>> = {
  ID: 'Id',
  APIVersion: 'ApiVersion',
  DNS: 'Dns',
  DNSOptions: 'DnsOptions',
  DNSSearch: 'DnsSearch',
  CPUShares: 'CpuShares',
  NanoCPUs: 'NanoCpus',
  CPUPeriod: 'CpuPeriod',
  CPUQuota: 'CpuQuota',
  CPURealtimePeriod: 'CpuRealtimePeriod',
  CPURealtimeRuntime: 'CpuRealtimeRuntime',
  CPUCount: 'CpuCount',
  CPUPercent: 'CpuPercent',
};
const JSON_NAMES = new Set(Object.values(GO_NAMES));

function field(state: State, value: GoValue, name: string, owner: readonly string[]): GoValue {
  const { raw = false, missing } = state.source;
  if (value instanceof GoNil && value.of === 'nothing') {
    if (raw) throw state.fail(`nil data; no entry for key "${name}"`);
    return NO_VALUE;
  }
  if (isMap(value) || (value instanceof GoNil && value.of === 'map')) {
    const found = isMap(value) ? value.get(name) : undefined;
    if (found !== undefined) return found;
    if (raw) throw state.fail(`map has no entry for key "${name}"`);
    return NO_VALUE;
  }
  if (isStruct(value)) {
    const found = structField(value, name);
    if (found !== undefined) return found;
    throw state.fail(missing(name, owner));
  }
  if (value instanceof GoNil) throw state.fail(`nil pointer evaluating ${owner.at(-1) ?? ''}.${name}`);
  throw state.fail(`can't evaluate field ${name} in type ${raw ? 'interface {}' : basicType(value)}`);
}

function structField(value: GoStruct, name: string): GoValue | undefined {
  const json = GO_NAMES[name];
  if (json !== undefined && value[json] !== undefined) return value[json];
  if (JSON_NAMES.has(name)) return undefined;
  return value[name] ?? value[OMITTED]?.[name];
}

const basicType = (value: GoValue): string => (value instanceof JsonNumber ? 'json.Number' : typeName(value));
