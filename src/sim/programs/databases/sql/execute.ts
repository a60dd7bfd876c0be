/** Carries out the statements both servers share over the catalogue. Invariant: a statement that fails has changed nothing. */
import type { Statement, TableName } from './ast.ts';
import type { Database, Table } from './catalog.ts';
import { runInsert, runUpdate } from './change-rows.ts';
import { done, type Result, type Session } from './dialect.ts';
import { evaluate, holds } from './evaluate.ts';
import { SqlError } from './problems.ts';
import { runSelect } from './select.ts';

export function execute(statement: Statement, session: Session): Result {
  switch (statement.kind) {
    case 'select':
      return select(statement, session);
    case 'create-database':
      return createDatabase(statement, session);
    case 'drop-database':
      return dropDatabase(statement, session);
    case 'create-table':
      return createTable(statement, session);
    case 'drop-table':
      return dropTables(statement, session);
    case 'truncate': {
      const { database, table } = tableOf(statement.table, session, 'DROP');
      Object.assign(table, { rows: [], nextNumber: 1 });
      written(session, database, table);
      return done('TRUNCATE TABLE');
    }
    case 'insert': {
      const { database, table } = tableOf(statement.table, session, 'INSERT');
      const result = runInsert(statement, table, session);
      written(session, database, table);
      return result;
    }
    case 'update': {
      const { database, table } = tableOf(statement.table, session, 'UPDATE');
      const result = runUpdate(statement, table, session);
      written(session, database, table);
      return result;
    }
    case 'delete':
      return remove(statement, session);
  }
}

export function databaseOf(name: string | null, session: Session): Database {
  const wanted = name ?? session.current;
  if (wanted === null) throw new SqlError({ kind: 'no-database-selected' });
  const found = session.catalog.databases.get(wanted);
  if (found === undefined) throw new SqlError({ kind: 'unknown-database', name: wanted });
  return found;
}

export function tableOf(
  name: TableName,
  session: Session,
  verb: string,
): { database: Database; table: Table } {
  const database = databaseOf(name.database, session);
  session.permit(verb, name, database.name);
  const table = database.tables.get(name.name);
  if (table === undefined)
    throw new SqlError({ kind: 'unknown-table', database: database.name, name: name.name, at: name.at });
  return { database, table };
}

const written = (session: Session, { name }: Database, table: Table): void => {
  session.catalog.changes.push({ kind: 'table-written', database: name, table });
};

function select(statement: Extract<Statement, { kind: 'select' }>, session: Session): Result {
  const table = statement.from === null ? null : tableOf(statement.from, session, 'SELECT').table;
  return runSelect(statement, table, session);
}

function createDatabase(
  { name, ifNotExists }: Extract<Statement, { kind: 'create-database' }>,
  session: Session,
): Result {
  const { catalog } = session;
  session.permit('CREATE', { database: name, name: '', at: 0 }, name);
  if (catalog.databases.has(name)) {
    if (!ifNotExists) throw new SqlError({ kind: 'database-exists', name });
    return done('CREATE DATABASE', 1, 1, 1);
  }
  catalog.add(name);
  catalog.changes.push({ kind: 'database-made', database: name });
  return done('CREATE DATABASE', 1);
}

function dropDatabase(
  { name, ifExists }: Extract<Statement, { kind: 'drop-database' }>,
  session: Session,
): Result {
  const { catalog } = session;
  session.permit('DROP', { database: name, name: '', at: 0 }, name);
  const found = catalog.databases.get(name);
  if (found === undefined) {
    if (!ifExists) throw new SqlError({ kind: 'cannot-drop-database', name });
    return done('DROP DATABASE', 0, 0, 1);
  }
  catalog.databases.delete(name);
  if (session.current === name) session.current = null;
  catalog.changes.push({ kind: 'database-gone', database: name });
  return done('DROP DATABASE', found.tables.size);
}

function createTable(statement: Extract<Statement, { kind: 'create-table' }>, session: Session): Result {
  const database = databaseOf(statement.table.database, session);
  const { name } = statement.table;
  session.permit('CREATE', statement.table, database.name);
  if (database.tables.has(name)) {
    if (!statement.ifNotExists) throw new SqlError({ kind: 'table-exists', name });
    return done('CREATE TABLE', 0, 0, 1);
  }
  const { primaryKey, uniqueKeys } = statement;
  const columns = statement.columns.map((column) =>
    primaryKey.includes(column.name) ? { ...column, notNull: true } : column,
  );
  const table: Table = { name, columns, primaryKey, uniqueKeys, rows: [], nextNumber: 1 };
  database.tables.set(name, table);
  written(session, database, table);
  return done('CREATE TABLE');
}

function dropTables(
  { tables, ifExists }: Extract<Statement, { kind: 'drop-table' }>,
  session: Session,
): Result {
  const found = tables.map((name) => {
    const database = databaseOf(name.database, session);
    session.permit('DROP', name, database.name);
    return { name, database, table: database.tables.get(name.name) };
  });
  const missing = found.filter(({ table }) => table === undefined);
  const [first] = missing;
  if (first !== undefined && !ifExists)
    throw new SqlError({
      kind: 'cannot-drop-table',
      database: first.database.name,
      names: missing.map(({ name }) => name.name),
    });
  for (const { database, table } of found) {
    if (table === undefined) continue;
    database.tables.delete(table.name);
    session.catalog.changes.push({ kind: 'table-gone', database: database.name, name: table.name });
  }
  return done('DROP TABLE', 0, 0, missing.length);
}

function remove(statement: Extract<Statement, { kind: 'delete' }>, session: Session): Result {
  const { database, table } = tableOf(statement.table, session, 'DELETE');
  const { where } = statement;
  const before = table.rows.length;
  table.rows = table.rows.filter(
    (row) =>
      where !== null &&
      !holds(evaluate(where, { session, table, row, clause: 'where clause', aggregate: null })),
  );
  written(session, database, table);
  return done('DELETE', before - table.rows.length);
}
