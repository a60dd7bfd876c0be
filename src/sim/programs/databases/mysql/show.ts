/** SHOW and DESCRIBE (MySQL manual 15.7.7). Left out: what is asked about the system's own tables. */

import type { ColumnDefinition, TableName } from '../sql/ast.ts';
import type { Database, Table } from '../sql/catalog.ts';
import type { Cursor } from '../sql/cursor.ts';
import type { Result } from '../sql/dialect.ts';
import { likePattern } from '../sql/evaluate.ts';
import { databaseOf, tableOf } from '../sql/execute.ts';
import { parseTableName } from '../sql/parse-table.ts';
import { SqlError } from '../sql/problems.ts';
import { textOf, type Value } from '../sql/values.ts';
import { isSystemDatabase } from './data-directory.ts';
import type { MysqlSession } from './session.ts';
import { serverStatus, serverVariables } from './variables.ts';

const rows = (
  names: readonly string[],
  values: readonly (readonly Value[])[],
  numeric: readonly string[] = [],
): Result => ({
  kind: 'rows',
  columns: names.map((name) => ({ name, numeric: numeric.includes(name) })),
  rows: values,
});

/** Null where it is no SHOW that is modelled. */
export function parseShow(cursor: Cursor, session: MysqlSession): Result | null {
  cursor.word('FULL');
  cursor.word('GLOBAL');
  cursor.word('SESSION');
  if (cursor.word('DATABASES') || cursor.word('SCHEMAS')) return databases(cursor, session);
  if (cursor.word('TABLES')) return tables(cursor, session);
  if (cursor.word('COLUMNS') || cursor.word('FIELDS')) {
    if (!cursor.word('FROM')) cursor.expectWord('IN');
    return describe(parseTableName(cursor), session);
  }
  if (cursor.word('CREATE', 'TABLE')) return createTable(parseTableName(cursor), session);
  if (cursor.word('CREATE', 'DATABASE')) return createDatabase(cursor.name(), session);
  if (cursor.word('VARIABLES')) return pairs(cursor, serverVariables(session.server));
  if (cursor.word('STATUS')) return pairs(cursor, serverStatus(session.server));
  if (cursor.word('PROCESSLIST')) return processList(session);
  if (cursor.word('GRANTS')) return grants(session);
  if (cursor.word('WARNINGS') || cursor.word('ERRORS')) return rows(['Level', 'Code', 'Message'], []);
  return null;
}

function likeOf(cursor: Cursor): (name: string) => boolean {
  if (!cursor.word('LIKE')) return () => true;
  const pattern = likePattern(cursor.string(), true);
  return (name) => pattern.test(name);
}

function databases(cursor: Cursor, session: MysqlSession): Result {
  const { account, server } = session;
  const fits = likeOf(cursor);
  const seen = [...server.catalog.databases.keys()]
    .filter((name) => account === null || name === 'information_schema' || server.users.mayUse(account, name))
    .filter(fits)
    .sort();
  return rows(
    ['Database'],
    seen.map((name) => [name]),
  );
}

function tables(cursor: Cursor, session: MysqlSession): Result {
  const named = cursor.word('FROM') || cursor.word('IN') ? cursor.name() : null;
  const database = databaseOf(named, session);
  if (isSystemDatabase(database.name))
    throw new SqlError({ kind: 'not-modelled', what: `SHOW TABLES FROM ${database.name}` });
  const fits = likeOf(cursor);
  return rows(
    [`Tables_in_${database.name}`],
    tableList(database)
      .filter(fits)
      .map((name) => [name]),
  );
}

export const tableList = (database: Database): string[] => [...database.tables.keys()].sort();

function pairs(cursor: Cursor, values: Readonly<Record<string, Value>>): Result {
  const fits = likeOf(cursor);
  const found = Object.entries(values).filter(([name]) => fits(name));
  return rows(
    ['Variable_name', 'Value'],
    found.map(([name, value]) => [name, value === null ? '' : textOf(value)]),
  );
}

export function describe(name: TableName, session: MysqlSession): Result {
  const { table } = tableOf(name, session, 'SELECT');
  return rows(
    ['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'],
    table.columns.map((column) => [
      column.name,
      column.type,
      column.notNull ? 'NO' : 'YES',
      keyOf(column, table),
      fallbackText(column),
      extraOf(column),
    ]),
  );
}

function keyOf({ name }: ColumnDefinition, { primaryKey, uniqueKeys }: Table): string {
  if (primaryKey.includes(name)) return 'PRI';
  return uniqueKeys.some((key) => key.length === 1 && key[0] === name) ? 'UNI' : '';
}

function fallbackText({ fallback }: ColumnDefinition): Value {
  if (fallback === null) return null;
  if (fallback.kind === 'literal') return fallback.value === null ? null : textOf(fallback.value);
  return 'CURRENT_TIMESTAMP';
}

const extraOf = ({ autoIncrement, fallback }: ColumnDefinition): string =>
  autoIncrement ? 'auto_increment' : fallback?.kind === 'call' ? 'DEFAULT_GENERATED' : '';

function createTable(name: TableName, session: MysqlSession): Result {
  const { table } = tableOf(name, session, 'SELECT');
  const lines = table.columns.map((column) => {
    const none = column.notNull || column.type === 'text' ? '' : ' DEFAULT NULL';
    const value = fallbackText(column);
    const written = column.fallback?.kind === 'call' ? value : `'${value}'`;
    const fallback = column.fallback === null || value === null ? none : ` DEFAULT ${written}`;
    const automatic = column.autoIncrement ? ' AUTO_INCREMENT' : '';
    return `  \`${column.name}\` ${column.type}${column.notNull ? ' NOT NULL' : ''}${column.autoIncrement ? automatic : fallback}`;
  });
  const quoted = (columns: readonly string[]) => columns.map((one) => `\`${one}\``).join(',');
  if (table.primaryKey.length > 0) lines.push(`  PRIMARY KEY (${quoted(table.primaryKey)})`);
  for (const key of table.uniqueKeys) lines.push(`  UNIQUE KEY \`${key[0]}\` (${quoted(key)})`);
  const next = table.nextNumber > 1 ? ` AUTO_INCREMENT=${table.nextNumber}` : '';
  const end = `) ENGINE=InnoDB${next} DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci`;
  return rows(
    ['Table', 'Create Table'],
    [[table.name, `CREATE TABLE \`${table.name}\` (\n${lines.join(',\n')}\n${end}`]],
  );
}

function createDatabase(name: string, session: MysqlSession): Result {
  databaseOf(name, session);
  const text = `CREATE DATABASE \`${name}\` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci */ /*!80016 DEFAULT ENCRYPTION='N' */`;
  return rows(['Database', 'Create Database'], [[name, text]]);
}

function processList(session: MysqlSession): Result {
  const uptime = Math.floor((session.server.sys.monotonicMs() - session.server.startedMs) / 1000);
  const daemon: Value[] = [
    5,
    'event_scheduler',
    'localhost',
    null,
    'Daemon',
    uptime,
    'Waiting on empty queue',
    null,
  ];
  const clients = [...session.server.sessions].map((one): Value[] => {
    const own = one === session;
    return [
      one.connection,
      one.user,
      one.host,
      one.current,
      own ? 'Query' : 'Sleep',
      0,
      own ? 'init' : '',
      own ? 'SHOW PROCESSLIST' : null,
    ];
  });
  return rows(
    ['Id', 'User', 'Host', 'db', 'Command', 'Time', 'State', 'Info'],
    [daemon, ...clients],
    ['Id', 'Time'],
  );
}

function grants(session: MysqlSession): Result {
  const { account, server } = session;
  if (account === null) return rows(['Grants'], []);
  const shown = `\`${account.user}\`@\`${account.host}\``;
  const lines = server.users.grantsOf(account).map(({ database, verbs }) => {
    const verb = verbs.includes('ALL') ? 'ALL PRIVILEGES' : verbs.join(', ');
    return [`GRANT ${verb} ON ${database === '*' ? '*.*' : `\`${database}\`.*`} TO ${shown}`];
  });
  const usage = lines.some(([line]) => line?.includes('*.*')) ? [] : [[`GRANT USAGE ON *.* TO ${shown}`]];
  return rows([`Grants for ${account.user}@${account.host}`], [...usage, ...lines]);
}
