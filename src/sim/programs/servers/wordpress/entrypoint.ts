/** docker-entrypoint.sh of the wordpress image: copies WordPress into /var/www/html where it is not, and its configuration where variables ask for one. */
import type { ProgramMain, Sys, Task } from '../../../kernel/sys.ts';
import { err } from '../../lib/io.ts';
import { placeTree } from '../../lib/place-tree.ts';
import { become } from '../entrypoint.ts';
import { WORDPRESS_FILES, wpConfigDocker } from './files.ts';

const ROOT = '/var/www/html';

export const wordPressEntrypoint: ProgramMain = function* wordPressEntrypointMain(sys, argv) {
  const args = argv.slice(1);
  if (args[0]?.startsWith('apache2') === true) yield* prepare(sys);
  return yield* become(sys, '/usr/local/bin/docker-entrypoint.sh', args);
};

function* prepare(sys: Sys): Task<void> {
  if (
    !sys.access(`${ROOT}/index.php`, 'exists') &&
    !sys.access(`${ROOT}/wp-includes/version.php`, 'exists')
  ) {
    if (sys.getuid() === 0) sys.chown(ROOT, 33, 33);
    yield* err(sys, `WordPress not found in ${ROOT} - copying now...\n`);
    if (sys.readdir(ROOT).length > 0) yield* err(sys, `WARNING: ${ROOT} is not empty! (copying anyhow)\n`);
    yield* sys.sleep(700);
    yield* placeTree(sys, ROOT, WORDPRESS_FILES);
    yield* err(sys, `Complete! WordPress has been successfully copied to ${ROOT}\n`);
  }
  const given = [...sys.env.keys()].filter((name) => /^WORDPRESS_/.test(name)).sort();
  if (given.length > 0 && !sys.access(`${ROOT}/wp-config.php`, 'exists')) {
    yield* err(
      sys,
      `No 'wp-config.php' found in ${ROOT}, but 'WORDPRESS_...' variables supplied; copying 'wp-config-docker.php' (${given.join(' ')})\n`,
    );
    yield* placeTree(sys, ROOT, { 'wp-config.php': wpConfigDocker() });
    if (sys.getuid() === 0) sys.chown(`${ROOT}/wp-config.php`, 33, 33);
  }
}
