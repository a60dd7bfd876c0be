/** Statements only MySQL has: USE, accounts and grants, SET, FLUSH; and the way to those both servers share. */
import { Cursor } from '../sql/cursor.ts';
import { done, type Result } from '../sql/dialect.ts';
import { evaluate } from '../sql/evaluate.ts';
import { databaseOf, execute } from '../sql/execute.ts';
import { parseExpression } from '../sql/parse-expression.ts';
import { parseShared } from '../sql/parse-statement.ts';
import { parseTableName } from '../sql/parse-table.ts';
import { SqlError } from '../sql/problems.ts';
import { MYSQL_DIALECT } from './dialect.ts';
import { fillInformationSchema } from './information-schema.ts';
import type { MysqlSession } from './session.ts';
import { describe, parseShow } from './show.ts';
import { type Account, shownAccount } from './users.ts';

/** Throws SqlError. */
export function runStatement(sql: string, session: MysqlSession): Result {
  const cursor = new Cursor(sql, MYSQL_DIALECT.lexis);
  if (cursor.atEnd)
    throw new SqlError({ kind: 'said', number: 1065, state: '42000', words: 'Query was empty' });
  const own = parseOwn(cursor, session);
  if (own !== null) {
    cursor.end();
    return own();
  }
  const statement = parseShared(cursor, MYSQL_DIALECT.typeNames);
  if (statement === null) return cursor.fail();
  cursor.end();
  if (statement.kind === 'select' && statement.from !== null) fillInformationSchema(statement.from, session);
  return execute(statement, session);
}

type Action = () => Result;

/** What is to be done; it is done only once the statement has been read whole. */
function parseOwn(cursor: Cursor, session: MysqlSession): Action | null {
  if (cursor.word('USE')) {
    const name = cursor.name();
    return () => use(name, session);
  }
  if (cursor.word('SHOW')) {
    const result = parseShow(cursor, session);
    if (result === null)
      throw new SqlError({ kind: 'not-modelled', what: `SHOW ${cursor.token.text.toUpperCase()}` });
    return () => result;
  }
  if (cursor.word('DESCRIBE') || cursor.word('DESC')) {
    const table = parseTableName(cursor);
    return () => describe(table, session);
  }
  if (cursor.word('SET')) return parseSet(cursor, session);
  if (cursor.word('FLUSH')) {
    cursor.name();
    return () => done('FLUSH');
  }
  if (cursor.word('SHUTDOWN')) {
    return () => {
      session.server.stopping = true;
      return done('SHUTDOWN');
    };
  }
  return parseAccounts(cursor, session);
}

function use(name: string, session: MysqlSession): Result {
  databaseOf(name, session);
  const { account, server } = session;
  if (account !== null && name !== 'information_schema' && !server.users.mayUse(account, name))
    throw new SqlError({ kind: 'access-denied', user: shownAccount(account), database: name });
  session.current = name;
  return { kind: 'done', verb: 'USE', affected: 0, matched: 0, warnings: 0, says: 'Database changed' };
}

/** User variables are kept; of the server's own, those that scripts set at their beginning are accepted. */
function parseSet(cursor: Cursor, session: MysqlSession): Action {
  if (cursor.word('NAMES')) {
    cursor.next();
    return () => done('SET');
  }
  const pairs = cursor.list(() => {
    cursor.word('SESSION');
    const name = cursor.token.kind === 'variable' ? cursor.next().text : cursor.name();
    if (!cursor.symbol(':=')) cursor.expectSymbol('=');
    return { name, value: parseExpression(cursor) };
  });
  return () => {
    for (const { name, value } of pairs) {
      const own = /^@(?!@)(.+)$/.exec(name)?.[1];
      if (own !== undefined)
        session.userVariables.set(
          own.toLowerCase(),
          evaluate(value, { session, table: null, row: [], clause: 'field list', aggregate: null }),
        );
      else if (!/(autocommit|sql_log_bin|sql_mode|foreign_key_checks|time_zone)$/i.test(name))
        throw new SqlError({ kind: 'not-modelled', what: `SET ${name}` });
    }
    return done('SET');
  };
}

function parseAccount(cursor: Cursor): Account {
  const user = cursor.token.kind === 'string' ? cursor.string() : cursor.name();
  const { token } = cursor;
  if (token.kind !== 'variable') return { user, host: '%' };
  cursor.next();
  if (token.text !== '@') return { user, host: token.text.slice(1) };
  return { user, host: cursor.token.kind === 'string' ? cursor.string() : cursor.name() };
}

function parsePassword(cursor: Cursor): string | null {
  if (!cursor.word('IDENTIFIED')) return null;
  if (cursor.word('WITH')) cursor.next();
  cursor.expectWord('BY');
  return cursor.string();
}

function parseAccounts(cursor: Cursor, session: MysqlSession): Action | null {
  const { users } = session.server;
  const fail = (verb: string, account: Account): never => {
    throw new SqlError({ kind: 'user-failed', verb, users: [shownAccount(account)] });
  };
  if (cursor.word('CREATE', 'USER')) {
    const quietly = cursor.word('IF', 'NOT', 'EXISTS');
    const account = parseAccount(cursor);
    const password = parsePassword(cursor) ?? '';
    return () => {
      if (!users.has(account)) users.add(account, password);
      else if (!quietly) fail('CREATE USER', account);
      return done('CREATE USER');
    };
  }
  if (cursor.word('ALTER', 'USER')) {
    const account = parseAccount(cursor);
    const password = parsePassword(cursor) ?? '';
    return () => {
      if (!users.has(account)) fail('ALTER USER', account);
      users.setPassword(account, password);
      return done('ALTER USER');
    };
  }
  if (cursor.word('DROP', 'USER')) {
    const quietly = cursor.word('IF', 'EXISTS');
    const account = parseAccount(cursor);
    return () => {
      if (!users.has(account) && !quietly) fail('DROP USER', account);
      users.remove(account);
      return done('DROP USER');
    };
  }
  return cursor.word('GRANT') ? parseGrant(cursor, session) : null;
}

function parseGrant(cursor: Cursor, session: MysqlSession): Action {
  const verbs = cursor.list(() => cursor.name().toUpperCase());
  cursor.word('PRIVILEGES');
  cursor.expectWord('ON');
  const database = cursor.symbol('*') ? '*' : cursor.name();
  cursor.expectSymbol('.');
  if (!cursor.symbol('*')) throw new SqlError({ kind: 'not-modelled', what: 'a grant on one table' });
  cursor.expectWord('TO');
  const account = parseAccount(cursor);
  cursor.word('WITH', 'GRANT', 'OPTION');
  return () => {
    if (!session.server.users.has(account))
      throw new SqlError({
        kind: 'said',
        number: 1410,
        state: '42000',
        words: 'You are not allowed to create a user with GRANT',
      });
    session.server.users.grant(account, database, verbs);
    return done('GRANT');
  };
}
