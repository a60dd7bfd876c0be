/** `mysqld --initialize-insecure`: makes the data directory with root@localhost and no password (MySQL manual 2.9.1). */
import type { Program, Sys } from '../../../kernel/sys.ts';
import { placeTree } from '../../lib/place-tree.ts';
import { Catalog } from '../sql/catalog.ts';
import { DATA, initialFiles, saveUsers } from './data-directory.ts';
import { mysqldLog } from './server.ts';
import { grantTable, Users, userTable } from './users.ts';

const INITIALIZE_MS = 4200;

export function* initialize(sys: Sys, version: string): Program {
  const recent = !version.startsWith('8.0.');
  if (recent) yield* mysqldLog(sys, 0, 'System', '015017', 'MySQL Server Initialization - start.');
  const words = `/usr/sbin/mysqld (mysqld ${version}) initializing of server in progress as process ${sys.getpid()}`;
  yield* mysqldLog(sys, 0, 'System', '013169', words);
  if (sys.readdir(DATA).length > 0) return yield* notEmpty(sys, version);
  yield* mysqldLog(sys, 1, 'System', '013576', '[InnoDB] InnoDB initialization has started.');
  yield* sys.sleep(INITIALIZE_MS);
  yield* mysqldLog(sys, 1, 'System', '013577', '[InnoDB] InnoDB initialization has ended.');
  yield* placeTree(sys, DATA, initialFiles(uuidOf(sys)));
  const catalog = new Catalog();
  const own = catalog.add('mysql');
  for (const table of [userTable(), grantTable()]) own.tables.set(table.name, table);
  const users = new Users(catalog);
  const root = { user: 'root', host: 'localhost' };
  users.add(root, '');
  users.grant(root, '*', ['ALL']);
  yield* saveUsers(sys, catalog);
  const empty =
    'root@localhost is created with an empty password ! Please consider switching off the --initialize-insecure option.';
  yield* mysqldLog(sys, 6, 'Warning', '010453', empty);
  if (recent) yield* mysqldLog(sys, 0, 'System', '015018', 'MySQL Server Initialization - end.');
  return 0;
}

function* notEmpty(sys: Sys, version: string): Program {
  const words = '--initialize specified but the data directory has files in it. Aborting.';
  yield* mysqldLog(sys, 0, 'ERROR', '010457', words);
  yield* mysqldLog(
    sys,
    0,
    'ERROR',
    '013236',
    'The designated data directory /var/lib/mysql/ is unusable. You can remove all files that the server added to it.',
  );
  yield* mysqldLog(sys, 0, 'ERROR', '010119', 'Aborting');
  yield* mysqldLog(sys, 0, 'System', '015018', 'MySQL Server Initialization - end.');
  return version === '' ? 2 : 1;
}

function uuidOf(sys: Sys): string {
  const hex = () =>
    Math.floor(sys.random() * 65_536)
      .toString(16)
      .padStart(4, '0');
  return `${hex()}${hex()}-${hex()}-11f1-${hex()}-0242ac110002`;
}
