/** PostgreSQL's words for what is wrong with a statement (PostgreSQL 15, recorded). */
import type { SqlProblem } from '../sql/problems.ts';
import type { ErrorReply } from '../wire/messages.ts';

interface Extra {
  /** Character it is about, from 0; null for none. */
  readonly at?: number;
  readonly detail?: string;
  readonly hint?: string;
}

export const pgError = (words: string, { at, detail, hint }: Extra = {}, severity = 'ERROR'): ErrorReply => ({
  kind: 'error',
  severity,
  number: 0,
  state: '',
  words,
  position: at === undefined ? 0 : at + 1,
  detail: detail ?? null,
  hint: hint ?? null,
});

const relation = (problem: Extract<SqlProblem, { table: string }>): string =>
  `null value in column "${'column' in problem ? problem.column : ''}" of relation "${problem.table}" violates not-null constraint`;

const SQL_TYPES: Readonly<Record<string, string>> = {
  number: 'integer',
  string: 'unknown',
  boolean: 'boolean',
};

export function wordPgProblem(problem: SqlProblem, sql: string): ErrorReply {
  switch (problem.kind) {
    case 'syntax': {
      const near = /^(?:\w+|\S)/.exec(problem.near)?.[0];
      return near === undefined
        ? pgError('syntax error at end of input', { at: sql.length })
        : pgError(`syntax error at or near "${near}"`, { at: problem.at });
    }
    case 'unterminated':
      return pgError(`unterminated quoted string at or near "${problem.near}"`, { at: problem.at });
    case 'database-exists':
      return pgError(`database "${problem.name}" already exists`);
    case 'cannot-drop-database':
    case 'unknown-database':
      return pgError(`database "${problem.name}" does not exist`);
    case 'unknown-table':
      return pgError(`relation "${problem.name}" does not exist`, { at: problem.at });
    case 'cannot-drop-table':
      return pgError(`table "${problem.names[0]}" does not exist`);
    case 'table-exists':
      return pgError(`relation "${problem.name}" already exists`);
    case 'not-modelled':
      return pgError(`${problem.what} is real SQL, but this simulator's PostgreSQL does not model it`);
    default:
      return wordValueProblem(problem);
  }
}

function wordValueProblem(problem: SqlProblem): ErrorReply {
  switch (problem.kind) {
    case 'unknown-column':
      return pgError(`column "${problem.name}" does not exist`, { at: problem.at });
    case 'duplicate-column':
      return pgError(`column "${problem.name}" specified more than once`);
    case 'unknown-type':
      return pgError(`type "${problem.name}" does not exist`, { at: problem.at });
    case 'column-count':
      return pgError(
        problem.more
          ? 'INSERT has more expressions than target columns'
          : 'INSERT has more target columns than expressions',
        { at: problem.at },
      );
    case 'null-value':
    case 'no-default':
      return pgError(relation(problem), { detail: `Failing row contains (${problem.row}).` });
    case 'duplicate-key': {
      const name =
        problem.key === 'PRIMARY'
          ? `${problem.table}_pkey`
          : `${problem.table}_${problem.columns.join('_')}_key`;
      return pgError(`duplicate key value violates unique constraint "${name}"`, {
        detail: `Key (${problem.columns.join(', ')})=(${problem.value}) already exists.`,
      });
    }
    case 'too-long':
      return pgError(`value too long for type ${problem.type}`);
    case 'bad-value':
      return pgError(`invalid input syntax for type ${problem.type}: "${problem.value}"`);
    case 'out-of-range':
      return pgError(`${problem.type} out of range`);
    case 'division-by-zero':
      return pgError('division by zero');
    case 'unknown-function':
      return pgError(
        `function ${problem.name}(${problem.args.map((one) => SQL_TYPES[one] ?? one).join(', ')}) does not exist`,
        {
          at: problem.at,
          hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
        },
      );
    case 'not-grouped':
      return pgError(
        `column "${problem.column}" must appear in the GROUP BY clause or be used in an aggregate function`,
        { at: problem.at },
      );
    default:
      return pgError(problem.kind === 'said' ? problem.words : problem.kind);
  }
}
