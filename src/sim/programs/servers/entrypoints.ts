/**
 * The entry point scripts of official images, as programs: what they print and check before they become the server by
 * execve(2), so that PID 1 is the server. Left out: scripts in *-entrypoint.d and initdb.d, secrets in files.
 */
import type { ProgramMain } from '../../kernel/sys.ts';
import { preparePostgres } from '../databases/postgres/initdb.ts';
import { err, out } from '../lib/io.ts';
import { baseName } from '../lib/program.ts';
import { become, withDefault } from './entrypoint.ts';

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
  if (args[0] === 'postgres') yield* preparePostgres(sys, fresh);
  return yield* become(sys, baseName(argv[0] ?? ''), args);
};
