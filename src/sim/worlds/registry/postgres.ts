/** postgres: 18 to 15 on trixie (docker-library/postgres). */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { dir, program } from '../../kernel/tree-spec.ts';
import { TRIXIE_SLIM } from './debian.ts';
import {
  BUILT_CONFIG,
  bulk,
  files,
  layer,
  MANY_ARCHITECTURES,
  note,
  sizeIn,
  userFiles,
} from './image-parts.ts';

const path = (major: number): string =>
  `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/${major}/bin`;
const dataOf = (major: number): string =>
  major < 18 ? '/var/lib/postgresql/data' : `/var/lib/postgresql/${major}/docker`;
const volumeOf = (major: number): string => (major < 18 ? '/var/lib/postgresql/data' : '/var/lib/postgresql');

interface Release {
  readonly major: number;
  /** PG_VERSION. */
  readonly version: string;
  readonly tags: readonly string[];
}

/** Since 18 the volume is a level higher. */
const image = ({ major, version, tags }: Release): RegistryImage => ({
  repository: 'postgres',
  tags,
  createdMs: 1789778175000,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: {
    ...BUILT_CONFIG,
    env: [
      path(major),
      'GOSU_VERSION=1.19',
      'LANG=en_US.utf8',
      `PG_MAJOR=${major}`,
      `PG_VERSION=${version}`,
      `PGDATA=${dataOf(major)}`,
    ],
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['postgres'],
    volumes: [volumeOf(major)],
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
    note(`ENV PG_MAJOR=${major}`),
    note(`ENV ${path(major)}`),
    note(`ENV PG_VERSION=${version}`),
    layer(
      'RUN /bin/sh -c set -ex; \t\texport PYTHONDONTWRITEBYTECODE=1 # buildkit',
      sizeIn(version, '18.6-1.pgdg13+2', 335_544_320),
      () =>
        files({
          [`/usr/lib/postgresql/${major}/bin/postgres`]: program('postgres', 9_437_184),
          [`/usr/lib/postgresql/${major}/bin/psql`]: program('psql', 812_000),
          [`/usr/lib/postgresql/${major}/lib/llvmjit.so`]: { kind: 'blank', sizeBytes: 300_000_000 },
        }),
    ),
    layer(
      'RUN /bin/sh -c install --verbose --directory --owner postgres --group postgres --mode 3777 /var/run/postgresql # buildkit',
      0,
      () => files({ '/run/postgresql': dir({}, { mode: 0o3777, uid: 999, gid: 999 }) }),
    ),
    note(`ENV PGDATA=${dataOf(major)}`),
    note(`VOLUME [${volumeOf(major)}]`),
    layer('COPY docker-entrypoint.sh docker-ensure-initdb.sh /usr/local/bin/ # buildkit', 16_930, () =>
      files({ '/usr/local/bin/docker-entrypoint.sh': program('postgres-entrypoint', 14_127) }),
    ),
    note('ENTRYPOINT ["docker-entrypoint.sh"]'),
    note('STOPSIGNAL SIGINT'),
    note('EXPOSE map[5432/tcp:{}]'),
    note('CMD ["postgres"]'),
  ],
});

export const POSTGRES: readonly RegistryImage[] = [
  image({
    major: 18,
    version: '18.6-1.pgdg13+2',
    tags: ['latest', '18', '18.6', 'trixie', 'alpine', '18-alpine'],
  }),
  image({ major: 17, version: '17.12-1.pgdg13+2', tags: ['17', '17.12', '17-alpine', '17-trixie'] }),
  image({ major: 16, version: '16.16-1.pgdg13+2', tags: ['16', '16.16', '16-alpine', '16-trixie'] }),
  image({ major: 15, version: '15.20-1.pgdg13+2', tags: ['15', '15.20', '15-alpine', '15-trixie'] }),
];
