/** INSERT and UPDATE: values by column, defaults, automatic numbers, keys. Invariant: all rows go in or none. */
import type { ColumnDefinition, Expression, Statement } from './ast.ts';
import { columnIndex, type Table } from './catalog.ts';
import { fitColumn } from './column-types.ts';
import { done, type Result, type Session } from './dialect.ts';
import { evaluate, holds, type Scope } from './evaluate.ts';
import { SqlError } from './problems.ts';
import { compareValues, textOf, type Value } from './values.ts';

const DEFAULT: Expression = { kind: 'default' };

const scopeOf = (session: Session, table: Table | null, row: readonly Value[]): Scope => ({
  session,
  table,
  row,
  clause: 'field list',
  aggregate: null,
});

const failingRow = (row: readonly Value[]): string =>
  row.map((value) => (value === null ? 'null' : textOf(value))).join(', ');

/** Numbers given out while rows are made. */
interface Numbering {
  next: number;
  first: number | null;
}

export function runInsert(
  statement: Extract<Statement, { kind: 'insert' }>,
  table: Table,
  session: Session,
): Result {
  const places =
    statement.columns?.map((name) => placeOf(table, name, statement.at)) ??
    table.columns.map((_, index) => index);
  const added: Value[][] = [];
  const numbering: Numbering = { next: table.nextNumber, first: null };
  for (const [index, given] of statement.rows.entries()) {
    checkCount(statement, given, places, index + 1, session);
    const byPlace = new Map(places.map((place, at) => [place, given[at] ?? DEFAULT]));
    const row = table.columns.map((column, place) =>
      insertedValue(column, byPlace.get(place) ?? DEFAULT, index + 1, { session, numbering }),
    );
    checkNulls(table, row, byPlace);
    checkKeys(table, [...table.rows, ...added], row);
    added.push(row);
  }
  table.rows = [...table.rows, ...added];
  table.nextNumber = numbering.next;
  if (numbering.first !== null) session.lastInsertId = numbering.first;
  return done('INSERT', added.length);
}

function insertedValue(
  column: ColumnDefinition,
  expression: Expression,
  row: number,
  { session, numbering }: { readonly session: Session; readonly numbering: Numbering },
): Value {
  const byDefault = expression.kind === 'default';
  let value = byDefault ? null : evaluate(expression, scopeOf(session, null, []));
  if (column.autoIncrement && (value === null || value === 0)) {
    value = numbering.next;
    numbering.first ??= value;
  } else if (byDefault) value = fallbackOf(column, session);
  const fitted = fitColumn(value, column.type, { column: column.name, row });
  if (column.autoIncrement && typeof fitted === 'number') {
    numbering.next = Math.max(numbering.next, fitted + 1);
  }
  return fitted;
}

function placeOf(table: Table, name: string, at: number): number {
  const place = columnIndex(table, name);
  if (place < 0) throw new SqlError({ kind: 'unknown-column', name, clause: 'field list', at });
  return place;
}

function checkCount(
  { at, columns }: Extract<Statement, { kind: 'insert' }>,
  given: readonly Expression[],
  places: readonly number[],
  row: number,
  { dialect }: Session,
): void {
  // PostgreSQL fills what is left out at the end with defaults.
  const fewer = columns === null && given.length < places.length;
  if (fewer && (given.length === 0 || !dialect.numericTruth)) return;
  if (given.length !== places.length)
    throw new SqlError({ kind: 'column-count', row, more: given.length > places.length, at });
}

const fallbackOf = ({ fallback }: ColumnDefinition, session: Session): Value =>
  fallback === null ? null : evaluate(fallback, scopeOf(session, null, []));

function checkNulls(table: Table, row: readonly Value[], given: ReadonlyMap<number, Expression>): void {
  for (const [place, column] of table.columns.entries()) {
    if (!column.notNull || row[place] !== null) continue;
    const said = { column: column.name, table: table.name, row: failingRow(row) };
    throw new SqlError({ kind: given.get(place)?.kind === undefined ? 'no-default' : 'null-value', ...said });
  }
}

/** Throws where another row has the same primary or unique key. */
function checkKeys(table: Table, others: readonly (readonly Value[])[], row: readonly Value[]): void {
  const keys = [
    ...(table.primaryKey.length > 0 ? [{ name: 'PRIMARY', columns: table.primaryKey }] : []),
    ...table.uniqueKeys.map((columns) => ({ name: columns[0] ?? '', columns })),
  ];
  for (const { name, columns } of keys) {
    const places = columns.map((column) => columnIndex(table, column));
    const same = others.some((other) =>
      places.every((place) => compareValues(other[place] ?? null, row[place] ?? null, true) === 0),
    );
    if (!same) continue;
    const value = places.map((place) => textOf(row[place] ?? null)).join('-');
    throw new SqlError({ kind: 'duplicate-key', value, columns, key: name, table: table.name });
  }
}

export function runUpdate(
  statement: Extract<Statement, { kind: 'update' }>,
  table: Table,
  session: Session,
): Result {
  const { where, set } = statement;
  const places = set.map(({ column, at }) => placeOf(table, column, at));
  let matched = 0;
  let changed = 0;
  const rows = table.rows.map((row) => {
    const scope = { ...scopeOf(session, table, row), clause: 'where clause' as const };
    if (where !== null && !holds(evaluate(where, scope))) return row;
    matched += 1;
    const next = [...row];
    for (const [index, { value }] of set.entries()) {
      const place = places[index] ?? 0;
      const column = table.columns[place] as ColumnDefinition;
      const made =
        value.kind === 'default'
          ? fallbackOf(column, session)
          : evaluate(value, scopeOf(session, table, row));
      next[place] = fitColumn(made, column.type, { column: column.name, row: matched });
    }
    if (next.every((value, place) => value === row[place])) return row;
    changed += 1;
    checkNulls(table, next, new Map(places.map((place) => [place, DEFAULT])));
    checkKeys(
      table,
      table.rows.filter((other) => other !== row),
      next,
    );
    return next;
  });
  table.rows = rows;
  return done('UPDATE', changed, matched);
}
