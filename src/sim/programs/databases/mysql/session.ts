/** One client of mysqld: who it is, what it may do, which database it is in, and what the server answers about itself. */
import type { Sys } from '../../../kernel/sys.ts';
import type { TableName } from '../sql/ast.ts';
import type { Catalog } from '../sql/catalog.ts';
import type { Session } from '../sql/dialect.ts';
import { SqlError } from '../sql/problems.ts';
import type { Value } from '../sql/values.ts';
import { isSystemDatabase } from './data-directory.ts';
import { MYSQL_DIALECT } from './dialect.ts';
import { type Account, shownAccount, type Users } from './users.ts';
import { serverVariable } from './variables.ts';

/** What all clients of one server share. */
export interface MysqlServer {
  readonly sys: Sys;
  readonly version: string;
  readonly catalog: Catalog;
  readonly users: Users;
  readonly startedMs: number;
  readonly sessions: Set<MysqlSession>;
  /** 0 with --skip-networking. */
  readonly port: number;
  questions: number;
  nextConnection: number;
  stopping: boolean;
}

export interface MysqlSession extends Session {
  readonly server: MysqlServer;
  readonly connection: number;
  /** `localhost` on the unix socket. */
  readonly host: string;
  /** Null until it has logged in. */
  account: Account | null;
  user: string;
  readonly userVariables: Map<string, Value>;
}

export function newSession(server: MysqlServer, address: string | null): MysqlSession {
  const session: MysqlSession = {
    server,
    catalog: server.catalog,
    dialect: MYSQL_DIALECT,
    connection: server.nextConnection,
    host: address ?? 'localhost',
    account: null,
    user: '',
    userVariables: new Map(),
    current: null,
    lastInsertId: 0,
    nowMs: () => server.sys.realtimeMs(),
    variable: (name) => variableValue(session, name),
    ownFunction: (name, args) => ownFunction(session, name, args),
    permit: (verb, table, database) => permit(session, verb, table, database),
  };
  server.nextConnection += 1;
  server.sessions.add(session);
  return session;
}

function permit(session: MysqlSession, verb: string, table: TableName, database: string): void {
  const { account, server } = session;
  if (account === null) return;
  if (database === 'information_schema' || server.users.may(account, database, verb)) return;
  const user = `'${account.user}'@'${session.host}'`;
  if (table.name === '' || !server.users.mayUse(account, database)) {
    if (table.name === '')
      throw new SqlError({ kind: 'access-denied', user: shownAccount(account), database });
    throw new SqlError({ kind: 'command-denied', user, verb, table: table.name });
  }
  if (isSystemDatabase(database) || !server.users.may(account, database, verb))
    throw new SqlError({ kind: 'command-denied', user, verb, table: table.name });
}

function variableValue(session: MysqlSession, name: string): Value {
  if (!name.startsWith('@@')) return session.userVariables.get(name.slice(1).toLowerCase()) ?? null;
  const bare = name
    .slice(2)
    .replace(/^(global|session|local)\./i, '')
    .toLowerCase();
  const value = serverVariable(session.server, bare);
  if (value === undefined) throw new SqlError({ kind: 'unknown-variable', name: bare });
  return value;
}

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

function ownFunction(session: MysqlSession, name: string, args: readonly Value[]): Value | undefined {
  switch (name) {
    case 'version':
      return session.server.version;
    case 'database':
    case 'schema':
      return session.current;
    case 'user':
    case 'session_user':
    case 'system_user':
      return `${session.user}@${session.host}`;
    case 'current_user':
      return session.account === null ? '' : `${session.account.user}@${session.account.host}`;
    case 'connection_id':
      return session.connection;
    case 'last_insert_id':
      return args.length === 0 ? session.lastInsertId : undefined;
    case 'now':
    case 'sysdate':
    case 'localtime':
    case 'localtimestamp':
    case 'current_timestamp':
      return iso(session.nowMs());
    case 'curdate':
    case 'current_date':
      return iso(session.nowMs()).slice(0, 10);
    case 'curtime':
    case 'current_time':
      return iso(session.nowMs()).slice(11);
    default:
      return undefined;
  }
}
