/** SQL as PostgreSQL has it. */
import type { Dialect } from '../sql/dialect.ts';

const TYPES: Readonly<Record<string, string>> = {
  int: 'integer',
  integer: 'integer',
  int4: 'integer',
  serial: 'integer',
  bigint: 'bigint',
  int8: 'bigint',
  bigserial: 'bigint',
  smallint: 'smallint',
  text: 'text',
  boolean: 'boolean',
  bool: 'boolean',
  real: 'real',
  'double precision': 'double precision',
  date: 'date',
  time: 'time',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  json: 'json',
  jsonb: 'jsonb',
  uuid: 'uuid',
};

export const POSTGRES_DIALECT: Dialect = {
  lexis: { nameQuote: '"', stringQuotes: ["'"], backslashEscapes: false, hashComments: false },
  typeNames: (name, size) => {
    if (name === 'varchar' || name === 'character varying')
      return size === '' ? 'text' : `character varying(${size})`;
    if (name === 'char' || name === 'character') return `character(${size === '' ? 1 : size})`;
    if (name === 'numeric' || name === 'decimal') return size === '' ? 'numeric' : `numeric(${size})`;
    return TYPES[name] ?? null;
  },
  foldsCase: false,
  nullsLast: true,
  integerDivision: true,
  numericTruth: false,
  averageScale: 16,
  zeroDivisionIsNull: false,
  heading: ({ expression }) => {
    if (expression?.kind === 'column' || expression?.kind === 'call') return expression.name.toLowerCase();
    if (expression?.kind === 'cast' && expression.operand.kind === 'column') return expression.operand.name;
    return expression?.kind === 'cast' ? expression.type : '?column?';
  },
};
