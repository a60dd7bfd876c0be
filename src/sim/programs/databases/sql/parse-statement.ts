/**
 * The statements both servers share. Left out, and refused in a sentence: joins, unions, subqueries, ALTER, views, indexes, transactions,
 * INSERT from a SELECT, UPDATE and DELETE of several tables.
 */
import type { Expression, Ordering, OutputColumn, Select, Statement } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import { ifNotExists, parseCreateTable, parseTableName, type TypeNames } from './parse-table.ts';
import { SqlError } from './problems.ts';

const notModelled = (what: string): never => {
  throw new SqlError({ kind: 'not-modelled', what });
};

/** Verbs that are real in both dialects and that nothing here carries out. */
const UNMODELLED =
  /^(ALTER|WITH|EXPLAIN|BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|LOCK|UNLOCK|CALL|PREPARE|EXECUTE|DEALLOCATE|ANALYZE|OPTIMIZE|VACUUM|REPLACE|LOAD|COPY|REVOKE|RENAME|HANDLER|DO|KILL|COMMENT|LISTEN|NOTIFY|REINDEX|CLUSTER)$/;

/** Null where the statement is not one of these: the dialect's own turn. */
export function parseShared(cursor: Cursor, typeNames: TypeNames): Statement | null {
  if (cursor.word('SELECT')) return parseSelect(cursor);
  if (cursor.word('INSERT')) return parseInsert(cursor);
  if (cursor.word('UPDATE')) return parseUpdate(cursor);
  if (cursor.word('DELETE')) return parseDelete(cursor);
  if (cursor.word('TRUNCATE')) {
    cursor.word('TABLE');
    return { kind: 'truncate', table: parseTableName(cursor) };
  }
  if (cursor.word('CREATE', 'DATABASE') || cursor.word('CREATE', 'SCHEMA'))
    return parseCreateDatabase(cursor);
  if (cursor.word('CREATE', 'TABLE')) return parseCreateTable(cursor, typeNames);
  if (cursor.word('DROP', 'DATABASE') || cursor.word('DROP', 'SCHEMA')) {
    const ifExists = cursor.word('IF', 'EXISTS');
    return { kind: 'drop-database', name: cursor.name(), ifExists };
  }
  if (cursor.word('DROP', 'TABLE')) {
    const ifExists = cursor.word('IF', 'EXISTS');
    return { kind: 'drop-table', tables: cursor.list(() => parseTableName(cursor)), ifExists };
  }
  const verb = cursor.token.text.toUpperCase();
  if (cursor.token.kind === 'word' && UNMODELLED.test(verb)) return notModelled(verb);
  return null;
}

/** Character sets are read and not looked at. */
function parseCreateDatabase(cursor: Cursor): Statement {
  const missingOnly = ifNotExists(cursor);
  const name = cursor.name();
  while (/^(DEFAULT|CHARACTER|SET|CHARSET|COLLATE|=|utf8\w*|latin1)$/i.test(cursor.token.text)) cursor.next();
  return { kind: 'create-database', name, ifNotExists: missingOnly };
}

function parseSelect(cursor: Cursor): Select {
  const distinct = cursor.word('DISTINCT');
  cursor.word('ALL');
  const columns = cursor.list(() => parseOutput(cursor));
  const from = cursor.word('FROM') ? parseTableName(cursor) : null;
  if (from !== null) parseAlias(cursor);
  if (cursor.token.text === ',' || /^(JOIN|INNER|LEFT|RIGHT|CROSS|NATURAL|FULL)$/i.test(cursor.token.text))
    notModelled('a join');
  const where = cursor.word('WHERE') ? parseExpression(cursor) : null;
  const groupBy = cursor.word('GROUP', 'BY') ? cursor.list(() => parseExpression(cursor)) : [];
  const having = cursor.word('HAVING') ? parseExpression(cursor) : null;
  const orderBy = cursor.word('ORDER', 'BY') ? cursor.list(() => parseOrdering(cursor)) : [];
  const { limit, offset } = parseLimit(cursor);
  if (cursor.sees('UNION')) notModelled('UNION');
  if (cursor.word('FOR', 'UPDATE')) notModelled('FOR UPDATE');
  return { kind: 'select', columns, distinct, from, where, groupBy, having, orderBy, limit, offset };
}

/** Another name for the table is accepted where nothing uses it. */
function parseAlias(cursor: Cursor): void {
  if (cursor.sees('AS')) notModelled('another name for a table');
}

function parseOutput(cursor: Cursor): OutputColumn {
  if (cursor.symbol('*')) return { expression: null, alias: null, text: '*' };
  const { mark } = cursor;
  const expression = parseExpression(cursor);
  const text = cursor.textFrom(mark);
  const named = cursor.word('AS') || cursor.token.kind === 'quoted' || isAlias(cursor);
  if (!named) return { expression, alias: null, text };
  const alias = cursor.token.kind === 'string' ? cursor.string() : cursor.name();
  return { expression, alias, text };
}

const isAlias = (cursor: Cursor): boolean =>
  cursor.token.kind === 'word' &&
  !/^(FROM|WHERE|GROUP|HAVING|ORDER|LIMIT|UNION|FOR|OFFSET|INTO)$/i.test(cursor.token.text);

function parseOrdering(cursor: Cursor): Ordering {
  const expression = parseExpression(cursor);
  const descending = cursor.word('DESC');
  if (!descending) cursor.word('ASC');
  return { expression, descending };
}

/** LIMIT 5, LIMIT 5 OFFSET 2, LIMIT 2, 5. */
function parseLimit(cursor: Cursor): { limit: number | null; offset: number } {
  if (!cursor.word('LIMIT')) return { limit: null, offset: 0 };
  const first = cursor.integer();
  if (cursor.symbol(',')) return { limit: cursor.integer(), offset: first };
  return { limit: first, offset: cursor.word('OFFSET') ? cursor.integer() : 0 };
}

function parseInsert(cursor: Cursor): Statement {
  if (cursor.sees('IGNORE')) notModelled('INSERT IGNORE');
  cursor.word('INTO');
  const table = parseTableName(cursor);
  let columns: readonly string[] | null = null;
  if (cursor.symbol('(')) {
    columns = cursor.token.text === ')' ? [] : cursor.list(() => cursor.name());
    cursor.expectSymbol(')');
  }
  if (cursor.sees('SELECT')) notModelled('INSERT from a SELECT');
  if (!cursor.word('VALUES')) cursor.expectWord('VALUE');
  const { at } = cursor.token;
  const rows = cursor.list(() => {
    cursor.expectSymbol('(');
    const row: Expression[] = cursor.token.text === ')' ? [] : cursor.list(() => parseExpression(cursor));
    cursor.expectSymbol(')');
    return row;
  });
  if (cursor.sees('ON')) notModelled('INSERT ... ON');
  if (cursor.sees('RETURNING')) notModelled('RETURNING');
  return { kind: 'insert', table, columns, rows, at };
}

function parseUpdate(cursor: Cursor): Statement {
  const table = parseTableName(cursor);
  cursor.expectWord('SET');
  const set = cursor.list(() => {
    const { at } = cursor.token;
    const column = cursor.name();
    cursor.expectSymbol('=');
    return { column, value: parseExpression(cursor), at };
  });
  return { kind: 'update', table, set, where: cursor.word('WHERE') ? parseExpression(cursor) : null };
}

function parseDelete(cursor: Cursor): Statement {
  cursor.expectWord('FROM');
  const table = parseTableName(cursor);
  return { kind: 'delete', table, where: cursor.word('WHERE') ? parseExpression(cursor) : null };
}
