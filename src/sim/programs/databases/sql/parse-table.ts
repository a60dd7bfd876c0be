/** CREATE TABLE: columns, their types and constraints. Left out: foreign keys are read and not enforced; generated columns, partitions. */
import type { ColumnDefinition, Statement, TableName } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import { SqlError } from './problems.ts';

export function parseTableName(cursor: Cursor): TableName {
  const { at } = cursor.token;
  const first = cursor.name();
  if (!cursor.symbol('.')) return { database: null, name: first, at };
  return { database: first, name: cursor.name(), at };
}

export const ifNotExists = (cursor: Cursor): boolean => cursor.word('IF', 'NOT', 'EXISTS');

/** What a type is called when it is shown, from what was written; null where there is no such type. */
export type TypeNames = (name: string, size: string, unsigned: boolean) => string | null;

interface Draft {
  readonly columns: ColumnDefinition[];
  readonly primaryKey: string[];
  readonly uniqueKeys: string[][];
}

export function parseCreateTable(cursor: Cursor, typeNames: TypeNames): Statement {
  const missingOnly = ifNotExists(cursor);
  const table = parseTableName(cursor);
  const draft: Draft = { columns: [], primaryKey: [], uniqueKeys: [] };
  if (cursor.sees('AS') || cursor.sees('LIKE') || cursor.sees('SELECT'))
    throw new SqlError({ kind: 'not-modelled', what: 'CREATE TABLE from another table' });
  cursor.expectSymbol('(');
  cursor.list(() => parseElement(cursor, draft, typeNames));
  cursor.expectSymbol(')');
  while (!cursor.atEnd) tableOption(cursor);
  return { kind: 'create-table', table, ifNotExists: missingOnly, ...draft };
}

/** ENGINE=InnoDB, DEFAULT CHARSET=utf8mb4: read and not looked at. */
function tableOption(cursor: Cursor): void {
  cursor.symbol(',');
  if (!/^(ENGINE|DEFAULT|CHARSET|CHARACTER|SET|COLLATE|AUTO_INCREMENT|COMMENT)$/i.test(cursor.token.text))
    cursor.fail();
  cursor.name();
  if (cursor.symbol('=') || cursor.token.kind === 'string' || cursor.token.kind === 'number') cursor.next();
}

const nameList = (cursor: Cursor): string[] => {
  cursor.expectSymbol('(');
  const names = cursor.list(() => {
    const name = cursor.name();
    if (cursor.symbol('(')) {
      cursor.integer();
      cursor.expectSymbol(')');
    }
    return name;
  });
  cursor.expectSymbol(')');
  return names;
};

function parseElement(cursor: Cursor, draft: Draft, typeNames: TypeNames): void {
  if (cursor.word('CONSTRAINT')) cursor.name();
  if (cursor.word('PRIMARY', 'KEY')) {
    draft.primaryKey.push(...nameList(cursor));
    return;
  }
  if (cursor.sees('UNIQUE')) {
    cursor.next();
    if (cursor.word('KEY') || cursor.word('INDEX')) cursor.name();
    draft.uniqueKeys.push(nameList(cursor));
    return;
  }
  if (cursor.sees('FOREIGN', 'KEY') || cursor.sees('CHECK'))
    throw new SqlError({ kind: 'not-modelled', what: `a ${cursor.token.text.toUpperCase()} constraint` });
  if (cursor.word('KEY') || cursor.word('INDEX')) {
    if (cursor.token.text !== '(') cursor.name();
    nameList(cursor);
    return;
  }
  const column = parseColumn(cursor, typeNames);
  if (draft.columns.some(({ name }) => name.toLowerCase() === column.name.toLowerCase()))
    throw new SqlError({ kind: 'duplicate-column', name: column.name });
  draft.columns.push(column);
  if (column.primaryKey) draft.primaryKey.push(column.name);
  if (column.unique) draft.uniqueKeys.push([column.name]);
}

interface Attributes {
  notNull: boolean;
  autoIncrement: boolean;
  primaryKey: boolean;
  unique: boolean;
  fallback: ColumnDefinition['fallback'];
}

function parseColumn(cursor: Cursor, typeNames: TypeNames): ColumnDefinition {
  const name = cursor.name();
  const { type, serial } = parseType(cursor, typeNames);
  const attributes: Attributes = {
    notNull: serial,
    autoIncrement: serial,
    primaryKey: false,
    unique: false,
    fallback: null,
  };
  while (parseAttribute(cursor, attributes));
  return { name, type, ...attributes, notNull: attributes.notNull || attributes.primaryKey };
}

const TWO_WORDS: readonly (readonly [string, string])[] = [
  ['DOUBLE', 'PRECISION'],
  ['CHARACTER', 'VARYING'],
];

function parseType(cursor: Cursor, typeNames: TypeNames): { type: string; serial: boolean } {
  const { at, text } = cursor.token;
  const pair = TWO_WORDS.find(([first, second]) => cursor.word(first, second));
  const name = pair === undefined ? cursor.name().toLowerCase() : pair.join(' ').toLowerCase();
  let size = '';
  if (cursor.symbol('(')) {
    size = cursor.list(() => cursor.next().text).join(',');
    cursor.expectSymbol(')');
  }
  const unsigned = cursor.word('UNSIGNED');
  for (const zone of ['WITH', 'WITHOUT']) cursor.word(zone, 'TIME', 'ZONE');
  const type = typeNames(name, size, unsigned);
  if (type === null) throw new SqlError({ kind: 'unknown-type', name: text, at });
  return { type, serial: /^(small|big)?serial$/.test(name) };
}

/** False where the column's definition ends. */
function parseAttribute(cursor: Cursor, attributes: Attributes): boolean {
  if (cursor.word('NOT', 'NULL')) attributes.notNull = true;
  else if (cursor.word('NULL')) attributes.notNull = false;
  else if (cursor.word('AUTO_INCREMENT')) attributes.autoIncrement = true;
  else if (cursor.word('PRIMARY', 'KEY')) attributes.primaryKey = true;
  else if (cursor.word('UNIQUE')) {
    cursor.word('KEY');
    attributes.unique = true;
  } else if (cursor.word('DEFAULT')) attributes.fallback = parseExpression(cursor);
  else if (cursor.word('COMMENT')) cursor.string();
  else if (cursor.word('GENERATED')) {
    if (!cursor.word('ALWAYS', 'AS', 'IDENTITY')) cursor.expectWord('BY', 'DEFAULT', 'AS', 'IDENTITY');
    attributes.autoIncrement = true;
    attributes.notNull = true;
  } else if (cursor.sees('REFERENCES') || cursor.sees('CHECK'))
    throw new SqlError({ kind: 'not-modelled', what: `a ${cursor.token.text.toUpperCase()} constraint` });
  else return false;
  return true;
}
