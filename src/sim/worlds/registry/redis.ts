/** redis: 8 on trixie (redis/docker-library-redis). */

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
  PATH_ENV,
  sizeIn,
  userFiles,
} from './image-parts.ts';

const image = (version: string, tags: readonly string[], createdMs: number): RegistryImage => ({
  repository: 'redis',
  tags,
  createdMs,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: {
    ...BUILT_CONFIG,
    env: [PATH_ENV, `REDIS_VERSION=${version}`],
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['redis-server'],
    workingDir: '/data',
    volumes: ['/data'],
    exposedPorts: ['6379/tcp'],
  },
  steps: [
    TRIXIE_SLIM,
    layer(
      'RUN /bin/sh -c set -eux; \tgroupadd -r -g 999 redis; \tuseradd -r -g redis -u 999 redis # buildkit',
      2842,
      () => userFiles('redis', 999, '/home/redis', '/bin/sh'),
    ),
    bulk(
      'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\ttzdata \t; \trm -rf /var/lib/apt/lists/* # buildkit',
      1184,
      '/var/lib/dpkg/info/tzdata.list',
    ),
    note(`ENV REDIS_VERSION=${version}`),
    layer(
      'RUN |2 REDIS_DOWNLOAD_URL=https://github.com/redis/redis/releases/download/8.10.1/redis-full.tar.gz REDIS_DOWNLOAD_SHA=e5cae268… /bin/sh -c set -eux; \t\tsavedAptMark="$(apt-mark showmanual)" # buildkit',
      sizeIn(version, '8.10.1', 70_340_812),
      () =>
        files({
          '/usr/local/bin/redis-server': program('redis-server', 17_912_320),
          '/usr/local/bin/redis-cli': program('redis-cli', 8_102_400),
          '/usr/local/lib/redis/modules/redisearch.so': { kind: 'blank', sizeBytes: 44_000_000 },
        }),
    ),
    layer('RUN /bin/sh -c mkdir /data && chown redis:redis /data # buildkit', 0, () => ({
      data: dir({}, { uid: 999, gid: 999 }),
    })),
    note('VOLUME [/data]'),
    note('WORKDIR /data'),
    layer('COPY docker-entrypoint.sh /usr/local/bin/ # buildkit', 4021, () =>
      files({ '/usr/local/bin/docker-entrypoint.sh': program('redis-entrypoint', 4021) }),
    ),
    note('ENTRYPOINT ["docker-entrypoint.sh"]'),
    note('EXPOSE map[6379/tcp:{}]'),
    note('CMD ["redis-server"]'),
  ],
});

export const REDIS: readonly RegistryImage[] = [
  image('8.10.1', ['latest', '8', '8.10', '8.10.1', 'trixie', 'alpine', '8-alpine'], 1789778595000),
  image('7.4.7', ['7', '7.4', '7.4.7', '7-alpine', '7.4-alpine', '7-bookworm'], 1789778400000),
];
