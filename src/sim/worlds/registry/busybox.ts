/** busybox: the one of the registry, built on glibc. */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { BUSYBOX_TREE } from '../busybox-image.ts';
import { BUILT_CONFIG, layer, MANY_ARCHITECTURES, note } from './image-parts.ts';

export const BUSYBOX: RegistryImage = {
  repository: 'busybox',
  tags: ['1.37', '1.37.0', 'glibc', 'stable', 'stable-glibc', 'unstable', 'musl', 'uclibc'],
  createdMs: 1727386302000,
  comment: '',
  architectures: MANY_ARCHITECTURES,
  config: { ...BUILT_CONFIG, cmd: ['sh'] },
  steps: [layer('BusyBox 1.37.0 (glibc), Debian 13', 4_427_776, () => BUSYBOX_TREE), note('CMD ["sh"]')],
};
