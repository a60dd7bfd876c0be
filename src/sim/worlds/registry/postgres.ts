/** postgres: 18 on trixie (docker-library/postgres). */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { dir, program } from '../../kernel/tree-spec.ts';
import { TRIXIE_SLIM } from './debian.ts';
import {
  bulk,
  EMPTY_CONFIG,
  files,
  layer,
  MANY_ARCHITECTURES,
  note,
  refusing,
  userFiles,
} from './image-parts.ts';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/18/bin';

export const POSTGRES: RegistryImage = {
  repository: 'postgres',
  tags: ['latest', '18', '18.6', 'trixie'],
  createdMs: 1789778175000,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: {
    ...EMPTY_CONFIG,
    env: [
      PATH,
      'GOSU_VERSION=1.19',
      'LANG=en_US.utf8',
      'PG_MAJOR=18',
      'PG_VERSION=18.6-1.pgdg13+2',
      'PGDATA=/var/lib/postgresql/18/docker',
    ],
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['postgres'],
    volumes: ['/var/lib/postgresql'],
    exposedPorts: ['5432/tcp'],
    stopSignal: 'SIGINT',
  },
  steps: [
    TRIXIE_SLIM,
    layer(
      'RUN /bin/sh -c set -eux; \tgroupadd -r postgres --gid=999; \tuseradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres # buildkit',
      3104,
      () => ({
        ...userFiles('postgres', 999, '/var/lib/postgresql', '/bin/bash'),
        var: dir({ lib: dir({ postgresql: dir({}, { mode: 0o1777, uid: 999, gid: 999 }) }) }),
      }),
    ),
    bulk(
      'RUN /bin/sh -c set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tgnupg \t\tless # buildkit',
      17_403_904,
      '/usr/bin/gpg',
    ),
    note('ENV GOSU_VERSION=1.19'),
    bulk(
      'RUN /bin/sh -c set -eux; \tsavedAptMark="$(apt-mark showmanual)" # buildkit',
      4_382_720,
      '/usr/local/bin/gosu',
    ),
    bulk(
      'RUN /bin/sh -c set -eux; \tif [ -f /etc/dpkg/dpkg.cfg.d/docker ]; then # buildkit',
      26_214_400,
      '/usr/lib/locale/locale-archive',
    ),
    note('ENV LANG=en_US.utf8'),
    bulk(
      'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tlibnss-wrapper \t\txz-utils \t\tzstd # buildkit',
      3_670_016,
      '/usr/bin/zstd',
    ),
    layer('RUN /bin/sh -c mkdir /docker-entrypoint-initdb.d # buildkit', 0, () => ({
      'docker-entrypoint-initdb.d': dir({}),
    })),
    note('ENV PG_MAJOR=18'),
    note(`ENV ${PATH}`),
    note('ENV PG_VERSION=18.6-1.pgdg13+2'),
    layer('RUN /bin/sh -c set -ex; \t\texport PYTHONDONTWRITEBYTECODE=1 # buildkit', 335_544_320, () =>
      files({
        '/usr/lib/postgresql/18/bin/postgres': refusing(9_437_184),
        '/usr/lib/postgresql/18/bin/psql': refusing(812_000),
        '/usr/lib/postgresql/18/lib/llvmjit.so': { kind: 'blank', sizeBytes: 300_000_000 },
      }),
    ),
    layer(
      'RUN /bin/sh -c install --verbose --directory --owner postgres --group postgres --mode 3777 /var/run/postgresql # buildkit',
      0,
      () => files({ '/run/postgresql': dir({}, { mode: 0o3777, uid: 999, gid: 999 }) }),
    ),
    note('ENV PGDATA=/var/lib/postgresql/18/docker'),
    note('VOLUME [/var/lib/postgresql]'),
    layer('COPY docker-entrypoint.sh docker-ensure-initdb.sh /usr/local/bin/ # buildkit', 16_930, () =>
      files({ '/usr/local/bin/docker-entrypoint.sh': program('postgres-entrypoint', 14_127) }),
    ),
    note('ENTRYPOINT ["docker-entrypoint.sh"]'),
    note('STOPSIGNAL SIGINT'),
    note('EXPOSE map[5432/tcp:{}]'),
    note('CMD ["postgres"]'),
  ],
};
