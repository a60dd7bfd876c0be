/** node: 24, slim (nodejs/docker-node). The engine itself is not modelled. */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { program } from '../../kernel/tree-spec.ts';
import { TRIXIE_MS, TRIXIE_SLIM } from './debian.ts';
import { EMPTY_CONFIG, files, layer, note, PATH_ENV, refusing, userFiles } from './image-parts.ts';

const VERSION = '24.11.0';

export const NODE: RegistryImage = {
  repository: 'node',
  tags: ['latest', '24', 'lts', 'slim', '24-slim', VERSION],
  createdMs: TRIXIE_MS + 7_200_000,
  comment: 'buildkit.dockerfile.v0',
  architectures: ['amd64', 'arm64', 'ppc64le', 's390x'],
  config: {
    ...EMPTY_CONFIG,
    env: [PATH_ENV, `NODE_VERSION=${VERSION}`, 'YARN_VERSION=1.22.22'],
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['node'],
  },
  steps: [
    TRIXIE_SLIM,
    layer(
      'RUN /bin/sh -c groupadd --gid 1000 node   && useradd --uid 1000 --gid node --shell /bin/bash --create-home node # buildkit',
      8_940,
      () => userFiles('node', 1000, '/home/node', '/bin/bash'),
    ),
    note(`ENV NODE_VERSION=${VERSION}`),
    layer(
      'RUN /bin/sh -c ARCH= OPENSSL_ARCH= && dpkgArch="$(dpkg --print-architecture)" # buildkit',
      149_422_080,
      () =>
        files({
          '/usr/local/bin/node': refusing(121_634_816),
          '/usr/local/bin/npm': refusing(54),
          '/usr/local/bin/npx': refusing(54),
          '/usr/local/include/node/node.h': { kind: 'blank', sizeBytes: 25_000_000 },
        }),
    ),
    note('ENV YARN_VERSION=1.22.22'),
    layer('COPY docker-entrypoint.sh /usr/local/bin/ # buildkit', 388, () =>
      files({ '/usr/local/bin/docker-entrypoint.sh': program('node-entrypoint', 388) }),
    ),
    note('ENTRYPOINT ["docker-entrypoint.sh"]'),
    note('CMD ["node"]'),
  ],
};
