/** Where MySQL and PostgreSQL differ in carrying out the same statement. */
import type { OutputColumn, TableName } from './ast.ts';
import type { Catalog } from './catalog.ts';
import type { TypeNames } from './parse-table.ts';
import type { Lexis } from './tokens.ts';
import type { Value } from './values.ts';

export interface Dialect {
  readonly lexis: Lexis;
  readonly typeNames: TypeNames;
  /** Texts compare without regard to case. */
  readonly foldsCase: boolean;
  readonly nullsLast: boolean;
  /** 5 / 2 is 2, not 2.5000. */
  readonly integerDivision: boolean;
  /** TRUE is 1. */
  readonly numericTruth: boolean;
  /** AVG of integers has so many decimals. */
  readonly averageScale: number;
  /** Division by zero is NULL, not an error. */
  readonly zeroDivisionIsNull: boolean;
  /** Of a column without a name. */
  readonly heading: (column: OutputColumn) => string;
}

/** One client's view: what it may see, and what its functions answer. */
export interface Session {
  readonly catalog: Catalog;
  readonly dialect: Dialect;
  /** The database it is in; null where none is chosen. */
  current: string | null;
  lastInsertId: number;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** @@name and @name. Throws SqlError. */
  readonly variable: (name: string) => Value;
  /** Functions about the session and the server: VERSION(), USER(); undefined where it is none of them. */
  readonly ownFunction: (name: string, args: readonly Value[]) => Value | undefined;
  /** Throws where the user may not do it. */
  readonly permit: (verb: string, table: TableName, database: string) => void;
}

export type Result =
  | {
      readonly kind: 'rows';
      readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
      readonly rows: readonly (readonly Value[])[];
    }
  | {
      readonly kind: 'done';
      /** `INSERT`, `CREATE TABLE`. */
      readonly verb: string;
      readonly affected: number;
      /** UPDATE: rows that fitted; INSERT: rows given. */
      readonly matched: number;
      readonly warnings: number;
      /** `Database changed` and the like, in the client's own words. */
      readonly says?: string;
    };

export const done = (verb: string, affected = 0, matched = affected, warnings = 0): Result => ({
  kind: 'done',
  verb,
  affected,
  matched,
  warnings,
});
