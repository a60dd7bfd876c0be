/** MySQL's numbers, states and words for what is wrong with a statement (MySQL 8.4 Error Reference, "Server Error Message Reference"). */
import type { SqlProblem } from '../sql/problems.ts';
import type { ErrorReply } from '../wire/messages.ts';

export const errorReply = (number: number, state: string, words: string): ErrorReply => ({
  kind: 'error',
  severity: 'ERROR',
  number,
  state,
  words,
  position: 0,
  detail: null,
  hint: null,
});

const NEAR_LENGTH = 80;

/** The text from where it went wrong, and its line. */
function syntax(sql: string, at: number, near: string): ErrorReply {
  const line = sql.slice(0, at).split('\n').length;
  const words = `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${near.slice(0, NEAR_LENGTH)}' at line ${line}`;
  return errorReply(1064, '42000', words);
}

type Of<K extends SqlProblem['kind']> = Extract<SqlProblem, { kind: K }>;
type Words = { readonly [K in SqlProblem['kind']]?: (problem: Of<K>) => ErrorReply };

const DATABASES: Words = {
  'no-database-selected': () => errorReply(1046, '3D000', 'No database selected'),
  'unknown-database': ({ name }) => errorReply(1049, '42000', `Unknown database '${name}'`),
  'database-exists': ({ name }) =>
    errorReply(1007, 'HY000', `Can't create database '${name}'; database exists`),
  'cannot-drop-database': ({ name }) =>
    errorReply(1008, 'HY000', `Can't drop database '${name}'; database doesn't exist`),
  'unknown-table': ({ database, name }) =>
    errorReply(1146, '42S02', `Table '${database}.${name}' doesn't exist`),
  'cannot-drop-table': ({ database, names }) =>
    errorReply(1051, '42S02', `Unknown table '${names.map((name) => `${database}.${name}`).join(',')}'`),
  'table-exists': ({ name }) => errorReply(1050, '42S01', `Table '${name}' already exists`),
  'duplicate-column': ({ name }) => errorReply(1060, '42S21', `Duplicate column name '${name}'`),
};

const COLUMNS: Words = {
  'unknown-column': ({ name, clause }) =>
    errorReply(1054, '42S22', `Unknown column '${name}' in '${clause}'`),
  'column-count': ({ row }) =>
    errorReply(1136, '21S01', `Column count doesn't match value count at row ${row}`),
  'null-value': ({ column }) => errorReply(1048, '23000', `Column '${column}' cannot be null`),
  'no-default': ({ column }) => errorReply(1364, 'HY000', `Field '${column}' doesn't have a default value`),
  'duplicate-key': ({ value, key, table }) =>
    errorReply(1062, '23000', `Duplicate entry '${value}' for key '${table}.${key}'`),
  'too-long': ({ column, row }) =>
    errorReply(1406, '22001', `Data too long for column '${column}' at row ${row}`),
  'out-of-range': ({ column, row }) =>
    errorReply(1264, '22003', `Out of range value for column '${column}' at row ${row}`),
  'bad-value': ({ value, column, row, type }) => {
    if (/^(date|time)/.test(type))
      return errorReply(
        1292,
        '22007',
        `Incorrect ${type} value: '${value}' for column '${column}' at row ${row}`,
      );
    const kind = /int/.test(type) ? 'integer' : /decimal/.test(type) ? 'decimal' : 'double';
    return errorReply(
      1366,
      'HY000',
      `Incorrect ${kind} value: '${value}' for column '${column}' at row ${row}`,
    );
  },
};

const OTHERS: Words = {
  'not-modelled': ({ what }) =>
    errorReply(1235, '42000', `${what} is real SQL, but this simulator's MySQL does not model it`),
  'division-by-zero': () => errorReply(1365, '22012', 'Division by 0'),
  'argument-count': ({ name }) =>
    errorReply(1582, '42000', `Incorrect parameter count in the call to native function '${name}'`),
  'unknown-variable': ({ name }) => errorReply(1193, 'HY000', `Unknown system variable '${name}'`),
  'access-denied': ({ user, database }) =>
    errorReply(1044, '42000', `Access denied for user ${user} to database '${database}'`),
  'command-denied': ({ user, verb, table }) =>
    errorReply(1142, '42000', `${verb} command denied to user ${user} for table '${table}'`),
  'user-failed': ({ verb, users }) =>
    errorReply(1396, 'HY000', `Operation ${verb} failed for ${users.join(',')}`),
  'not-grouped': ({ column }) =>
    errorReply(
      1140,
      '42000',
      `In aggregated query without GROUP BY, expression #1 of SELECT list contains nonaggregated column '${column}'; this is incompatible with sql_mode=only_full_group_by`,
    ),
  said: ({ number, state, words }) => errorReply(number, state, words),
};

const WORDS: Words = { ...DATABASES, ...COLUMNS, ...OTHERS };

export function wordProblem(problem: SqlProblem, sql: string, database: string | null): ErrorReply {
  if (problem.kind === 'syntax') return syntax(sql, problem.at, problem.near);
  if (problem.kind === 'unterminated') return syntax(sql, problem.at, problem.near);
  if (problem.kind === 'unknown-type') return syntax(sql, problem.at, sql.slice(problem.at));
  if (problem.kind === 'unknown-function') {
    if (database === null) return errorReply(1046, '3D000', 'No database selected');
    return errorReply(1305, '42000', `FUNCTION ${database}.${problem.name} does not exist`);
  }
  const word = WORDS[problem.kind] as ((one: SqlProblem) => ErrorReply) | undefined;
  if (word === undefined) throw new Error(`no words for ${problem.kind}`);
  return word(problem);
}
