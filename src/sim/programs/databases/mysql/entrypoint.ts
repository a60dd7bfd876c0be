/**
 * docker-entrypoint.sh of the mysql image (docker-library/mysql 8.4): what it checks, says and starts before it becomes mysqld. Invariant: it makes
 * the database with the real programs, and only where the data directory has none. Left out: compressed and .sh files of initdb.d, secrets in files.
 */
import { type ProgramMain, type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { err, out, readText } from '../../lib/io.ts';
import { become, withDefault } from '../../servers/entrypoint.ts';
import { momentOf } from '../../servers/server.ts';
import { Splitter } from '../client/split.ts';
import { type Conversation, openLocal } from '../wire/client.ts';
import { decode, encode, type Reply, type Request } from '../wire/messages.ts';

const SCRIPT = '/usr/local/bin/docker-entrypoint.sh';
const SOCKET = '/var/run/mysqld/mysqld.sock';
const DATA = '/var/lib/mysql';
const HELP = /^(-\?|--help|--print-defaults|-V|--version)$/;

function* note(sys: Sys, level: 'Note' | 'Warn' | 'ERROR', words: string): Task<void> {
  const { year, month, day, time } = momentOf(sys.realtimeMs());
  const line = `${year}-${month}-${day} ${time}+00:00 [${level}] [Entrypoint]: ${words}\n`;
  if (level === 'Note') yield* out(sys, line);
  else yield* err(sys, line);
}

const variable = (sys: Sys, name: string): string => sys.env.get(name) ?? '';

export const mysqlEntrypoint: ProgramMain = function* mysqlEntrypointMain(sys, argv) {
  const args = withDefault(argv, 'mysqld');
  if (args[0] !== 'mysqld' || args.some((word) => HELP.test(word))) return yield* become(sys, SCRIPT, args);
  const started = `Entrypoint script for MySQL Server ${variable(sys, 'MYSQL_VERSION')} started.`;
  yield* note(sys, 'Note', started);
  if (sys.getuid() === 0) {
    yield* sys.sleep(300);
    sys.chown(DATA, 999, 999);
    yield* note(sys, 'Note', "Switching to dedicated user 'mysql'");
    sys.setCredentials({ uid: 999, gid: 999, groups: [999] });
    yield* note(sys, 'Note', started);
  }
  yield* sys.sleep(300);
  if (sys.access(`${DATA}/mysql`, 'exists')) yield* linkSocket(sys);
  else {
    if (!(yield* enough(sys))) return 1;
    const code = yield* makeDatabase(sys, args);
    if (code !== 0) return code;
  }
  return yield* become(sys, SCRIPT, args);
};

const CHOICES =
  '    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD';

/** docker_verify_minimum_env. */
function* enough(sys: Sys): Task<boolean> {
  const given = ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'];
  if (given.every((name) => variable(sys, name) === '')) {
    const words = `Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n${CHOICES}`;
    yield* note(sys, 'ERROR', words);
    return false;
  }
  const user = variable(sys, 'MYSQL_USER');
  const password = variable(sys, 'MYSQL_PASSWORD');
  if (user === 'root') {
    const words = `MYSQL_USER="root", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and cannot be used for the root user\n    Remove MYSQL_USER="root" and use one of the following to control the root user password:\n${CHOICES}`;
    yield* note(sys, 'ERROR', words);
    return false;
  }
  if (user !== '' && password === '')
    yield* note(
      sys,
      'Warn',
      'MYSQL_USER specified, but missing MYSQL_PASSWORD; MYSQL_USER will not be created',
    );
  else if (user === '' && password !== '')
    yield* note(
      sys,
      'Warn',
      'MYSQL_PASSWORD specified, but missing MYSQL_USER; MYSQL_PASSWORD will be ignored',
    );
  return true;
}

/** Runs a program to its end; its exit code. */
function* child(sys: Sys, argv: readonly string[]): Task<number> {
  const pid = sys.clone({}, (own) => become(own, SCRIPT, argv));
  const waited = yield* sys.wait4(pid);
  return waited?.status.kind === 'exited' ? waited.status.code : 1;
}

function* makeDatabase(sys: Sys, args: readonly string[]): Task<number> {
  yield* note(sys, 'Note', 'Initializing database files');
  const made = yield* child(sys, [...args, '--initialize-insecure', '--default-time-zone=SYSTEM']);
  if (made !== 0) return made;
  yield* note(sys, 'Note', 'Database files initialized');
  yield* note(sys, 'Note', 'Starting temporary server');
  const temporary = ['--daemonize', '--skip-networking', '--default-time-zone=SYSTEM', `--socket=${SOCKET}`];
  if ((yield* child(sys, [...args, ...temporary])) !== 0) {
    yield* note(sys, 'ERROR', 'Unable to start server.');
    return 1;
  }
  yield* note(sys, 'Note', 'Temporary server started.');
  yield* linkSocket(sys);
  yield* err(
    sys,
    ZONES.map(
      (name) => `Warning: Unable to load '/usr/share/zoneinfo/${name}' as time zone. Skipping it.\n`,
    ).join(''),
  );
  const opened = openLocal(sys, SOCKET);
  if (opened.kind !== 'open') return 1;
  const code = yield* setUp(sys, opened.conversation);
  opened.conversation.close();
  yield* waitForEnd(sys);
  if (code !== 0) return code;
  yield* note(sys, 'Note', 'Temporary server stopped');
  yield* out(sys, '\n');
  yield* note(sys, 'Note', 'MySQL init process done. Ready for start up.');
  yield* out(sys, '\n');
  return 0;
}

const ZONES = ['iso3166.tab', 'leap-seconds.list', 'leapseconds', 'tzdata.zi', 'zone.tab', 'zone1970.tab'];

function* linkSocket(sys: Sys): Task<void> {
  const link = `${DATA}/mysql.sock`;
  try {
    if (sys.lstat(link).type === 'symlink') sys.unlink(link);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  sys.symlink(SOCKET, link);
  yield* out(sys, `'${link}' -> '${SOCKET}'\n`);
}

/** The daemon is no child of the script: it waits until the socket is gone, as mysqladmin does. */
function* waitForEnd(sys: Sys): Task<void> {
  while (sys.access(SOCKET, 'exists')) yield* sys.sleep(100);
}

function* setUp(sys: Sys, server: Conversation): Task<number> {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  let password = variable(sys, 'MYSQL_ROOT_PASSWORD');
  yield* ask(server, { op: 'login', user: 'root', password: null, database: 'mysql' });
  if (variable(sys, 'MYSQL_RANDOM_ROOT_PASSWORD') !== '') {
    password = randomPassword(sys);
    yield* note(sys, 'Note', `GENERATED ROOT PASSWORD: ${password}`);
  }
  const rootHost = variable(sys, 'MYSQL_ROOT_HOST') || '%';
  const statements = [`ALTER USER 'root'@'localhost' IDENTIFIED BY ${quoted(password)}`];
  if (rootHost !== 'localhost')
    statements.push(
      `CREATE USER 'root'@${quoted(rootHost)} IDENTIFIED BY ${quoted(password)}`,
      `GRANT ALL ON *.* TO 'root'@${quoted(rootHost)} WITH GRANT OPTION`,
    );
  for (const sql of statements) if (!(yield* run(sys, server, sql, 1))) return 1;
  if (!(yield* setUpOwn(sys, server, quoted))) return 1;
  if (!(yield* initFiles(sys, server))) return 1;
  yield* note(sys, 'Note', 'Stopping temporary server');
  yield* ask(server, { op: 'shutdown' });
  return 0;
}

/** MYSQL_DATABASE and MYSQL_USER. */
function* setUpOwn(sys: Sys, server: Conversation, quoted: (text: string) => string): Task<boolean> {
  const [database, user, secret] = ['MYSQL_DATABASE', 'MYSQL_USER', 'MYSQL_PASSWORD'].map((name) =>
    variable(sys, name),
  ) as [string, string, string];
  if (database !== '') {
    yield* note(sys, 'Note', `Creating database ${database}`);
    if (!(yield* run(sys, server, `CREATE DATABASE IF NOT EXISTS \`${database}\``, 1))) return false;
  }
  if (user === '' || secret === '') return true;
  yield* note(sys, 'Note', `Creating user ${user}`);
  if (!(yield* run(sys, server, `CREATE USER ${quoted(user)}@'%' IDENTIFIED BY ${quoted(secret)}`, 1)))
    return false;
  if (database === '') return true;
  yield* note(sys, 'Note', `Giving user ${user} access to schema ${database}`);
  const granted = database.replaceAll('_', '\\_');
  return yield* run(sys, server, `GRANT ALL ON \`${granted}\`.* TO ${quoted(user)}@'%'`, 1);
}

function* initFiles(sys: Sys, server: Conversation): Task<boolean> {
  yield* out(sys, '\n');
  const directory = '/docker-entrypoint-initdb.d';
  const database = variable(sys, 'MYSQL_DATABASE');
  if (database !== '') yield* ask(server, { op: 'query', sql: `USE \`${database}\`` });
  for (const { name } of [...sys.readdir(directory)].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = `${directory}/${name}`;
    if (name.endsWith('.sql')) {
      yield* note(sys, 'Note', `${SCRIPT}: running ${file}`);
      const splitter = new Splitter('\'"`');
      const text = yield* readText(sys, file);
      for (const { sql, line } of [...splitter.add(text), ...splitter.rest()])
        if (sql !== '' && !(yield* run(sys, server, sql, line))) return false;
      yield* out(sys, '\n');
    } else if (/\.(sh|sql\.\w+)$/.test(name))
      yield* note(
        sys,
        'Warn',
        `${SCRIPT}: ${file} is real work for this script, but this simulator does not model it`,
      );
    else yield* note(sys, 'Warn', `${SCRIPT}: ignoring ${file}`);
    yield* out(sys, '\n');
  }
  return true;
}

function* ask(server: Conversation, request: Request): Task<Reply | null> {
  const answer = yield* server.ask(encode(request));
  return answer === null ? null : decode<Reply>(answer);
}

/** False after an error, which is told as the mysql client tells it. */
function* run(sys: Sys, server: Conversation, sql: string, line: number): Task<boolean> {
  const reply = yield* ask(server, { op: 'query', sql });
  if (reply?.kind !== 'error') return true;
  yield* err(sys, `ERROR ${reply.number} (${reply.state}) at line ${line}: ${reply.words}\n`);
  return false;
}

/** openssl rand -base64 24. */
function randomPassword(sys: Sys): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return Array.from({ length: 32 }, () => letters[Math.floor(sys.random() * 64)]).join('');
}
