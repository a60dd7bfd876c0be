/** redis: 8 on trixie (redis/docker-library-redis). */

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
  PATH_ENV,
  refusing,
  userFiles,
} from './image-parts.ts';

export const REDIS_VERSION = '8.10.1';

export const REDIS: RegistryImage = {
  repository: 'redis',
  tags: ['latest', '8', '8.10', REDIS_VERSION, 'trixie'],
  createdMs: 1789778595000,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: {
    ...EMPTY_CONFIG,
    env: [PATH_ENV, `REDIS_VERSION=${REDIS_VERSION}`],
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['redis-server'],
    workingDir: '/data',
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
    note(`ENV REDIS_VERSION=${REDIS_VERSION}`),
    layer(
      'RUN |2 REDIS_DOWNLOAD_URL=https://github.com/redis/redis/releases/download/8.10.1/redis-full.tar.gz REDIS_DOWNLOAD_SHA=e5cae268… /bin/sh -c set -eux; \t\tsavedAptMark="$(apt-mark showmanual)" # buildkit',
      70_340_812,
      () =>
        files({
          '/usr/local/bin/redis-server': program('redis-server', 17_912_320),
          '/usr/local/bin/redis-cli': refusing(8_102_400),
          '/usr/local/lib/redis/modules/redisearch.so': { kind: 'blank', sizeBytes: 44_000_000 },
        }),
    ),
    layer('RUN /bin/sh -c mkdir /data && chown redis:redis /data # buildkit', 0, () => ({
      data: dir({}, { uid: 999, gid: 999 }),
    })),
    note('WORKDIR /data'),
    layer('COPY docker-entrypoint.sh /usr/local/bin/ # buildkit', 4021, () =>
      files({ '/usr/local/bin/docker-entrypoint.sh': program('redis-entrypoint', 4021) }),
    ),
    note('ENTRYPOINT ["docker-entrypoint.sh"]'),
    note('EXPOSE map[6379/tcp:{}]'),
    note('CMD ["redis-server"]'),
  ],
};
