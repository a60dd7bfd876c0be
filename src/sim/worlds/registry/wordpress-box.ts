/**
 * vmvscontainer/wordpress-box: this course's own image, on no other registry: a whole WordPress in one container, as such images were made. /run.sh
 * makes the database once and becomes supervisord, which keeps mysqld, apache2 and cron. Debian bookworm's supervisor and apache2.
 */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { dir, program, type TreeSpec, text } from '../../kernel/tree-spec.ts';
import { filesOf, SUPERVISOR_CONF } from '../../programs/packages/archive.ts';
import { cronFiles } from '../../programs/packages/cron-files.ts';
import { WORDPRESS_FILES } from '../../programs/servers/wordpress/files.ts';
import { GROUP, PASSWD } from '../debian-accounts.ts';
import { BOOKWORM_SLIM, TRIXIE_MS } from './debian.ts';
import { BUILT_CONFIG, files, layer, note } from './image-parts.ts';

const RUN = `#!/bin/bash
set -e
if [ ! -d /var/lib/mysql/mysql ]; then
    echo "=> An empty MySQL volume is detected in /var/lib/mysql"
    echo "=> Installing MySQL ..."
    mysqld --initialize-insecure 2> /var/log/mysql/install.log
    mysqld --daemonize --skip-networking 2>> /var/log/mysql/install.log
    mysql -uroot -e "CREATE DATABASE wordpress"
    mysql -uroot -e "CREATE USER 'wordpress'@'localhost' IDENTIFIED BY 'wordpress'"
    mysql -uroot -e "GRANT ALL ON wordpress.* TO 'wordpress'@'localhost'"
    mysqladmin -uroot shutdown
    while [ -e /var/run/mysqld/mysqld.sock ]; do sleep 0.1; done
    echo "=> Done!"
else
    echo "=> Using an existing volume of MySQL"
fi
exec supervisord -n
`;

const program_ = (name: string, command: string): string =>
  `[program:${name}]\ncommand=${command}\nautostart=true\nautorestart=true\n`;

const CONFIG = `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'wordpress' );
define( 'DB_PASSWORD', 'wordpress' );
define( 'DB_HOST', 'localhost' );
$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
`;

const installed = (): TreeSpec =>
  files({
    '/etc/passwd': text(`${PASSWD}mysql:x:100:101:MySQL Server,,,:/nonexistent:/bin/false\n`),
    '/etc/group': text(`${GROUP}mysql:x:101:\n`),
    '/usr/sbin/mysqld': program('mysqld', 71_303_168),
    '/usr/bin/mysql': program('mysql', 7_340_032),
    '/usr/bin/mysqladmin': program('mysqladmin', 6_291_456),
    '/usr/sbin/apache2': program('apache2', 783_912),
    '/usr/bin/supervisord': program('supervisord', 969),
    '/usr/bin/supervisorctl': program('supervisorctl', 973),
    '/etc/supervisor/supervisord.conf': text(SUPERVISOR_CONF),
    '/etc/supervisor/conf.d': dir({}),
    '/var/log/supervisor': dir({}),
    '/var/log/apache2': dir({}, { mode: 0o750, gid: 4 }),
    '/var/log/mysql': dir({}, { mode: 0o2750, uid: 100, gid: 4 }),
    '/var/lib/mysql': dir({}, { mode: 0o700, uid: 100, gid: 101 }),
    '/run/mysqld': dir({}, { uid: 100, gid: 101 }),
    '/run/apache2': dir({}),
    ...cronFiles(),
    ...filesOf('procps'),
    '/var/www/html': dir({}),
  });

export const WORDPRESS_BOX: RegistryImage = {
  repository: 'vmvscontainer/wordpress-box',
  tags: ['latest', '1'],
  createdMs: TRIXIE_MS + 9_900_000,
  comment: 'buildkit.dockerfile.v0',
  architectures: ['amd64', 'arm64'],
  config: {
    ...BUILT_CONFIG,
    cmd: ['/run.sh'],
    volumes: ['/var/lib/mysql'],
    exposedPorts: ['80/tcp', '3306/tcp'],
  },
  steps: [
    BOOKWORM_SLIM,
    layer(
      'RUN /bin/sh -c apt-get update && apt-get install -y supervisor apache2 libapache2-mod-php mysql-server cron # buildkit',
      612_368_384,
      installed,
    ),
    layer('COPY wordpress/ /var/www/html/ # buildkit', 90_177_536, () =>
      files({
        '/var/www/html': dir(
          { ...WORDPRESS_FILES, 'wp-config.php': text(CONFIG, { uid: 33, gid: 33 }) },
          { uid: 33, gid: 33 },
        ),
      }),
    ),
    layer('COPY conf.d/ /etc/supervisor/conf.d/ # buildkit', 612, () =>
      files({
        '/etc/supervisor/conf.d/apache2.conf': text(program_('apache2', '/usr/sbin/apache2 -D FOREGROUND')),
        '/etc/supervisor/conf.d/cron.conf': text(program_('cron', '/usr/sbin/cron -f')),
        '/etc/supervisor/conf.d/mysqld.conf': text(program_('mysqld', '/usr/sbin/mysqld')),
      }),
    ),
    layer('COPY --chmod=755 run.sh /run.sh # buildkit', RUN.length, () =>
      files({ '/run.sh': text(RUN, { mode: 0o755 }) }),
    ),
    note('VOLUME [/var/lib/mysql]'),
    note('EXPOSE map[3306/tcp:{} 80/tcp:{}]'),
    note('CMD ["/run.sh"]'),
  ],
};
