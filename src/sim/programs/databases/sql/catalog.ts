/** What a server has in its data directory, in memory: databases, tables, rows. Invariant: rows have a value for each column, in order. */
import type { ColumnDefinition } from './ast.ts';
import type { Value } from './values.ts';

export interface Table {
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  readonly primaryKey: readonly string[];
  readonly uniqueKeys: readonly (readonly string[])[];
  rows: Value[][];
  /** What the next automatic number is. */
  nextNumber: number;
}

export interface Database {
  readonly name: string;
  readonly tables: Map<string, Table>;
}

/** What a statement did to the data directory, for the server to write. */
export type Change =
  | { readonly kind: 'database-made'; readonly database: string }
  | { readonly kind: 'database-gone'; readonly database: string }
  | { readonly kind: 'table-written'; readonly database: string; readonly table: Table }
  | { readonly kind: 'table-gone'; readonly database: string; readonly name: string };

export class Catalog {
  readonly databases = new Map<string, Database>();
  readonly changes: Change[] = [];

  add(name: string): Database {
    const database: Database = { name, tables: new Map() };
    this.databases.set(name, database);
    return database;
  }

  /** Empties the list of what is to be written. */
  takeChanges(): readonly Change[] {
    return this.changes.splice(0);
  }
}

export const columnIndex = (table: Table, name: string): number =>
  table.columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
