/** hello-world: one static program. */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { program } from '../../kernel/tree-spec.ts';
import { BUILT_CONFIG, layer, MANY_ARCHITECTURES, note } from './image-parts.ts';

export const HELLO_WORLD: RegistryImage = {
  repository: 'hello-world',
  tags: ['latest', 'linux'],
  createdMs: 1754607029000,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: { ...BUILT_CONFIG, cmd: ['/hello'], workingDir: '/' },
  steps: [
    layer('COPY hello / # buildkit', 10_072, () => ({ hello: program('hello-world', 10_072) })),
    note('CMD ["/hello"]'),
  ],
};
