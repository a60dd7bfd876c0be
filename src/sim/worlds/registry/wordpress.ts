/** wordpress: WordPress 6.9 on Apache and PHP 8.3 (docker-library/wordpress). */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { dir, link, program, text } from '../../kernel/tree-spec.ts';
import { TRIXIE_MS, TRIXIE_SLIM } from './debian.ts';
import {
  BUILT_CONFIG,
  bulk,
  files,
  layer,
  MANY_ARCHITECTURES,
  note,
  PATH_ENV,
  refusing,
} from './image-parts.ts';

const PHP_VERSION = '8.3.30';

export const APACHE_ENVVARS = `: \${APACHE_CONFDIR:=/etc/apache2}
: \${APACHE_RUN_USER:=www-data}
export APACHE_RUN_USER
: \${APACHE_RUN_GROUP:=www-data}
export APACHE_RUN_GROUP
: \${APACHE_PID_FILE:=/var/run/apache2/apache2.pid}
export APACHE_PID_FILE
`;

export const WORDPRESS: RegistryImage = {
  repository: 'wordpress',
  tags: [
    'latest',
    '6',
    '6.9',
    '6.9.4',
    'apache',
    '6.9-apache',
    '6-apache',
    'php8.3',
    'php8.3-apache',
    '6.9.4-php8.3-apache',
  ],
  createdMs: TRIXIE_MS + 9_000_000,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: {
    ...BUILT_CONFIG,
    env: [
      PATH_ENV,
      'PHPIZE_DEPS=autoconf \t\tdpkg-dev \t\tfile \t\tg++ \t\tgcc \t\tlibc-dev \t\tmake \t\tpkg-config \t\tre2c',
      'PHP_INI_DIR=/usr/local/etc/php',
      'APACHE_CONFDIR=/etc/apache2',
      'APACHE_ENVVARS=/etc/apache2/envvars',
      'PHP_CFLAGS=-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64',
      'PHP_CPPFLAGS=-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64',
      'PHP_LDFLAGS=-Wl,-O1 -pie',
      `PHP_VERSION=${PHP_VERSION}`,
    ],
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['apache2-foreground'],
    workingDir: '/var/www/html',
    volumes: ['/var/www/html'],
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGWINCH',
  },
  steps: [
    TRIXIE_SLIM,
    note('ENV PHP_INI_DIR=/usr/local/etc/php'),
    bulk(
      'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\t$PHPIZE_DEPS # buildkit',
      320_045_056,
      '/usr/lib/gcc/x86_64-linux-gnu/14/cc1',
    ),
    layer(
      'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends apache2 # buildkit',
      14_680_064,
      () =>
        files({
          '/usr/sbin/apache2': program('apache2', 783_912),
          '/usr/sbin/apache2ctl': text(
            '#!/bin/sh\ncase "$1" in\nstart|stop|restart|graceful|graceful-stop) exec /usr/sbin/apache2 -k "$1" ;;\n*) /usr/sbin/apache2 "$@" ;;\nesac\n',
            { mode: 0o755 },
          ),
          '/etc/apache2/envvars': text(APACHE_ENVVARS),
          '/var/log/apache2': dir({ 'access.log': link('/dev/stdout'), 'error.log': link('/dev/stderr') }),
          '/run/apache2': dir({}),
          '/var/www/html': dir({}, { mode: 0o1777, uid: 33, gid: 33 }),
        }),
    ),
    note(`ENV PHP_VERSION=${PHP_VERSION}`),
    layer('COPY apache2-foreground /usr/local/bin/ # buildkit', 1_346, () =>
      files({
        '/usr/local/bin/apache2-foreground': text(
          `#!/bin/bash\nset -e\n\nrm -f "\${APACHE_PID_FILE:=/var/run/apache2/apache2.pid}"\n\nexec apache2 -DFOREGROUND "$@"\n`,
          { mode: 0o755 },
        ),
      }),
    ),
    layer('RUN /bin/sh -c set -eux; \t\tsavedAptMark="$(apt-mark showmanual)" # buildkit', 41_943_040, () =>
      files({
        '/usr/local/bin/php': refusing(18_350_080),
        '/usr/local/lib/php': { kind: 'blank', sizeBytes: 23_000_000 },
      }),
    ),
    note('STOPSIGNAL SIGWINCH'),
    note('WORKDIR /var/www/html'),
    note('EXPOSE map[80/tcp:{}]'),
    bulk(
      "RUN /bin/sh -c set -eux; \tversion='6.9.4' # buildkit",
      90_177_536,
      '/usr/src/wordpress/wordpress.tar',
    ),
    note('VOLUME [/var/www/html]'),
    layer('COPY docker-entrypoint.sh /usr/local/bin/ # buildkit', 4_620, () =>
      files({ '/usr/local/bin/docker-entrypoint.sh': program('wordpress-entrypoint', 4_620) }),
    ),
    note('ENTRYPOINT ["docker-entrypoint.sh"]'),
    note('CMD ["apache2-foreground"]'),
  ],
};
