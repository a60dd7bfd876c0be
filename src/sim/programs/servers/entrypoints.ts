/**
 * The entry point scripts of official images, as programs: what they print and check before they become the server by
 * execve(2), so that PID 1 is the server. Left out: scripts in *-entrypoint.d and initdb.d, secrets in files.
 */
import { strerror } from '../../kernel/errno.ts';
import { type Program, type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { err, out } from '../lib/io.ts';
import { baseName } from '../lib/program.ts';
import { momentOf } from './server.ts';

function* become(sys: Sys, script: string, argv: readonly string[]): Program {
  try {
    return yield* execvp(sys, argv);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const why = error.errno === 'ENOENT' ? 'not found' : strerror(error.errno);
    yield* err(sys, `${script}: exec: ${argv[0]}: ${why}\n`);
    return error.errno === 'ENOENT' ? 127 : 126;
  }
}

const withDefault = (argv: readonly string[], server: string): readonly string[] => {
  const args = argv.slice(1);
  return args[0]?.startsWith('-') === true ? [server, ...args] : args;
};

export const nginxEntrypoint: ProgramMain = function* nginxEntrypointMain(sys, argv) {
  const args = argv.slice(1);
  const script = '/docker-entrypoint.sh';
  const quiet = sys.env.get('NGINX_ENTRYPOINT_QUIET_LOGS') !== undefined;
  if ((args[0] === 'nginx' || args[0] === 'nginx-debug') && !quiet) {
    const directory = '/docker-entrypoint.d';
    const listen = '10-listen-on-ipv6-by-default.sh';
    yield* out(
      sys,
      [
        `${script}: ${directory}/ is not empty, will attempt to perform configuration`,
        `${script}: Looking for shell scripts in ${directory}/`,
        `${script}: Launching ${directory}/${listen}`,
        `${listen}: info: Getting the checksum of /etc/nginx/conf.d/default.conf`,
        `${listen}: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf`,
        `${script}: Sourcing ${directory}/15-local-resolvers.envsh`,
        `${script}: Launching ${directory}/20-envsubst-on-templates.sh`,
        `${script}: Launching ${directory}/30-tune-worker-processes.sh`,
        `${script}: Configuration complete; ready for start up`,
        '',
      ].join('\n'),
    );
  }
  return yield* become(sys, script, args);
};

export const redisEntrypoint: ProgramMain = function* redisEntrypointMain(sys, argv) {
  const args = withDefault(argv, 'redis-server');
  if (args[0] === 'redis-server' && sys.getuid() === 0) {
    sys.setCredentials({ uid: 999, gid: 999, groups: [999] });
  }
  return yield* become(sys, baseName(argv[0] ?? ''), args);
};

/** A first argument that is no program of the image is one of node's. */
export const nodeEntrypoint: ProgramMain = function* nodeEntrypointMain(sys, argv) {
  const args = withDefault(argv, 'node');
  return yield* become(sys, baseName(argv[0] ?? ''), args);
};

const POSTGRES_REFUSAL = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`;

export const postgresEntrypoint: ProgramMain = function* postgresEntrypointMain(sys, argv) {
  const args = withDefault(argv, 'postgres');
  const trusted = sys.env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
  const fresh = !sys.access(`${sys.env.get('PGDATA') ?? ''}/PG_VERSION`, 'exists');
  if (args[0] === 'postgres' && fresh && !trusted && (sys.env.get('POSTGRES_PASSWORD') ?? '') === '') {
    yield* err(sys, POSTGRES_REFUSAL);
    return 1;
  }
  return yield* become(sys, baseName(argv[0] ?? ''), args);
};

function* mysqlNote(sys: Sys, level: string, words: string): Task<void> {
  const { year, month, day, time } = momentOf(sys.realtimeMs());
  const line = `${year}-${month}-${day} ${time}+00:00 [${level}] [Entrypoint]: ${words}\n`;
  if (level === 'Note') yield* out(sys, line);
  else yield* err(sys, line);
}

export const mysqlEntrypoint: ProgramMain = function* mysqlEntrypointMain(sys, argv) {
  const args = withDefault(argv, 'mysqld');
  if (args[0] !== 'mysqld') return yield* become(sys, baseName(argv[0] ?? ''), args);
  const version = sys.env.get('MYSQL_VERSION') ?? '';
  const started = `Entrypoint script for MySQL Server ${version} started.`;
  yield* mysqlNote(sys, 'Note', started);
  if (sys.getuid() === 0) {
    yield* mysqlNote(sys, 'Note', "Switching to dedicated user 'mysql'");
    sys.setCredentials({ uid: 999, gid: 999, groups: [999] });
    yield* mysqlNote(sys, 'Note', started);
  }
  if (sys.access('/var/lib/mysql/mysql', 'exists')) return yield* become(sys, baseName(argv[0] ?? ''), args);
  const choices = ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'];
  if (choices.every((name) => (sys.env.get(name) ?? '') === '')) {
    yield* mysqlNote(
      sys,
      'ERROR',
      `Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n${choices.map((name) => `    - ${name}`).join('\n')}`,
    );
    return 1;
  }
  yield* initialise(sys);
  return yield* become(sys, baseName(argv[0] ?? ''), args);
};

const INITIALISE_MS = 6000;

/** `mysqld --initialize-insecure` and the temporary server, as far as files and lines go. */
function* initialise(sys: Sys): Task<void> {
  yield* mysqlNote(sys, 'Note', 'Initializing database files');
  yield* sys.sleep(INITIALISE_MS);
  for (const name of ['mysql', 'performance_schema', 'sys']) sys.mkdir(`/var/lib/mysql/${name}`, 0o750);
  yield* mysqlNote(sys, 'Note', 'Database files initialized');
  yield* mysqlNote(sys, 'Note', 'Starting temporary server');
  yield* mysqlNote(sys, 'Note', 'Temporary server started.');
  const database = sys.env.get('MYSQL_DATABASE') ?? '';
  if (database !== '') {
    yield* mysqlNote(sys, 'Note', `Creating database ${database}`);
    sys.mkdir(`/var/lib/mysql/${database}`, 0o750);
  }
  yield* mysqlNote(sys, 'Note', 'Stopping temporary server');
  yield* mysqlNote(sys, 'Note', 'Temporary server stopped');
  yield* out(sys, '\n');
  yield* mysqlNote(sys, 'Note', 'MySQL init process done. Ready for start up.');
  yield* out(sys, '\n');
}
