/**
 * mysqld(8): one process over its data directory that answers on /var/run/mysqld/mysqld.sock and on 3306 and ends in order on TERM. Invariant:
 * the lines of its log are those of MySQL 8. Left out: replication, binary logs, the X protocol's answers, TLS, everything in my.cnf.
 */
import type { Signal } from '../../../kernel/signals.ts';
import { type Fd, type Program, type ProgramMain, STDERR, type Sys, type Task } from '../../../kernel/sys.ts';
import { out } from '../../lib/io.ts';
import { readUsers } from '../../lib/users.ts';
import { listenOn, momentOf, noteSignals } from '../../servers/server.ts';
import { type ServerPlan, serve } from '../wire/server-loop.ts';
import { answerRequest, greetingOf } from './answer.ts';
import { DATA, loadCatalog } from './data-directory.ts';
import { initialize } from './initialize.ts';
import { type MysqlServer, type MysqlSession, newSession } from './session.ts';
import { Users } from './users.ts';

const NAME = '/usr/sbin/mysqld';
const SOCKET = '/var/run/mysqld/mysqld.sock';
const START_MS = 900;
const STOP_MS = 700;
const MIB = 1024 ** 2;
/** What a mysqld with its defaults holds, and how many threads it has. */
const RESIDENT_BYTES = 366 * MIB;
const THREADS = 36;
const FIRST_CONNECTION = 8;

export const mysqlVersion = (sys: Sys): string =>
  (sys.env.get('MYSQL_VERSION') ?? '8.0.46').split('-')[0] ?? '';

export function* mysqldLog(
  sys: Sys,
  thread: number,
  level: 'System' | 'Warning' | 'ERROR',
  code: string,
  words: string,
): Task<void> {
  const { year, month, day, time, millis } = momentOf(sys.realtimeMs());
  const micros = String(Math.floor(sys.random() * 1000)).padStart(3, '0');
  const from = words.startsWith('[') ? '' : '[Server] ';
  yield* sys.write(
    STDERR,
    `${year}-${month}-${day}T${time}.${millis}${micros}Z ${thread} [${level}] [MY-${code}] ${from}${words}\n`,
  );
}

export const mysqld: ProgramMain = function* mysqldMain(sys, argv) {
  const version = mysqlVersion(sys);
  if (argv.includes('--version') || argv.includes('-V')) {
    const { machine } = sys.uname();
    yield* out(sys, `${NAME}  Ver ${version} for Linux on ${machine} (MySQL Community Server - GPL)\n`);
    return 0;
  }
  yield* stepDown(sys);
  if (argv.some((word) => word.startsWith('--initialize'))) return yield* initialize(sys, version);
  const networking = !argv.includes('--skip-networking');
  if (!argv.includes('--daemonize')) return yield* run(sys, version, networking, () => {});
  return yield* daemonize(sys, version, networking);
};

/** my.cnf says `user=mysql`: root becomes that user. */
function* stepDown(sys: Sys): Task<void> {
  if (sys.getuid() !== 0) return;
  const id = (yield* readUsers(sys)).id('mysql');
  if (id !== null) sys.setCredentials({ uid: id, gid: id, groups: [id] });
}

/** The parent ends once the server is ready, with 1 if it never is. */
function* daemonize(sys: Sys, version: string, networking: boolean): Program {
  const [read, write] = sys.pipe();
  sys.clone({}, function* (daemon): Program {
    daemon.close(read);
    daemon.setsid();
    return yield* run(daemon, version, networking, () => {
      daemon.write(write, '.').next();
      daemon.close(write);
    });
  });
  sys.close(write);
  return (yield* sys.read(read, 1)).length > 0 ? 0 : 1;
}

function* run(sys: Sys, version: string, networking: boolean, whenReady: () => void): Program {
  const came = noteSignals(sys, ['TERM']);
  for (const signal of ['INT', 'HUP'] as const) sys.sigaction(signal, { kind: 'ignore' });
  const recent = !version.startsWith('8.0.');
  if (recent) yield* mysqldLog(sys, 0, 'System', '015015', 'MySQL Server - start.');
  else yield* mysqldLog(sys, 0, 'Warning', '011068', SKIP_HOST_CACHE);
  yield* mysqldLog(
    sys,
    0,
    'System',
    '010116',
    `${NAME} (mysqld ${version}) starting as process ${sys.getpid()}`,
  );
  yield* mysqldLog(sys, 1, 'System', '013576', '[InnoDB] InnoDB initialization has started.');
  if (!sys.access(`${DATA}/mysql.ibd`, 'read')) return yield* withoutData(sys, version);
  sys.startThreads(THREADS);
  sys.setMemory(RESIDENT_BYTES);
  yield* sys.sleep(START_MS);
  yield* mysqldLog(sys, 1, 'System', '013577', '[InnoDB] InnoDB initialization has ended.');
  const listener = networking ? listenOn(sys, 3306) : null;
  if (networking && listener === null) return yield* portTaken(sys, version);
  yield* sayReady(sys, version, networking);
  const server = yield* newServer(sys, version, networking);
  whenReady();
  const signal = yield* serve(sys, { listener, socketPath: SOCKET, came }, planOf(server));
  return yield* shutDown(sys, version, signal, listener, server);
}

const SKIP_HOST_CACHE =
  "The syntax '--skip-host-cache' is deprecated and will be removed in a future release. Please use SET GLOBAL host_cache_size=0 instead.";

function* newServer(sys: Sys, version: string, networking: boolean): Task<MysqlServer> {
  const catalog = yield* loadCatalog(sys);
  return {
    sys,
    version,
    catalog,
    users: new Users(catalog),
    startedMs: sys.monotonicMs(),
    sessions: new Set(),
    port: networking ? 3306 : 0,
    questions: 0,
    nextConnection: FIRST_CONNECTION,
    stopping: false,
  };
}

const planOf = (server: MysqlServer): ServerPlan<MysqlSession> => ({
  greeting: () => greetingOf(server),
  begin: (address) => newSession(server, address),
  answer: (session, request) => answerRequest(session, request),
  end: (session) => server.sessions.delete(session),
  stopped: () => server.stopping,
});

function* sayReady(sys: Sys, version: string, networking: boolean): Task<void> {
  yield* mysqldLog(sys, 0, 'Warning', '010068', 'CA certificate ca.pem is self signed.');
  yield* mysqldLog(
    sys,
    0,
    'System',
    '013602',
    'Channel mysql_main configured to support TLS. Encrypted connections are now supported for this channel.',
  );
  yield* mysqldLog(
    sys,
    0,
    'Warning',
    '011810',
    "Insecure configuration for --pid-file: Location '/var/run/mysqld' in the path is accessible to all OS users. Consider choosing a different directory.",
  );
  const bind = networking
    ? "Bind-address: '::' port: 33060, socket: /var/run/mysqld/mysqlx.sock"
    : 'Socket: /var/run/mysqld/mysqlx.sock';
  yield* mysqldLog(sys, 0, 'System', '011323', `X Plugin ready for connections. ${bind}`);
  yield* mysqldLog(
    sys,
    0,
    'System',
    '010931',
    `${NAME}: ready for connections. Version: '${version}'  socket: '${SOCKET}'  port: ${networking ? 3306 : 0}  MySQL Community Server - GPL.`,
  );
}

function* complete(sys: Sys, version: string): Task<void> {
  const words = `${NAME}: Shutdown complete (mysqld ${version})  MySQL Community Server - GPL.`;
  yield* mysqldLog(sys, 0, 'System', '010910', words);
  if (!version.startsWith('8.0.')) yield* mysqldLog(sys, 0, 'System', '015016', 'MySQL Server - end.');
}

function* withoutData(sys: Sys, version: string): Program {
  yield* mysqldLog(sys, 1, 'ERROR', '011011', 'Failed to find valid data directory.');
  yield* mysqldLog(sys, 0, 'ERROR', '010020', 'Data Dictionary initialization failed.');
  yield* mysqldLog(sys, 0, 'ERROR', '010119', 'Aborting');
  yield* complete(sys, version);
  return 1;
}

function* portTaken(sys: Sys, version: string): Program {
  const words = "Can't start server: Bind on TCP/IP port: Address already in use";
  yield* mysqldLog(sys, 0, 'ERROR', '010262', words);
  yield* mysqldLog(
    sys,
    0,
    'ERROR',
    '010257',
    'Do you already have another mysqld server running on port: 3306 ?',
  );
  yield* mysqldLog(sys, 0, 'ERROR', '010119', 'Aborting');
  yield* complete(sys, version);
  return 1;
}

function* shutDown(
  sys: Sys,
  version: string,
  signal: Signal | null,
  listener: Fd | null,
  server: MysqlServer,
): Program {
  const who = signal === null ? 'root' : '<via user signal>';
  const thread = signal === null ? server.nextConnection - 1 : 0;
  const words = `Received SHUTDOWN from user ${who}. Shutting down mysqld (Version: ${version}).`;
  yield* mysqldLog(sys, thread, 'System', '013172', words);
  if (listener !== null) sys.close(listener);
  yield* sys.sleep(STOP_MS);
  yield* complete(sys, version);
  return 0;
}
