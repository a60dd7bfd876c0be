/** python: 3 and the last 2.7, slim (docker-library/python). The interpreters are programs/python. */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { program } from '../../kernel/tree-spec.ts';
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

const interpreter = (version: string) => program(`python${/^\d+\.\d+/.exec(version)?.[0]}`, 14_312);

const image = (
  tags: readonly string[],
  version: string,
  command: string,
  createdMs: number,
  unpackedBytes: number,
): RegistryImage => ({
  repository: 'python',
  tags,
  createdMs,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: { ...BUILT_CONFIG, env: [PATH_ENV, `PYTHON_VERSION=${version}`], cmd: [command] },
  steps: [
    TRIXIE_SLIM,
    note(`ENV ${PATH_ENV}`),
    bulk(
      'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tnetbase \t\ttzdata # buildkit',
      3_812_352,
      '/etc/ssl/certs/ca-certificates.crt',
    ),
    note(`ENV PYTHON_VERSION=${version}`),
    layer(
      'RUN /bin/sh -c set -eux; \t\tsavedAptMark="$(apt-mark showmanual)" # buildkit',
      unpackedBytes,
      () =>
        files({
          [`/usr/local/bin/${command}`]: interpreter(version),
          '/usr/local/bin/python': interpreter(version),
          '/usr/local/bin/pip': refusing(214),
          '/usr/local/lib/libpython.so': { kind: 'blank', sizeBytes: 35_000_000 },
        }),
    ),
    note(`CMD ["${command}"]`),
  ],
});

export const PYTHON: readonly RegistryImage[] = [
  image(
    ['latest', '3', '3.14', 'slim', '3-slim', '3.14-slim'],
    '3.14.1',
    'python3',
    TRIXIE_MS + 3_600_000,
    36_175_872,
  ),
  image(['3.13', '3.13-slim', '3.13-bookworm'], '3.13.11', 'python3', TRIXIE_MS + 3_500_000, 36_021_248),
  image(
    ['3.12', '3.12-slim', '3.12.12', '3.12-bookworm', '3.12-slim-bookworm'],
    '3.12.12',
    'python3',
    TRIXIE_MS + 3_400_000,
    35_672_064,
  ),
  image(['3.11', '3.11-slim', '3.11-bookworm'], '3.11.14', 'python3', TRIXIE_MS + 3_300_000, 35_110_912),
  image(['2.7', '2', '2.7.18', '2.7-slim', '2.7.18-slim'], '2.7.18', 'python2', 1587378000000, 34_119_680),
];
