/** Fills in a Go template (text/template/exec.go). Invariant: nothing is put out when it fails. */
import { decoded, GoNil, type GoValue, isMap, isSlice, NO_VALUE } from '../../engine/go-value.ts';
import type { Control, Node } from './ast.ts';
import { TemplateExecError } from './ast.ts';
import { evaluatePipe } from './evaluate.ts';
import { parseTemplate } from './parser.ts';
import { type DataSource, State } from './state.ts';
import { display, printed, sortedEntries, truth } from './values.ts';

export type { DataSource } from './state.ts';

/** Throws TemplateParseError and TemplateExecError. */
export function fillTemplate(template: string, data: GoValue, source: DataSource): string {
  return fillNodes(parseTemplate(template), data, source);
}

export function fillNodes(nodes: readonly Node[], data: GoValue, source: DataSource): string {
  const state = new State(source);
  define(state, nodes);
  runTemplate(state, nodes, data);
  return state.output;
}

/**
 * docker's inspector: with the typed answer, and where that fails with the daemon's JSON, whose keys must be there.
 * Throws TemplateExecError of the second.
 */
export function fillInspected(nodes: readonly Node[], data: GoValue): string {
  try {
    return fillNodes(nodes, data, { missing: (name) => `can't evaluate field ${name}` });
  } catch (error) {
    if (!(error instanceof TemplateExecError)) throw error;
    return fillNodes(nodes, decoded(data), {
      missing: (name) => `map has no entry for key "${name}"`,
      raw: true,
    });
  }
}

function define(state: State, nodes: readonly Node[]): void {
  for (const node of nodes) {
    if (node.kind === 'define') state.definitions.set(node.name, node.body);
    if ('body' in node) define(state, node.body);
    if ('otherwise' in node) define(state, node.otherwise);
  }
}

function runTemplate(state: State, nodes: readonly Node[], dot: GoValue): void {
  const outer = state.variables;
  state.variables = [{ name: '$', value: dot }];
  runList(state, nodes, dot);
  state.variables = outer;
}

/** How a list ended: at its end, or by a jump that its range takes. */
type Ending = 'end' | 'break' | 'continue';

function runList(state: State, nodes: readonly Node[], dot: GoValue): Ending {
  for (const node of nodes) {
    const ending = runNode(state, node, dot);
    if (ending !== 'end') return ending;
  }
  return 'end';
}

function runNode(state: State, node: Node, dot: GoValue): Ending {
  switch (node.kind) {
    case 'text':
      state.output += node.text;
      return 'end';
    case 'action': {
      const value = evaluatePipe(state, dot, node.pipe);
      if (node.pipe.declares.length === 0) state.output += printed(value);
      return 'end';
    }
    case 'if':
    case 'with':
    case 'range':
      return scoped(state, () => runControl(state, node, dot));
    case 'template':
      callTemplate(state, node, dot);
      return 'end';
    case 'define':
      return 'end';
    case 'break':
    case 'continue':
      return node.kind;
  }
}

/** Variables declared inside are gone afterwards. */
function scoped<T>(state: State, work: () => T): T {
  const mark = state.variables.length;
  const result = work();
  state.variables.length = mark;
  return result;
}

function runControl(state: State, node: Control, dot: GoValue): Ending {
  if (node.kind === 'range') return runRange(state, node, dot);
  const value = evaluatePipe(state, dot, node.pipe);
  if (!truth(value)) return runList(state, node.otherwise, dot);
  return runList(state, node.body, node.kind === 'with' ? value : dot);
}

function runRange(state: State, node: Control, dot: GoValue): Ending {
  const items = itemsOf(state, evaluatePipe(state, dot, node.pipe, false));
  if (items.length === 0) return runList(state, node.otherwise, dot);
  const { declares, assigns } = node.pipe;
  for (const [key, item] of items) {
    const ending = scoped(state, () => {
      const set = (name: string | undefined, value: GoValue): void => {
        if (name === undefined) return;
        if (assigns) state.assign(name, value);
        else state.declare(name, value);
      };
      if (declares.length > 1) set(declares[0], key);
      set(declares.at(-1), item);
      return runList(state, node.body, item);
    });
    if (ending === 'break') break;
  }
  return 'end';
}

function itemsOf(state: State, value: GoValue): readonly (readonly [GoValue, GoValue])[] {
  if (isSlice(value)) return value.map((one, at) => [at, one] as const);
  if (isMap(value)) return sortedEntries(value);
  if (value instanceof GoNil && value.of !== 'pointer') return [];
  if (typeof value === 'number' && Number.isInteger(value))
    return Array.from({ length: Math.max(value, 0) }, (_, at) => [at, at] as const);
  throw state.fail(`range can't iterate over ${display(value)}`);
}

function callTemplate(state: State, node: Extract<Node, { kind: 'template' }>, dot: GoValue): void {
  state.at(node);
  const body = state.definitions.get(node.name);
  if (body === undefined) throw state.fail(`template ${JSON.stringify(node.name)} not defined`);
  runTemplate(state, body, node.pipe === null ? NO_VALUE : evaluatePipe(state, dot, node.pipe));
}
