/** Statements of SQL that both servers share, read. Plain data; places (`at`) count characters from the statement's beginning. */
import type { Value } from './values.ts';

export interface TableName {
  readonly database: string | null;
  readonly name: string;
  readonly at: number;
}

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'default' }
  | { readonly kind: 'column'; readonly table: string | null; readonly name: string; readonly at: number }
  | { readonly kind: 'variable'; readonly name: string }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      /** COUNT(*). */
      readonly star: boolean;
      readonly distinct: boolean;
      readonly at: number;
    }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly choices: readonly Expression[];
      readonly not: boolean;
    }
  | { readonly kind: 'is-null'; readonly operand: Expression; readonly not: boolean }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly not: boolean;
      readonly ignoreCase: boolean;
    }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: string };

export interface ColumnDefinition {
  readonly name: string;
  /** As it is shown: `int`, `varchar(50)`. */
  readonly type: string;
  readonly notNull: boolean;
  readonly autoIncrement: boolean;
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly fallback: Expression | null;
}

export interface OutputColumn {
  /** Null for `*`. */
  readonly expression: Expression | null;
  readonly alias: string | null;
  /** As it was written: MySQL's heading of a column without a name. */
  readonly text: string;
}

export interface Ordering {
  readonly expression: Expression;
  readonly descending: boolean;
}

export interface Select {
  readonly kind: 'select';
  readonly columns: readonly OutputColumn[];
  readonly distinct: boolean;
  readonly from: TableName | null;
  readonly where: Expression | null;
  readonly groupBy: readonly Expression[];
  readonly having: Expression | null;
  readonly orderBy: readonly Ordering[];
  readonly limit: number | null;
  readonly offset: number;
}

export type Statement =
  | Select
  | { readonly kind: 'create-database'; readonly name: string; readonly ifNotExists: boolean }
  | { readonly kind: 'drop-database'; readonly name: string; readonly ifExists: boolean }
  | {
      readonly kind: 'create-table';
      readonly table: TableName;
      readonly ifNotExists: boolean;
      readonly columns: readonly ColumnDefinition[];
      readonly primaryKey: readonly string[];
      readonly uniqueKeys: readonly (readonly string[])[];
    }
  | { readonly kind: 'drop-table'; readonly tables: readonly TableName[]; readonly ifExists: boolean }
  | { readonly kind: 'truncate'; readonly table: TableName }
  | {
      readonly kind: 'insert';
      readonly table: TableName;
      readonly columns: readonly string[] | null;
      readonly rows: readonly (readonly Expression[])[];
      readonly at: number;
    }
  | {
      readonly kind: 'update';
      readonly table: TableName;
      readonly set: readonly { readonly column: string; readonly value: Expression; readonly at: number }[];
      readonly where: Expression | null;
    }
  | { readonly kind: 'delete'; readonly table: TableName; readonly where: Expression | null };
