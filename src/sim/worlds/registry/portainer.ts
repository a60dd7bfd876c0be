/** portainer/portainer-ce: a web interface for the engine (portainer/portainer). Its program is not modelled. */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { dir } from '../../kernel/tree-spec.ts';
import { BUILT_CONFIG, files, layer, note, PATH_ENV, refusing } from './image-parts.ts';

export const PORTAINER: RegistryImage = {
  repository: 'portainer/portainer-ce',
  tags: ['latest', 'lts', 'sts', '2.33.4', 'alpine'],
  createdMs: 1763424000000,
  comment: 'buildkit.dockerfile.v0',
  architectures: ['amd64', 'arm64', 'arm', 'ppc64le'],
  config: {
    ...BUILT_CONFIG,
    env: [PATH_ENV],
    entrypoint: ['/portainer'],
    workingDir: '/',
    volumes: ['/data'],
    exposedPorts: ['8000/tcp', '9000/tcp', '9443/tcp'],
    labels: {
      'io.portainer.server': 'true',
      'org.opencontainers.image.title': 'Portainer',
      'org.opencontainers.image.vendor': 'Portainer.io',
    },
  },
  steps: [
    layer('COPY dist / # buildkit', 186_000_000, () =>
      files({ '/portainer': refusing(120_000_000), '/public': dir({}), '/mustache-templates': dir({}) }),
    ),
    note('VOLUME [/data]'),
    note('WORKDIR /'),
    note('EXPOSE map[8000/tcp:{} 9000/tcp:{} 9443/tcp:{}]'),
    note('ENTRYPOINT ["/portainer"]'),
  ],
};
