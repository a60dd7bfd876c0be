/** What mysqld replies to one message of a client: to its login, to a statement, to what mysqladmin asks. */
import type { Task } from '../../../kernel/sys.ts';
import { SqlError } from '../sql/problems.ts';
import { decode, encode, type Reply, type Request } from '../wire/messages.ts';
import { isSystemDatabase, saveUsers, writeChanges } from './data-directory.ts';
import { errorReply, wordProblem } from './errors.ts';
import type { MysqlServer, MysqlSession } from './session.ts';
import { runStatement } from './statements.ts';
import { shownAccount } from './users.ts';
import { serverStatus } from './variables.ts';

/** Protocol::HandshakeV10 as far as a curious reader sees it: protocol 10, the version, the authentication plugin. */
export function greetingOf(server: MysqlServer): Uint8Array {
  const text = `\n${server.version}\0${String.fromCharCode(server.nextConnection & 127)}\0\0\0`;
  return new TextEncoder().encode(`${text}caching_sha2_password\0`);
}

export function* answerRequest(session: MysqlSession, text: string): Task<string> {
  let request: Request;
  try {
    request = decode<Request>(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return encode(errorReply(1043, '08S01', 'Bad handshake'));
  }
  return encode(yield* replyTo(session, request));
}

function* replyTo(session: MysqlSession, request: Request): Task<Reply> {
  const { server } = session;
  if (request.op === 'login') return login(session, request);
  if (session.account === null) return errorReply(1043, '08S01', 'Bad handshake');
  switch (request.op) {
    case 'ping':
      return { kind: 'text', text: '' };
    case 'status':
      return { kind: 'text', text: JSON.stringify(serverStatus(server)) };
    case 'shutdown':
      server.stopping = true;
      return { kind: 'text', text: '' };
    case 'query':
      return yield* query(session, request.sql);
  }
}

function login(session: MysqlSession, request: Extract<Request, { op: 'login' }>): Reply {
  const { server, host } = session;
  const account = server.users.find(request.user, host);
  session.user = request.user;
  if (account === null || !server.users.checkPassword(account, request.password)) {
    const using = request.password === null || request.password === '' ? 'NO' : 'YES';
    return errorReply(
      1045,
      '28000',
      `Access denied for user '${request.user}'@'${host}' (using password: ${using})`,
    );
  }
  session.account = account;
  const { database } = request;
  if (database !== null) {
    if (!server.catalog.databases.has(database))
      return errorReply(1049, '42000', `Unknown database '${database}'`);
    if (database !== 'information_schema' && !server.users.mayUse(account, database))
      return errorReply(
        1044,
        '42000',
        `Access denied for user ${shownAccount(account)} to database '${database}'`,
      );
    session.current = database;
  }
  return {
    kind: 'welcome',
    connection: session.connection,
    version: server.version,
    comment: 'MySQL Community Server - GPL',
  };
}

const ACCOUNTS = /^(CREATE|ALTER|DROP) USER$|^GRANT$/;

function* query(session: MysqlSession, sql: string): Task<Reply> {
  const { server } = session;
  server.questions += 1;
  try {
    const result = runStatement(sql, session);
    const changes = server.catalog.takeChanges();
    const own = changes.filter(({ database }) => !isSystemDatabase(database));
    yield* writeChanges(server.sys, own);
    const accounts = own.length < changes.length || (result.kind === 'done' && ACCOUNTS.test(result.verb));
    if (accounts) yield* saveUsers(server.sys, server.catalog);
    return { kind: 'result', result, database: session.current };
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    server.catalog.takeChanges();
    return wordProblem(error.problem, sql, session.current);
  }
}
