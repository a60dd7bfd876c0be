/** ubuntu: 26.04 and 24.04 share what is modelled here; the tags of the long-term release of 2024. */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { debianTree } from './debian-tree.ts';
import { EMPTY_CONFIG, layer, MANY_ARCHITECTURES, note } from './image-parts.ts';

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

export const UBUNTU: RegistryImage = {
  repository: 'ubuntu',
  tags: ['latest', '24.04', 'noble'],
  createdMs: 1789430400000,
  comment: '',
  architectures: MANY_ARCHITECTURES,
  config: {
    ...EMPTY_CONFIG,
    cmd: ['/bin/bash'],
    labels: { 'org.opencontainers.image.ref.name': 'ubuntu', 'org.opencontainers.image.version': '24.04' },
  },
  steps: [
    note('/bin/sh -c #(nop)  ARG RELEASE'),
    note('/bin/sh -c #(nop)  ARG LAUNCHPAD_BUILD_ARCH'),
    note('/bin/sh -c #(nop)  LABEL org.opencontainers.image.ref.name=ubuntu'),
    note('/bin/sh -c #(nop)  LABEL org.opencontainers.image.version=24.04'),
    layer('/bin/sh -c #(nop) ADD file:b4619a63cd7829e1338ddaa4995ca003003002df4 in / ', 78_127_104, () =>
      debianTree({ osRelease: OS_RELEASE, version: 'trixie/sid\n', procps: true, libraryBytes: 2_125_328 }),
    ),
    note('/bin/sh -c #(nop)  CMD ["/bin/bash"]'),
  ],
};
