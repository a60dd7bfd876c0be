/** SELECT from one table: rows, groups, order, limit (ISO 9075 7.x). Invariant: the clauses apply in SQL's order, not in the text's. */
import type { Expression, OutputColumn, Select } from './ast.ts';
import { columnIndex, type Database, type Table } from './catalog.ts';
import type { Dialect, Result, Session } from './dialect.ts';
import { AGGREGATES, evaluate, holds, type Scope } from './evaluate.ts';
import { SqlError } from './problems.ts';
import {
  compareValues,
  Decimal,
  isNumeric,
  numberOf,
  orderValues,
  scaleOf,
  textOf,
  type Value,
} from './values.ts';

type Call = Extract<Expression, { kind: 'call' }>;
type Row = readonly Value[];

interface Unit {
  /** The row, or the first of a group. */
  readonly row: Row;
  readonly members: readonly Row[] | null;
}

interface Named {
  readonly name: string;
  readonly expression: Expression;
}

export function runSelect(select: Select, table: Table | null, session: Session): Result {
  const columns = outputColumns(select, table, session.dialect);
  const scopeOf = (unit: Unit, clause: Scope['clause']): Scope => {
    const { members } = unit;
    const aggregate = members === null ? null : (call: Call) => aggregateOf(call, members, table, session);
    return { session, table, row: unit.row, clause, aggregate };
  };
  const rows = filtered(select, table, session);
  let units = grouped(select, rows, table, session);
  const { having } = select;
  if (having !== null)
    units = units.filter((unit) => holds(evaluate(having, scopeOf(unit, 'having clause'))));
  const ordered = inOrder(select, units, columns, scopeOf, session.dialect);
  let made = ordered.map((unit) =>
    columns.map(({ expression }) => evaluate(expression, scopeOf(unit, 'field list'))),
  );
  // Names are looked up also where there is no row.
  if (units.length === 0 && table !== null) checkNames(columns, table, session);
  if (select.distinct) made = unlike(made);
  const end = select.limit === null ? undefined : select.offset + select.limit;
  const shown = made.slice(select.offset, end);
  const named = columns.map(({ name, expression }, index) => ({
    name,
    numeric: isNumericColumn(
      expression,
      table,
      shown.map((row) => row[index] ?? null),
    ),
  }));
  return { kind: 'rows', columns: named, rows: shown };
}

function outputColumns(select: Select, table: Table | null, dialect: Dialect): readonly Named[] {
  return select.columns.flatMap((column: OutputColumn): Named[] => {
    const { expression } = column;
    if (expression !== null) return [{ name: column.alias ?? dialect.heading(column), expression }];
    if (table === null)
      throw new SqlError({ kind: 'said', number: 1096, state: 'HY000', words: 'No tables used' });
    return table.columns.map(({ name }) => ({
      name,
      expression: { kind: 'column', table: null, name, at: 0 },
    }));
  });
}

function filtered({ where }: Select, table: Table | null, session: Session): readonly Row[] {
  const rows: readonly Row[] = table === null ? [[]] : table.rows;
  if (where === null) return rows;
  const scope = (row: Row): Scope => ({ session, table, row, clause: 'where clause', aggregate: null });
  if (rows.length === 0 && table !== null) evaluate(where, scope(table.columns.map(() => null)));
  return rows.filter((row) => holds(evaluate(where, scope(row))));
}

const usesAggregate = (expression: Expression): boolean => {
  switch (expression.kind) {
    case 'call':
      return AGGREGATES.test(expression.name) || expression.args.some(usesAggregate);
    case 'binary':
      return usesAggregate(expression.left) || usesAggregate(expression.right);
    case 'unary':
    case 'cast':
    case 'is-null':
      return usesAggregate(expression.operand);
    default:
      return false;
  }
};

function grouped(
  select: Select,
  rows: readonly Row[],
  table: Table | null,
  session: Session,
): readonly Unit[] {
  const aggregates = select.columns.some(
    ({ expression }) => expression !== null && usesAggregate(expression),
  );
  if (select.groupBy.length === 0) {
    if (!aggregates) return rows.map((row) => ({ row, members: null }));
    const first = rows[0] ?? (table?.columns ?? []).map(() => null);
    checkGrouped(select, []);
    return [{ row: first, members: rows }];
  }
  checkGrouped(select, select.groupBy);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const scope: Scope = { session, table, row, clause: 'group statement', aggregate: null };
    const key = JSON.stringify(select.groupBy.map((one) => evaluate(one, scope)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((members) => ({ row: members[0] ?? [], members }));
}

/** A plain column beside an aggregate must be one that is grouped by. */
function checkGrouped(select: Select, groupBy: readonly Expression[]): void {
  const names = groupBy.flatMap((one) => (one.kind === 'column' ? [one.name.toLowerCase()] : []));
  for (const { expression } of select.columns)
    if (expression?.kind === 'column' && !names.includes(expression.name.toLowerCase()))
      throw new SqlError({ kind: 'not-grouped', column: expression.name, at: expression.at });
}

function inOrder(
  select: Select,
  units: readonly Unit[],
  columns: readonly Named[],
  scopeOf: (unit: Unit, clause: Scope['clause']) => Scope,
  dialect: Dialect,
): readonly Unit[] {
  if (select.orderBy.length === 0) return units;
  const keys = select.orderBy.map(({ expression, descending }) => {
    const named =
      expression.kind === 'column' ? columns.find(({ name }) => name === expression.name) : undefined;
    const place = expression.kind === 'literal' ? columns[Number(expression.value) - 1] : undefined;
    return { expression: (named ?? place)?.expression ?? expression, sign: descending ? -1 : 1 };
  });
  const rows = units.map((unit) => ({
    unit,
    values: keys.map(({ expression }) => evaluate(expression, scopeOf(unit, 'order clause'))),
  }));
  rows.sort((a, b) => {
    for (const [index, { sign }] of keys.entries()) {
      const order = orderValues(
        a.values[index] ?? null,
        b.values[index] ?? null,
        dialect.foldsCase,
        dialect.nullsLast,
      );
      if (order !== 0) return order * sign;
    }
    return 0;
  });
  return rows.map(({ unit }) => unit);
}

function checkNames(columns: readonly Named[], table: Table, session: Session): void {
  const row = table.columns.map(() => null);
  for (const { expression } of columns)
    evaluate(expression, { session, table, row, clause: 'field list', aggregate: () => null });
}

function unlike(rows: readonly (readonly Value[])[]): Value[][] {
  const seen = new Map(rows.map((row) => [JSON.stringify(row), [...row]]));
  return [...seen.values()];
}

function isNumericColumn(expression: Expression, table: Table | null, values: readonly Value[]): boolean {
  if (expression.kind === 'column' && table !== null) {
    const type = table.columns[columnIndex(table, expression.name)]?.type ?? '';
    return /^(tiny|small|medium|big)?int|^(integer|decimal|numeric|float|double|real|year)/.test(type);
  }
  const known = values.filter((value) => value !== null);
  return known.length > 0 && known.every(isNumeric);
}

function aggregateOf(call: Call, members: readonly Row[], table: Table | null, session: Session): Value {
  if (call.star) return members.length;
  const [argument] = call.args;
  if (argument === undefined) throw new SqlError({ kind: 'argument-count', name: call.name });
  const scope = (row: Row): Scope => ({ session, table, row, clause: 'field list', aggregate: null });
  let values = members.map((row) => evaluate(argument, scope(row))).filter((one) => one !== null);
  if (call.distinct) values = [...new Map(values.map((one) => [textOf(one), one])).values()];
  const name = call.name.toLowerCase();
  if (name === 'count') return values.length;
  if (values.length === 0) return null;
  if (name === 'min' || name === 'max') {
    const sign = name === 'min' ? -1 : 1;
    return values.reduce((best, one) =>
      (compareValues(one, best, session.dialect.foldsCase) ?? 0) * sign > 0 ? one : best,
    );
  }
  const scale = Math.max(0, ...values.map(scaleOf));
  const sum = values.reduce<number>((total, one) => total + numberOf(one), 0);
  if (name === 'sum') return scale > 0 ? new Decimal(sum.toFixed(scale)) : sum;
  return new Decimal((sum / values.length).toFixed(scale + session.dialect.averageScale));
}

export const tableNames = (database: Database): readonly string[] => [...database.tables.keys()].sort();
