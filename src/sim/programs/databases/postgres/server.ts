/**
 * postgres(1): one process over $PGDATA that answers on its unix socket and on 5432 and ends in order on INT and TERM. Invariant: the lines of its log are the real
 * one's. Left out: its background processes, roles, schemas, transactions.
 */
import { type ProgramMain, STDERR, type Sys, type Task } from '../../../kernel/sys.ts';
import { out } from '../../lib/io.ts';
import { listenOn, momentOf, noteSignals } from '../../servers/server.ts';
import { Cursor } from '../sql/cursor.ts';
import type { Result, Session } from '../sql/dialect.ts';
import { execute } from '../sql/execute.ts';
import { parseShared } from '../sql/parse-statement.ts';
import { SqlError } from '../sql/problems.ts';
import type { Value } from '../sql/values.ts';
import { decode, encode, type Reply, type Request } from '../wire/messages.ts';
import { type ServerPlan, serve } from '../wire/server-loop.ts';
import { type Cluster, loadCluster, writeChanges } from './cluster.ts';
import { POSTGRES_DIALECT } from './dialect.ts';
import { pgError, wordPgProblem } from './errors.ts';

export const PG_SOCKET = '/var/run/postgresql/.s.PGSQL.5432';
const START_MS = 120;

export const pgVersion = (sys: Sys): string =>
  (sys.env.get('PG_VERSION') ?? '18.6-1.pgdg13+2').split('-')[0] ?? '';
const packageVersion = (sys: Sys): string =>
  `${pgVersion(sys)} (Debian ${sys.env.get('PG_VERSION') ?? '18.6-1.pgdg13+2'})`;

function* log(sys: Sys, words: string, level = 'LOG'): Task<void> {
  const { year, month, day, time, millis } = momentOf(sys.realtimeMs());
  yield* sys.write(
    STDERR,
    `${year}-${month}-${day} ${time}.${millis} UTC [${sys.getpid()}] ${level}:  ${words}\n`,
  );
}

export const postgres: ProgramMain = function* postgresMain(sys, argv) {
  if (argv.includes('--version') || argv.includes('-V')) {
    yield* out(sys, `postgres (PostgreSQL) ${packageVersion(sys)}\n`);
    return 0;
  }
  if (sys.getuid() === 0) {
    yield* sys.write(
      STDERR,
      '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent\npossible system security compromise.  See the documentation for\nmore information on how to properly start the server.\n',
    );
    return 1;
  }
  const came = noteSignals(sys, ['INT', 'TERM']);
  const { machine } = sys.uname();
  yield* log(
    sys,
    `starting PostgreSQL ${packageVersion(sys)} on ${machine}-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit`,
  );
  const local = argv.includes('-h') && argv[argv.indexOf('-h') + 1] === '';
  const listener = local ? null : listenOn(sys, 5432);
  if (listener !== null) yield* log(sys, 'listening on IPv4 address "0.0.0.0", port 5432');
  if (listener !== null) yield* log(sys, 'listening on IPv6 address "::", port 5432');
  yield* log(sys, `listening on Unix socket "${PG_SOCKET}"`);
  yield* sys.sleep(START_MS);
  const cluster = yield* loadCluster(sys, sys.env.get('PGDATA') ?? '/var/lib/postgresql/data');
  yield* log(sys, 'database system is ready to accept connections');
  const signal = yield* serve(sys, { listener, socketPath: PG_SOCKET, came }, planOf(sys, cluster));
  yield* log(sys, `received ${signal === 'TERM' ? 'smart' : 'fast'} shutdown request`);
  if (signal !== 'TERM') yield* log(sys, 'aborting any active transactions');
  yield* log(sys, 'shutting down');
  yield* sys.sleep(START_MS);
  yield* log(sys, 'database system is shut down');
  return 0;
};

interface PgSession extends Session {
  readonly remote: boolean;
  loggedIn: boolean;
  user: string;
}

const planOf = (sys: Sys, cluster: Cluster): ServerPlan<PgSession> => ({
  greeting: null,
  begin: (address) => newSession(sys, cluster, address !== null),
  answer: (session, request) => answer(sys, cluster, session, request),
  end: () => {},
  stopped: () => false,
});

function newSession(sys: Sys, cluster: Cluster, remote: boolean): PgSession {
  const session: PgSession = {
    catalog: cluster.catalog,
    dialect: POSTGRES_DIALECT,
    current: null,
    lastInsertId: 0,
    nowMs: () => sys.realtimeMs(),
    variable: () => null,
    ownFunction: (name) => ownFunction(sys, session, name),
    permit: () => {},
    remote,
    loggedIn: false,
    user: '',
  };
  return session;
}

function ownFunction(sys: Sys, session: PgSession, name: string): Value | undefined {
  switch (name) {
    case 'version':
      return `PostgreSQL ${packageVersion(sys)} on ${sys.uname().machine}-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit`;
    case 'current_database':
      return session.current;
    case 'current_user':
    case 'session_user':
      return session.user;
    case 'now':
    case 'current_timestamp':
      return `${new Date(session.nowMs()).toISOString().replace('T', ' ').replace('Z', '')}+00`;
    case 'current_date':
      return new Date(session.nowMs()).toISOString().slice(0, 10);
    case 'pg_backend_pid':
      return sys.getpid();
    default:
      return undefined;
  }
}

function* answer(sys: Sys, cluster: Cluster, session: PgSession, text: string): Task<string> {
  const request = decode<Request>(text);
  if (request.op === 'login') return encode(login(sys, cluster, session, request));
  if (request.op === 'ping') return encode({ kind: 'text', text: '' });
  if (request.op !== 'query' || !session.loggedIn)
    return encode(pgError('invalid startup packet', {}, 'FATAL'));
  try {
    const result = runStatement(request.sql, session);
    yield* writeChanges(sys, cluster, cluster.catalog.takeChanges());
    return encode({ kind: 'result', result, database: session.current });
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    cluster.catalog.takeChanges();
    const reply = wordPgProblem(error.problem, request.sql);
    const place = reply.position > 0 ? ` at character ${reply.position}` : '';
    yield* log(sys, `${reply.words}${place}`, 'ERROR');
    yield* log(sys, request.sql, 'STATEMENT');
    return encode(reply);
  }
}

function login(
  sys: Sys,
  cluster: Cluster,
  session: PgSession,
  { user, password, database }: Extract<Request, { op: 'login' }>,
): Reply {
  const fatal = (words: string): Reply => pgError(words, {}, 'FATAL');
  if (user !== cluster.user)
    return fatal(
      session.remote ? `password authentication failed for user "${user}"` : `role "${user}" does not exist`,
    );
  if (session.remote && cluster.password !== '' && password !== cluster.password)
    return fatal(
      password === null ? 'no password supplied' : `password authentication failed for user "${user}"`,
    );
  const name = database ?? user;
  if (!cluster.catalog.databases.has(name)) return fatal(`database "${name}" does not exist`);
  Object.assign(session, { loggedIn: true, user, current: name });
  return { kind: 'welcome', connection: 0, version: packageVersion(sys), comment: '' };
}

/** public is the one schema: the database itself. */
function runStatement(sql: string, session: PgSession): Result {
  const cursor = new Cursor(sql.replace(/\bpublic\./g, '       '), POSTGRES_DIALECT.lexis);
  const listing = cursor.word('SHOW') ? listed(cursor, session) : null;
  if (listing !== null) return listing;
  const statement = parseShared(cursor, POSTGRES_DIALECT.typeNames);
  if (statement === null) return cursor.fail();
  cursor.end();
  return execute(statement, session);
}

/** What psql asks for \l and \dt; the real client asks the system's tables. */
function listed(cursor: Cursor, { catalog, current }: PgSession): Result {
  const names = cursor.word('DATABASES')
    ? [...catalog.databases.keys()]
    : cursor.word('TABLES')
      ? [...(catalog.databases.get(current ?? '')?.tables.keys() ?? [])]
      : null;
  if (names === null) throw new SqlError({ kind: 'not-modelled', what: 'SHOW' });
  return {
    kind: 'rows',
    columns: [{ name: 'name', numeric: false }],
    rows: names.sort().map((name) => [name]),
  };
}
