/**
 * Fills in a Go template (text/template/exec.go). Invariant: nothing is put out when it fails. Left out: template
 * definitions, break and continue, methods.
 */
import { GoNil, type GoStruct, type GoValue, isMap, isSlice, isStruct } from '../../engine/go-value.ts';
import { type Command, type Node, type Operand, type Pipe, TemplateExecError } from './ast.ts';
import { FUNCTIONS, FunctionError } from './functions.ts';
import { parseTemplate } from './parser.ts';
import { display, sortedEntries, truth } from './values.ts';

export interface DataSource {
  /** How a missing field is told, after `at <.Foo>: `. */
  readonly missing: (field: string) => string;
  /** Methods with arguments, such as `.Label "x"`. */
  readonly methods?: ReadonlyMap<string, (args: readonly GoValue[]) => GoValue>;
}

interface Scope {
  readonly dot: GoValue;
  readonly variables: ReadonlyMap<string, GoValue>;
  readonly source: DataSource;
}

/** Throws TemplateParseError and TemplateExecError. */
export function fillTemplate(template: string, data: GoValue, source: DataSource): string {
  return fillNodes(parseTemplate(template), data, source);
}

export function fillNodes(nodes: readonly Node[], data: GoValue, source: DataSource): string {
  return list(nodes, { dot: data, variables: new Map([['$', data]]), source });
}

function list(nodes: readonly Node[], start: Scope): string {
  let scope = start;
  let output = '';
  for (const node of nodes) {
    if (node.kind === 'text') output += node.text;
    else if (node.kind !== 'action') output += control(node, scope);
    else {
      const value = pipe(node.pipe, scope);
      const [name] = node.pipe.declares;
      if (name === undefined) output += display(value);
      else scope = { ...scope, variables: new Map([...scope.variables, [name, value]]) };
    }
  }
  return output;
}

function control(node: Exclude<Node, { kind: 'text' | 'action' }>, scope: Scope): string {
  const value = pipe(node.pipe, scope);
  const [name] = node.pipe.declares;
  const inner =
    name === undefined ? scope : { ...scope, variables: new Map([...scope.variables, [name, value]]) };
  if (node.kind === 'range') return range(node, value, scope);
  if (!truth(value)) return list(node.otherwise, inner);
  return list(node.body, node.kind === 'with' ? { ...inner, dot: value } : inner);
}

function range(node: Exclude<Node, { kind: 'text' | 'action' }>, value: GoValue, scope: Scope): string {
  const items = itemsOf(value, node.pipe);
  if (items.length === 0) return list(node.otherwise, scope);
  const { declares } = node.pipe;
  const key = declares.length > 1 ? declares[0] : undefined;
  const item = declares.at(-1);
  return items
    .map(([at, one]) => {
      const variables = new Map(scope.variables);
      if (key !== undefined) variables.set(key, at);
      if (item !== undefined) variables.set(item, one);
      return list(node.body, { ...scope, dot: one, variables });
    })
    .join('');
}

function itemsOf(value: GoValue, from: Pipe): readonly (readonly [GoValue, GoValue])[] {
  if (isSlice(value)) return value.map((one, at) => [at, one] as const);
  if (isMap(value)) return sortedEntries(value);
  if (value instanceof GoNil) return [];
  const operand = from.commands[0]?.operands[0];
  throw failure(operand, `range can't iterate over ${display(value)}`);
}

function pipe(tree: Pipe, scope: Scope): GoValue {
  let value: GoValue | undefined;
  for (const one of tree.commands) value = command(one, scope, value);
  return value ?? '';
}

function command(tree: Command, scope: Scope, piped: GoValue | undefined): GoValue {
  const [first, ...rest] = tree.operands;
  if (first === undefined) return piped ?? '';
  const extra = piped === undefined ? [] : [piped];
  if (first.kind === 'identifier') {
    const args = [...rest.map((one) => operandValue(one, scope)), ...extra];
    return callFunction(first, args);
  }
  const method =
    first.kind === 'field' && first.path.length === 1
      ? scope.source.methods?.get(first.path[0] ?? '')
      : undefined;
  if (method !== undefined) return method([...rest.map((one) => operandValue(one, scope)), ...extra]);
  if (rest.length > 0 || extra.length > 0) {
    throw failure(first, `${first.source} has arguments but cannot be invoked as function`);
  }
  return operandValue(first, scope);
}

function callFunction(operand: Extract<Operand, { kind: 'identifier' }>, args: readonly GoValue[]): GoValue {
  const fn = FUNCTIONS.get(operand.name);
  if (fn === undefined) throw failure(operand, `function ${JSON.stringify(operand.name)} not defined`);
  try {
    return fn(args);
  } catch (error) {
    if (error instanceof FunctionError) throw failure(operand, error.message);
    throw error;
  }
}

function operandValue(operand: Operand, scope: Scope): GoValue {
  switch (operand.kind) {
    case 'dot':
      return scope.dot;
    case 'literal':
      return operand.value;
    case 'nil':
      return new GoNil('pointer');
    case 'field':
      return walk(scope.dot, operand.path, operand, scope);
    case 'variable':
      return walk(scope.variables.get(operand.name) ?? '', operand.path, operand, scope);
    case 'parenthesis':
      return walk(pipe(operand.pipe, scope), operand.path, operand, scope);
    case 'identifier':
      return callFunction(operand, []);
  }
}

function walk(start: GoValue, path: readonly string[], operand: Operand, scope: Scope): GoValue {
  let at = start;
  for (const [index, name] of path.entries()) at = field(at, name, { operand, scope, position: index });
  return at;
}

interface Place {
  readonly operand: Operand;
  readonly scope: Scope;
  readonly position: number;
}

function field(value: GoValue, name: string, place: Place): GoValue {
  if (isMap(value)) {
    const found = value.get(name);
    if (found !== undefined) return found;
  } else if (isStruct(value)) {
    const found = (value as GoStruct)[name];
    if (found !== undefined) return found;
  } else if (value instanceof GoNil) {
    throw failure(place.operand, place.scope.source.missing(lastName(place)), offsetOf(place));
  } else {
    throw failure(
      place.operand,
      `can't evaluate field ${name} in type ${typeof value === 'number' ? 'int' : typeof value === 'boolean' ? 'bool' : 'string'}`,
      offsetOf(place),
    );
  }
  throw failure(place.operand, place.scope.source.missing(name), offsetOf(place));
}

/** The field that was nil; inspect says that its raw JSON has no such key. */
const lastName = ({ operand, position }: Place): string =>
  ('path' in operand ? operand.path[position - 1] : undefined) ?? '';

/** Go's chain of fields has the position of its second field. */
function offsetOf(place: Place): number {
  const { operand } = place;
  if (operand.kind !== 'field') return 0;
  return operand.path.length > 1 ? (operand.path[0]?.length ?? 0) + 1 : 0;
}

function failure(operand: Operand | undefined, words: string, offset = 0): TemplateExecError {
  const column = (operand?.column ?? 0) + offset;
  return new TemplateExecError(
    `template: :1:${column}: executing "" at <${operand?.source ?? ''}>: ${words}`,
  );
}
