/** What an execution of a template carries along: output, variables, and the node that an error is told of. */
import type { GoValue } from '../../engine/go-value.ts';
import { type Node, type Place, TemplateExecError } from './ast.ts';

export interface DataSource {
  /** How a missing field is told, after `at <.Foo>: `; `owner` are the fields before it. */
  readonly missing: (field: string, owner: readonly string[]) => string;
  /** Methods with arguments, such as `.Label "x"`. */
  readonly methods?: ReadonlyMap<string, (args: readonly GoValue[]) => GoValue>;
  /** The data is decoded JSON, and a key that is not there is an error (`missingkey=error`). */
  readonly raw?: boolean;
}

const NOWHERE: Place = { source: '', column: 0, line: 1 };

export class State {
  readonly source: DataSource;
  readonly definitions = new Map<string, readonly Node[]>();
  output = '';
  variables: { readonly name: string; value: GoValue }[] = [];
  #place: Place = NOWHERE;

  constructor(source: DataSource) {
    this.source = source;
  }

  at(place: Place): void {
    this.#place = place;
  }

  fail(words: string): TemplateExecError {
    const { line, column, source } = this.#place;
    return new TemplateExecError(`template: :${line}:${column}: executing "" at <${source}>: ${words}`);
  }

  declare(name: string, value: GoValue): void {
    this.variables.push({ name, value });
  }

  assign(name: string, value: GoValue): void {
    const variable = this.variables.findLast((one) => one.name === name);
    if (variable !== undefined) variable.value = value;
  }

  read(name: string): GoValue {
    return this.variables.findLast((one) => one.name === name)?.value ?? '';
  }
}
