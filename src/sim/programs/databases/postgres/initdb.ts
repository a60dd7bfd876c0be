/** The first start of the postgres image: initdb and what its entry point says around it (docker-library/postgres). Left out: the temporary server, initdb.d. */
import type { Sys, Task } from '../../../kernel/sys.ts';
import { out } from '../../lib/io.ts';
import { loadCluster, makeCluster, writeChanges } from './cluster.ts';

const INITDB_MS = 1800;

export function* preparePostgres(sys: Sys, fresh: boolean): Task<void> {
  const data = sys.env.get('PGDATA') ?? '/var/lib/postgresql/data';
  if (sys.getuid() === 0) {
    let path = '';
    for (const part of data.split('/').slice(1)) {
      path += `/${part}`;
      if (!sys.access(path, 'exists')) sys.mkdir(path, 0o755);
    }
    sys.chown(data, 999, 999);
    sys.chmod(data, 0o700);
    sys.setCredentials({ uid: 999, gid: 999, groups: [999] });
  }
  if (!fresh) {
    yield* out(
      sys,
      '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n',
    );
    return;
  }
  yield* out(
    sys,
    'The files belonging to this database system will be owned by user "postgres".\nThis user must also own the server process.\n\n',
  );
  yield* sys.sleep(INITDB_MS);
  const user = sys.env.get('POSTGRES_USER') ?? 'postgres';
  yield* makeCluster(
    sys,
    data,
    sys.env.get('PG_MAJOR') ?? '18',
    user,
    sys.env.get('POSTGRES_PASSWORD') ?? '',
  );
  const database = sys.env.get('POSTGRES_DB') ?? user;
  const cluster = yield* loadCluster(sys, data);
  if (!cluster.catalog.databases.has(database)) {
    cluster.catalog.add(database);
    yield* writeChanges(sys, cluster, [{ kind: 'database-made', database }]);
    yield* out(sys, 'CREATE DATABASE\n\n');
  }
  yield* out(sys, '\nPostgreSQL init process complete; ready for start up.\n\n');
}
