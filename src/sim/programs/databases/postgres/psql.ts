/** psql(1): -c, standard input and a person; \l, \dt, \conninfo, \q. Invariant: tables, tags and errors look as the real one's. Left out: other options and backslash commands. */

import { strerror } from '../../../kernel/errno.ts';
import { type Program, type ProgramMain, STDIN, type Sys, type Task } from '../../../kernel/sys.ts';
import { err, Lines, out } from '../../lib/io.ts';
import { readSecret } from '../client/secret.ts';
import { Splitter } from '../client/split.ts';
import { textOf, type Value } from '../sql/values.ts';
import { type Conversation, openLocal, openRemote } from '../wire/client.ts';
import { decode, encode, type Reply } from '../wire/messages.ts';
import { type PsqlOptions, readOptions } from './psql-options.ts';
import { errorText, resultText } from './psql-text.ts';
import { PG_SOCKET, pgVersion } from './server.ts';

export const psql: ProgramMain = function* psqlMain(sys, argv) {
  if (argv.includes('--version') || argv.includes('-V')) {
    yield* out(sys, `psql (PostgreSQL) ${pgVersion(sys)} (Debian ${sys.env.get('PG_VERSION') ?? ''})\n`);
    return 0;
  }
  const options = readOptions(sys, argv.slice(1));
  if (options.foreign !== null) {
    yield* err(sys, `psql: option '${options.foreign}' is not one that this simulator models\n`);
    return 1;
  }
  const conversation = yield* connect(sys, options);
  if (conversation === null) return 2;
  try {
    return yield* new Psql(sys, options, conversation).run();
  } finally {
    conversation.close();
  }
};

function* connect(sys: Sys, { host, port, user, database }: PsqlOptions): Task<Conversation | null> {
  const place = host === null ? `on socket "${PG_SOCKET}"` : `at "${host}", port ${port}`;
  const opened = host === null ? openLocal(sys, PG_SOCKET) : yield* openRemote(sys, { host, port }, false);
  if (opened.kind === 'unknown-host') {
    yield* err(
      sys,
      `psql: error: could not translate host name "${host}" to address: Name or service not known\n`,
    );
    return null;
  }
  if (opened.kind === 'refused') {
    const hint =
      host === null
        ? 'Is the server running locally and accepting connections on that socket?'
        : 'Is the server running on that host and accepting TCP/IP connections?';
    yield* err(
      sys,
      `psql: error: connection to server ${place} failed: ${strerror(opened.errno)}\n\t${hint}\n`,
    );
    return null;
  }
  const { conversation } = opened;
  let password = sys.env.get('PGPASSWORD') ?? null;
  let reply = yield* login(conversation, user, password, database);
  if (reply.kind === 'error' && reply.words === 'no password supplied' && sys.isatty(STDIN)) {
    password = yield* readSecret(sys, `Password for user ${user}: `);
    reply = yield* login(conversation, user, password, database);
  }
  if (reply.kind === 'welcome') return conversation;
  const words =
    reply.kind !== 'error'
      ? ''
      : reply.words === 'no password supplied'
        ? 'fe_sendauth: no password supplied'
        : `${reply.severity}:  ${reply.words}`;
  yield* err(sys, `psql: error: connection to server ${place} failed: ${words}\n`);
  conversation.close();
  return null;
}

function* login(
  conversation: Conversation,
  user: string,
  password: string | null,
  database: string,
): Task<Reply> {
  const answer = yield* conversation.ask(encode({ op: 'login', user, password, database }));
  return decode<Reply>(answer ?? '{"kind":"text","text":""}');
}

class Psql {
  readonly #sys: Sys;
  readonly #options: PsqlOptions;
  readonly #conversation: Conversation;

  constructor(sys: Sys, options: PsqlOptions, conversation: Conversation) {
    this.#sys = sys;
    this.#options = options;
    this.#conversation = conversation;
  }

  *run(): Program {
    const { commands } = this.#options;
    let code = 0;
    for (const command of commands) code = (yield* this.#whole(command)) ? code : 1;
    return commands.length > 0 ? code : yield* this.#talk();
  }

  *#talk(): Program {
    const sys = this.#sys;
    const terminal = sys.isatty(STDIN);
    const lines = new Lines(sys, STDIN);
    const splitter = new Splitter("'");
    const version = `${pgVersion(sys)} (Debian ${sys.env.get('PG_VERSION') ?? ''})`;
    if (terminal) yield* out(sys, `psql (${version})\nType "help" for help.\n\n`);
    for (;;) {
      if (terminal) yield* out(sys, `${this.#options.database}${splitter.pending ? '-' : '='}# `);
      const line = yield* lines.next();
      if (line === null || /^\\q\b|^(exit|quit)\s*$/.test(line.trim())) return 0;
      if (line.startsWith('\\')) yield* this.#backslash(line.trim());
      else yield* this.#all(splitter.add(line).map(({ sql }) => sql));
    }
  }

  *#all(statements: readonly string[]): Task<void> {
    for (const sql of statements) if (sql !== '') yield* this.#statement(`${sql};`);
  }

  /** False after an error. */
  *#whole(command: string): Task<boolean> {
    if (command.startsWith('\\')) return yield* this.#backslash(command);
    const splitter = new Splitter("'");
    for (const { sql } of [...splitter.add(command), ...splitter.rest()])
      if (sql !== '' && !(yield* this.#statement(sql))) return false;
    return true;
  }

  *#statement(sql: string): Task<boolean> {
    const answer = yield* this.#conversation.ask(encode({ op: 'query', sql }));
    const reply = answer === null ? null : decode<Reply>(answer);
    if (reply === null) {
      yield* err(this.#sys, 'server closed the connection unexpectedly\n');
      return false;
    }
    if (reply.kind === 'error') yield* err(this.#sys, errorText(reply, sql));
    else if (reply.kind === 'result') yield* out(this.#sys, resultText(reply.result, this.#options.bare));
    return reply.kind !== 'error';
  }

  *#backslash(command: string): Task<boolean> {
    const { user, database } = this.#options;
    switch (command.split(/\s/)[0]) {
      case '\\conninfo':
        yield* out(
          this.#sys,
          `You are connected to database "${database}" as user "${user}" via socket in "/var/run/postgresql" at port "5432".\n`,
        );
        return true;
      case '\\l':
        return yield* this.#listing('SHOW DATABASES');
      case '\\dt':
        return yield* this.#listing('SHOW TABLES');
      default:
        yield* err(
          this.#sys,
          `${command.split(/\s/)[0]}: this command is real or unknown; this simulator models \\l, \\dt, \\conninfo and \\q\n`,
        );
        return false;
    }
  }

  *#listing(question: 'SHOW DATABASES' | 'SHOW TABLES'): Task<boolean> {
    const answer = yield* this.#conversation.ask(encode({ op: 'query', sql: question }));
    const reply = answer === null ? null : decode<Reply>(answer);
    const names =
      reply?.kind === 'result' && reply.result.kind === 'rows'
        ? reply.result.rows.map((row) => textOf(row[0] ?? null))
        : [];
    if (question === 'SHOW TABLES' && names.length === 0) {
      yield* err(this.#sys, 'Did not find any relations.\n');
      return true;
    }
    const [title, heads, rest] =
      question === 'SHOW DATABASES'
        ? ['List of databases', ['Name', 'Owner', 'Encoding'], ['UTF8']]
        : ['List of relations', ['Schema', 'Name', 'Type', 'Owner'], []];
    const rows: Value[][] = names.map((name) =>
      question === 'SHOW DATABASES'
        ? [name, this.#options.user, ...rest]
        : ['public', name, 'table', this.#options.user],
    );
    const table = resultText(
      { kind: 'rows', columns: heads.map((name) => ({ name, numeric: false })), rows },
      false,
    );
    const width = table.split('\n')[1]?.length ?? 0;
    yield* out(
      this.#sys,
      `${' '.repeat(Math.max(0, Math.floor((width - title.length) / 2)))}${title}\n${table}`,
    );
    return true;
  }
}
