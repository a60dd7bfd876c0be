/** ubuntu: the long-term releases of 2024 and 2022. */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { debianTree } from './debian-tree.ts';
import { BUILT_CONFIG, layer, MANY_ARCHITECTURES, note } from './image-parts.ts';

const OS_RELEASE = `PRETTY_NAME="Ubuntu 24.04.3 LTS"
NAME="Ubuntu"
VERSION_ID="24.04"
VERSION="24.04.3 LTS (Noble Numbat)"
VERSION_CODENAME=noble
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
SUPPORT_URL="https://help.ubuntu.com/"
BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
PRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"
UBUNTU_CODENAME=noble
LOGO=ubuntu-logo
`;

interface Release {
  readonly version: string;
  readonly tags: readonly string[];
  readonly osRelease: string;
  readonly debian: string;
  readonly sizeBytes: number;
  readonly createdMs: number;
}

const image = ({ version, tags, osRelease, debian, sizeBytes, createdMs }: Release): RegistryImage => ({
  repository: 'ubuntu',
  tags,
  createdMs,
  comment: '',
  architectures: MANY_ARCHITECTURES,
  config: {
    ...BUILT_CONFIG,
    cmd: ['/bin/bash'],
    labels: { 'org.opencontainers.image.ref.name': 'ubuntu', 'org.opencontainers.image.version': version },
  },
  steps: [
    note('/bin/sh -c #(nop)  ARG RELEASE'),
    note('/bin/sh -c #(nop)  ARG LAUNCHPAD_BUILD_ARCH'),
    note('/bin/sh -c #(nop)  LABEL org.opencontainers.image.ref.name=ubuntu'),
    note(`/bin/sh -c #(nop)  LABEL org.opencontainers.image.version=${version}`),
    layer('/bin/sh -c #(nop) ADD file:b4619a63cd7829e1338ddaa4995ca003003002df4 in / ', sizeBytes, () =>
      debianTree({ osRelease, version: debian, procps: true, libraryBytes: 2_125_328 }),
    ),
    note('/bin/sh -c #(nop)  CMD ["/bin/bash"]'),
  ],
});

const JAMMY = OS_RELEASE.replace(/24\.04\.3/g, '22.04.5')
  .replace(/24\.04/g, '22.04')
  .replace(/Noble Numbat/g, 'Jammy Jellyfish')
  .replace(/noble/g, 'jammy')
  .replace('LOGO=ubuntu-logo\n', '');

export const UBUNTU: readonly RegistryImage[] = [
  image({
    version: '24.04',
    tags: ['latest', '24.04', 'noble'],
    osRelease: OS_RELEASE,
    debian: 'trixie/sid\n',
    sizeBytes: 78_127_104,
    createdMs: 1789430400000,
  }),
  image({
    version: '22.04',
    tags: ['22.04', 'jammy'],
    osRelease: JAMMY,
    debian: 'bookworm/sid\n',
    sizeBytes: 77_862_912,
    createdMs: 1789430100000,
  }),
];
