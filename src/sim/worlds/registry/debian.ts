/** debian: trixie (13) and bookworm (12), whole and slim (debuerreotype). */

import type { RegistryImage, RegistryLayer } from '../../engine/registry/registry.ts';
import { debianTree } from './debian-tree.ts';
import { BUILT_CONFIG, layer, MANY_ARCHITECTURES, note } from './image-parts.ts';

const TRIXIE = `PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
NAME="Debian GNU/Linux"
VERSION_ID="13"
VERSION="13 (trixie)"
VERSION_CODENAME=trixie
DEBIAN_VERSION_FULL=13.5
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;
const BOOKWORM = TRIXIE.replace(/trixie/g, 'bookworm')
  .replace(/13(\.5)?/g, '12$1')
  .replace('12.5', '12.12');
/** 2026-09-18. */
export const TRIXIE_MS = 1789689600000;

const steps = (release: string, sizeBytes: number): readonly RegistryLayer[] => [
  layer(`# debian.sh --arch 'amd64' out/ '${release}' '@${TRIXIE_MS / 1000}'`, sizeBytes, () =>
    debianTree({
      osRelease: release === 'trixie' ? TRIXIE : BOOKWORM,
      version: release === 'trixie' ? '13.5\n' : '12.12\n',
      procps: false,
      libraryBytes: 2_003_408,
    }),
  ),
  note('CMD ["bash"]'),
];

/** What images on top of it begin with. */
export const TRIXIE_SLIM: RegistryLayer = steps('trixie', 78_641_203)[0] as RegistryLayer;

export const BOOKWORM_SLIM: RegistryLayer = steps('bookworm', 74_812_930)[0] as RegistryLayer;

const image = (tags: readonly string[], release: string, sizeBytes: number): RegistryImage => ({
  repository: 'debian',
  tags,
  createdMs: TRIXIE_MS,
  comment: 'debuerreotype 0.17',
  architectures: MANY_ARCHITECTURES,
  config: { ...BUILT_CONFIG, cmd: ['bash'] },
  steps: steps(release, sizeBytes),
});

export const DEBIAN: readonly RegistryImage[] = [
  image(['latest', 'trixie', '13', '13.5'], 'trixie', 120_412_771),
  image(['trixie-slim', 'stable-slim', '13-slim'], 'trixie', 78_641_203),
  image(['bookworm', '12', '12.12', 'oldstable'], 'bookworm', 116_577_210),
  image(['bookworm-slim', '12-slim'], 'bookworm', 74_812_930),
];
