/** information_schema.TABLES, SCHEMATA and COLUMNS, made anew for each question from the catalogue. Left out: its other tables, which say so. */
import type { ColumnDefinition, TableName } from '../sql/ast.ts';
import { columnIndex, type Table } from '../sql/catalog.ts';
import { SqlError } from '../sql/problems.ts';
import type { Value } from '../sql/values.ts';
import { isSystemDatabase } from './data-directory.ts';
import type { MysqlSession } from './session.ts';

const view = (name: string, names: readonly string[], rows: Value[][]): Table => ({
  name,
  columns: names.map(
    (one): ColumnDefinition => ({
      name: one,
      type: /ROWS|POSITION/.test(one) ? 'bigint' : 'varchar(64)',
      notNull: false,
      autoIncrement: false,
      primaryKey: false,
      unique: false,
      fallback: null,
    }),
  ),
  primaryKey: [],
  uniqueKeys: [],
  rows,
  nextNumber: 1,
});

/** Before a question is asked of it. Throws SqlError where a system's table is asked that is not modelled. */
export function fillInformationSchema(asked: TableName, session: MysqlSession): void {
  const name = asked.database ?? session.current;
  const database = name === null ? undefined : session.catalog.databases.get(name);
  if (database === undefined || !isSystemDatabase(database.name)) return;
  if (database.name === 'information_schema') {
    const made = viewOf(asked.name.toUpperCase(), session);
    if (made !== null) {
      database.tables.set(asked.name, made);
      return;
    }
  }
  if (!database.tables.has(asked.name))
    throw new SqlError({ kind: 'not-modelled', what: `${database.name}.${asked.name}` });
}

function viewOf(name: string, { catalog }: MysqlSession): Table | null {
  const own = [...catalog.databases.values()].filter((one) => !isSystemDatabase(one.name));
  if (name === 'SCHEMATA')
    return view(
      name,
      ['CATALOG_NAME', 'SCHEMA_NAME', 'DEFAULT_CHARACTER_SET_NAME'],
      [...catalog.databases.keys()].sort().map((one) => ['def', one, 'utf8mb4']),
    );
  if (name === 'TABLES')
    return view(
      name,
      ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'TABLE_TYPE', 'ENGINE', 'TABLE_ROWS'],
      own.flatMap((one) =>
        [...one.tables.values()].map((table) => [
          'def',
          one.name,
          table.name,
          'BASE TABLE',
          'InnoDB',
          table.rows.length,
        ]),
      ),
    );
  if (name === 'COLUMNS')
    return view(
      name,
      ['TABLE_SCHEMA', 'TABLE_NAME', 'COLUMN_NAME', 'ORDINAL_POSITION', 'IS_NULLABLE', 'COLUMN_TYPE'],
      own.flatMap((one) =>
        [...one.tables.values()].flatMap((table) =>
          table.columns.map((column): Value[] => [
            one.name,
            table.name,
            column.name,
            columnIndex(table, column.name) + 1,
            column.notNull ? 'NO' : 'YES',
            column.type,
          ]),
        ),
      ),
    );
  return null;
}
