/** SQL as MySQL 8 has it with its default sql_mode. */
import type { Dialect } from '../sql/dialect.ts';
import { textOf } from '../sql/values.ts';

/** Types without a size, as SHOW shows them. */
const PLAIN: Readonly<Record<string, string>> = {
  int: 'int',
  integer: 'int',
  bigint: 'bigint',
  smallint: 'smallint',
  mediumint: 'mediumint',
  tinyint: 'tinyint',
  bool: 'tinyint(1)',
  boolean: 'tinyint(1)',
  text: 'text',
  tinytext: 'tinytext',
  mediumtext: 'mediumtext',
  longtext: 'longtext',
  blob: 'blob',
  float: 'float',
  double: 'double',
  real: 'double',
  'double precision': 'double',
  date: 'date',
  datetime: 'datetime',
  timestamp: 'timestamp',
  time: 'time',
  json: 'json',
};

function typeName(name: string, size: string, unsigned: boolean): string | null {
  if (name === 'varchar' || name === 'character varying') return size === '' ? null : `varchar(${size})`;
  if (name === 'char' || name === 'character') return `char(${size === '' ? 1 : size})`;
  if (name === 'decimal' || name === 'numeric') {
    const [digits = '10', places = '0'] = size === '' ? [] : size.split(',');
    return `decimal(${digits},${places})`;
  }
  if (name === 'serial') return 'bigint unsigned';
  const plain = PLAIN[name];
  if (plain === undefined) return null;
  const shown = name === 'tinyint' && size === '1' ? 'tinyint(1)' : plain;
  return unsigned ? `${shown} unsigned` : shown;
}

export const MYSQL_DIALECT: Dialect = {
  lexis: { nameQuote: '`', stringQuotes: ["'", '"'], backslashEscapes: true, hashComments: true },
  typeNames: typeName,
  foldsCase: true,
  nullsLast: false,
  integerDivision: false,
  numericTruth: true,
  averageScale: 4,
  zeroDivisionIsNull: true,
  heading: ({ expression, text }) => {
    if (expression?.kind === 'column') return expression.name;
    return expression?.kind === 'literal' && typeof expression.value === 'string'
      ? textOf(expression.value)
      : text;
  },
};
