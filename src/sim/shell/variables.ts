/**
 * Models a shell's variables: scalars, indexed and associative arrays, the export, readonly and integer marks,
 * and the dynamic scope of `local` (bash(1) PARAMETERS, dash(1)). Invariant: the exported scalars are the environment of
 * every command started. Left out: namerefs.
 */
import type { Environment } from '../kernel/sys.ts';

export interface Variable {
  /** null: declared (exported, local) and not set. */
  value: string | Map<string, string> | null;
  array: 'indexed' | 'associative' | null;
  exported: boolean;
  readonly: boolean;
  integer: boolean;
}

const copy = (variable: Variable): Variable => ({
  ...variable,
  value: variable.value instanceof Map ? new Map(variable.value) : variable.value,
});

const fresh = (): Variable => ({
  value: null,
  array: null,
  exported: false,
  readonly: false,
  integer: false,
});

export class ReadonlyVariable extends Error {
  readonly variable: string;
  constructor(variable: string) {
    super(`readonly ${variable}`);
    this.variable = variable;
  }
}

/** Keys of an indexed array in order of number; of an associative one in order of insertion. */
function sortedEntries(variable: Variable): [string, string][] {
  if (!(variable.value instanceof Map)) return variable.value === null ? [] : [['0', variable.value]];
  const entries = [...variable.value];
  return variable.array === 'associative' ? entries : entries.sort((a, b) => Number(a[0]) - Number(b[0]));
}

export class Variables {
  readonly #table = new Map<string, Variable>();
  /** What `local` hid, innermost function last. */
  readonly #scopes: Map<string, Variable | null>[] = [];

  copy(): Variables {
    const result = new Variables();
    for (const [name, variable] of this.#table) result.#table.set(name, copy(variable));
    for (const scope of this.#scopes)
      result.#scopes.push(new Map([...scope].map(([name, hidden]) => [name, hidden && copy(hidden)])));
    return result;
  }

  import(environment: Environment): void {
    for (const [name, value] of environment) {
      if (/^[A-Za-z_]\w*$/.test(name)) this.#table.set(name, { ...fresh(), value, exported: true });
    }
  }

  find(name: string): Variable | undefined {
    return this.#table.get(name);
  }

  /** The scalar value; element 0 of an array; null when not set. */
  get(name: string): string | null {
    const value = this.#table.get(name)?.value ?? null;
    return value instanceof Map ? (value.get('0') ?? null) : value;
  }

  elements(name: string): readonly [key: string, value: string][] {
    const variable = this.#table.get(name);
    return variable === undefined ? [] : sortedEntries(variable);
  }

  declare(name: string): Variable {
    const variable = this.#table.get(name) ?? fresh();
    this.#table.set(name, variable);
    return variable;
  }

  /** Throws ReadonlyVariable. */
  set(name: string, value: string): void {
    const variable = this.#writable(name);
    if (variable.value instanceof Map) variable.value.set('0', value);
    else variable.value = value;
  }

  setElement(name: string, key: string, value: string): void {
    const variable = this.#writable(name);
    if (!(variable.value instanceof Map))
      variable.value = new Map(variable.value === null ? [] : [['0', variable.value]]);
    variable.array ??= 'indexed';
    variable.value.set(key, value);
  }

  setArray(name: string, entries: readonly (readonly [string, string])[]): void {
    const variable = this.#writable(name);
    variable.array ??= 'indexed';
    variable.value = new Map(entries);
  }

  /** Throws ReadonlyVariable. */
  unset(name: string, key?: string): void {
    const variable = this.#table.get(name);
    if (variable === undefined) return;
    if (variable.readonly) throw new ReadonlyVariable(name);
    if (key !== undefined && variable.value instanceof Map) variable.value.delete(key);
    else this.#table.delete(name);
  }

  names(): readonly string[] {
    return [...this.#table.keys()].sort();
  }

  pushScope(): void {
    this.#scopes.push(new Map());
  }

  popScope(): void {
    for (const [name, hidden] of this.#scopes.pop() ?? []) {
      if (hidden === null) this.#table.delete(name);
      else this.#table.set(name, hidden);
    }
  }

  /** `local name`. `inherit` keeps the outer value, as dash and ash do. False outside of a function. */
  local(name: string, inherit: boolean): boolean {
    const scope = this.#scopes.at(-1);
    if (scope === undefined) return false;
    if (scope.has(name)) return true;
    const outer = this.#table.get(name);
    scope.set(name, outer ?? null);
    if (inherit && outer !== undefined) this.#table.set(name, copy(outer));
    else this.#table.set(name, fresh());
    return true;
  }

  environment(): Environment {
    const result = new Map<string, string>();
    for (const [name, variable] of this.#table) {
      if (variable.exported && typeof variable.value === 'string') result.set(name, variable.value);
    }
    return result;
  }

  #writable(name: string): Variable {
    const variable = this.declare(name);
    if (variable.readonly) throw new ReadonlyVariable(name);
    return variable;
  }
}
