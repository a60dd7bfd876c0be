/** node: 24, 22 and 20 (nodejs/docker-node); the variants share one tree. */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { program } from '../../kernel/tree-spec.ts';
import { TRIXIE_MS, TRIXIE_SLIM } from './debian.ts';
import { BUILT_CONFIG, files, layer, note, PATH_ENV, refusing, sizeIn, userFiles } from './image-parts.ts';

const image = (version: string, tags: readonly string[], createdMs: number): RegistryImage => ({
  repository: 'node',
  tags,
  createdMs,
  comment: 'buildkit.dockerfile.v0',
  architectures: ['amd64', 'arm64', 'ppc64le', 's390x'],
  config: {
    ...BUILT_CONFIG,
    env: [PATH_ENV, `NODE_VERSION=${version}`, 'YARN_VERSION=1.22.22'],
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
    note(`ENV NODE_VERSION=${version}`),
    layer(
      'RUN /bin/sh -c ARCH= OPENSSL_ARCH= && dpkgArch="$(dpkg --print-architecture)" # buildkit',
      sizeIn(version, '24.11.0', 149_422_080),
      () =>
        files({
          '/usr/local/bin/node': program('node', 121_634_816),
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
});

export const NODE: readonly RegistryImage[] = [
  image(
    '24.11.0',
    ['latest', '24', 'lts', 'slim', '24-slim', 'alpine', '24-alpine', '24.11.0'],
    TRIXIE_MS + 7_200_000,
  ),
  image('22.21.1', ['22', '22-slim', '22-alpine', '22.21.1'], TRIXIE_MS + 7_100_000),
  image('20.20.0', ['20', '20-slim', '20-alpine', '20.20.0'], TRIXIE_MS + 7_000_000),
];
