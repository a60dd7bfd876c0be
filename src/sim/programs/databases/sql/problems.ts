/** What can be wrong with a statement. Each server words it in its own way, with its own number. */
export type SqlProblem =
  | { readonly kind: 'syntax'; readonly at: number; readonly near: string }
  | { readonly kind: 'unterminated'; readonly at: number; readonly near: string }
  /** Real SQL that this simulator does not carry out. */
  | { readonly kind: 'not-modelled'; readonly what: string }
  | { readonly kind: 'no-database-selected' }
  | { readonly kind: 'unknown-database'; readonly name: string }
  | { readonly kind: 'database-exists'; readonly name: string }
  /** DROP of what is not there. */
  | { readonly kind: 'cannot-drop-database'; readonly name: string }
  | { readonly kind: 'unknown-table'; readonly database: string; readonly name: string; readonly at: number }
  | {
      readonly kind: 'cannot-drop-table';
      readonly database: string;
      readonly names: readonly string[];
    }
  | { readonly kind: 'table-exists'; readonly name: string }
  | { readonly kind: 'duplicate-column'; readonly name: string }
  | { readonly kind: 'unknown-column'; readonly name: string; readonly clause: Clause; readonly at: number }
  | { readonly kind: 'unknown-type'; readonly name: string; readonly at: number }
  | { readonly kind: 'column-count'; readonly row: number; readonly more: boolean; readonly at: number }
  | {
      readonly kind: 'null-value';
      readonly column: string;
      readonly table: string;
      readonly row: string;
    }
  | { readonly kind: 'no-default'; readonly column: string; readonly table: string; readonly row: string }
  | {
      readonly kind: 'duplicate-key';
      readonly value: string;
      readonly columns: readonly string[];
      readonly key: string;
      readonly table: string;
    }
  | { readonly kind: 'too-long'; readonly column: string; readonly row: number; readonly type: string }
  | {
      readonly kind: 'bad-value';
      readonly value: string;
      readonly column: string;
      readonly row: number;
      readonly type: string;
    }
  | { readonly kind: 'out-of-range'; readonly column: string; readonly row: number; readonly type: string }
  | { readonly kind: 'division-by-zero' }
  | {
      readonly kind: 'unknown-function';
      readonly name: string;
      readonly at: number;
      readonly args: readonly string[];
    }
  | { readonly kind: 'argument-count'; readonly name: string }
  | { readonly kind: 'unknown-variable'; readonly name: string }
  | { readonly kind: 'access-denied'; readonly user: string; readonly database: string }
  | { readonly kind: 'command-denied'; readonly user: string; readonly verb: string; readonly table: string }
  | { readonly kind: 'user-failed'; readonly verb: string; readonly users: readonly string[] }
  | { readonly kind: 'not-grouped'; readonly column: string; readonly at: number }
  | { readonly kind: 'said'; readonly number: number; readonly state: string; readonly words: string };

/** Where a column was named, as MySQL says it. */
export type Clause = 'field list' | 'where clause' | 'order clause' | 'group statement' | 'having clause';

export class SqlError extends Error {
  readonly problem: SqlProblem;
  constructor(problem: SqlProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}
