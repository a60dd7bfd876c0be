/** httpd: Apache 2.4 on trixie (docker-library/httpd). */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { dir, program, text } from '../../kernel/tree-spec.ts';
import { TRIXIE_MS, TRIXIE_SLIM } from './debian.ts';
import { BUILT_CONFIG, bulk, files, layer, MANY_ARCHITECTURES, note } from './image-parts.ts';

export const HTTPD_VERSION = '2.4.65';
const PATH = 'PATH=/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const HTTPD: RegistryImage = {
  repository: 'httpd',
  tags: ['latest', '2', '2.4', HTTPD_VERSION, 'trixie', 'alpine', '2.4-alpine'],
  createdMs: TRIXIE_MS + 1_800_000,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: {
    ...BUILT_CONFIG,
    env: [PATH, 'HTTPD_PREFIX=/usr/local/apache2', `HTTPD_VERSION=${HTTPD_VERSION}`],
    cmd: ['httpd-foreground'],
    workingDir: '/usr/local/apache2',
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGWINCH',
  },
  steps: [
    TRIXIE_SLIM,
    note('ENV HTTPD_PREFIX=/usr/local/apache2'),
    note(`ENV ${PATH}`),
    layer(
      'RUN /bin/sh -c mkdir -p "$HTTPD_PREFIX" \t&& chown www-data:www-data "$HTTPD_PREFIX" # buildkit',
      0,
      () => files({ '/usr/local/apache2': dir({}, { uid: 33, gid: 33 }) }),
    ),
    note('WORKDIR /usr/local/apache2'),
    bulk(
      'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tlibaprutil1-ldap # buildkit',
      5_212_331,
      '/usr/lib/x86_64-linux-gnu/libaprutil-1.so.0',
    ),
    note(`ENV HTTPD_VERSION=${HTTPD_VERSION}`),
    layer('RUN /bin/sh -c set -eux; \t\tsavedAptMark="$(apt-mark showmanual)" # buildkit', 33_418_240, () =>
      files({
        '/usr/local/apache2/bin/httpd': program('httpd', 1_202_456),
        '/usr/local/apache2/htdocs/index.html': text('<html><body><h1>It works!</h1></body></html>\n'),
        '/usr/local/apache2/logs': dir({}),
        '/usr/local/apache2/modules/all.so': { kind: 'blank', sizeBytes: 32_000_000 },
      }),
    ),
    layer('COPY httpd-foreground /usr/local/bin/ # buildkit', 138, () =>
      files({
        '/usr/local/bin/httpd-foreground': text(
          '#!/bin/sh\nset -e\n\n# Apache gets grumpy about PID files pre-existing\nrm -f /usr/local/apache2/logs/httpd.pid\n\nexec httpd -DFOREGROUND "$@"\n',
          { mode: 0o755 },
        ),
      }),
    ),
    note('STOPSIGNAL SIGWINCH'),
    note('EXPOSE map[80/tcp:{}]'),
    note('CMD ["httpd-foreground"]'),
  ],
};
