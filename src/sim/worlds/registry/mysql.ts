/** mysql: the innovation release and the long-term ones, 8.4 and 8.0, on Oracle Linux 9 slim (docker-library/mysql). */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { dir, program, text } from '../../kernel/tree-spec.ts';
import { GROUP, PASSWD } from '../debian-accounts.ts';
import { debianTree } from './debian-tree.ts';
import { BUILT_CONFIG, bulk, files, layer, note, PATH_ENV, sizeIn } from './image-parts.ts';

const OS_RELEASE = `NAME="Oracle Linux Server"
VERSION="9.6"
ID="ol"
ID_LIKE="fedora"
VERSION_ID="9.6"
PRETTY_NAME="Oracle Linux Server 9.6"
`;

interface Release {
  /** MYSQL_MAJOR. */
  readonly major: string;
  readonly version: string;
  readonly tags: readonly string[];
  readonly createdMs: number;
}

const variables = ({ major, version }: Release) =>
  [
    'GOSU_VERSION=1.19',
    `MYSQL_MAJOR=${major}`,
    `MYSQL_VERSION=${version}-1.el9`,
    `MYSQL_SHELL_VERSION=${version}-1.el9`,
  ] as const;

const image = (release: Release): RegistryImage => ({
  repository: 'mysql',
  tags: release.tags,
  createdMs: release.createdMs,
  comment: 'buildkit.dockerfile.v0',
  architectures: ['amd64', 'arm64'],
  config: {
    ...BUILT_CONFIG,
    env: [PATH_ENV, ...variables(release)],
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['mysqld'],
    volumes: ['/var/lib/mysql'],
    exposedPorts: ['3306/tcp', '33060/tcp'],
  },
  steps: [
    layer('ADD oraclelinux-9-slim-amd64-rootfs.tar.xz / # buildkit', 118_223_872, () =>
      debianTree({ osRelease: OS_RELEASE, version: '', procps: false, libraryBytes: 2_592_552 }),
    ),
    note('CMD ["/bin/bash"]'),
    layer(
      'RUN /bin/sh -c set -eux; \tgroupadd --system --gid 999 mysql; \tuseradd --system --uid 999 --gid 999 --home-dir /var/lib/mysql --no-create-home mysql # buildkit',
      2340,
      () =>
        files({
          '/etc/passwd': text(`${PASSWD}mysql:x:999:999::/var/lib/mysql:/bin/bash\n`),
          '/etc/group': text(`${GROUP}mysql:x:999:\n`),
        }),
    ),
    note(`ENV ${variables(release)[0]}`),
    bulk(
      'RUN /bin/sh -c set -eux; \tarch="$(uname -m)"; \tcase "$arch" in # buildkit',
      1_884_160,
      '/usr/local/bin/gosu',
    ),
    bulk(
      'RUN /bin/sh -c set -eux; \tmicrodnf install -y \t\tbzip2 \t\tgzip \t\topenssl \t\txz \t\tzstd \t\tfindutils \t; \tmicrodnf clean all # buildkit',
      16_812_032,
      '/usr/lib64/libcrypto.so.3',
    ),
    bulk(
      "RUN /bin/sh -c set -eux; \tkey='BCA4 3417 C3B4 85DD 128E C6D4 B7B3 B788 A8D3 785C' # buildkit",
      3142,
      '/etc/pki/rpm-gpg/RPM-GPG-KEY-mysql',
    ),
    note(`ENV ${variables(release)[1]}`),
    note(`ENV ${variables(release)[2]}`),
    bulk(
      `RUN /bin/sh -c set -eu; \t{ \t\techo '[mysql${release.major}-server-minimal]' # buildkit`,
      303,
      '/etc/yum.repos.d/mysql-community-minimal.repo',
    ),
    layer(
      'RUN /bin/sh -c set -eux; \tmicrodnf install -y "mysql-community-server-minimal-$MYSQL_VERSION" # buildkit',
      sizeIn(release.version, '26.7.0', 265_420_800),
      () =>
        files({
          '/usr/sbin/mysqld': program('mysqld', 71_303_168),
          '/usr/bin/mysql': program('mysql', 7_340_032),
          '/usr/bin/mysqladmin': program('mysqladmin', 6_291_456),
          '/usr/lib64/mysql/plugin/all.so': { kind: 'blank', sizeBytes: 180_000_000 },
          '/etc/my.cnf': text(
            '[mysqld]\nhost-cache-size=0\nskip-name-resolve\ndatadir=/var/lib/mysql\nsocket=/var/run/mysqld/mysqld.sock\nsecure-file-priv=/var/lib/mysql-files\nuser=mysql\n\npid-file=/var/run/mysqld/mysqld.pid\n[client]\nsocket=/var/run/mysqld/mysqld.sock\n\n!includedir /etc/mysql/conf.d/\n',
          ),
          '/etc/mysql/conf.d': dir({}),
          '/var/lib/mysql': dir({}, { mode: 0o1777, uid: 999, gid: 999 }),
          '/run/mysqld': dir({}, { mode: 0o1777, uid: 999, gid: 999 }),
          '/docker-entrypoint-initdb.d': dir({}),
          '/var/lib/mysql-files': dir({}, { mode: 0o750, uid: 999, gid: 999 }),
        }),
    ),
    note(`ENV ${variables(release)[3]}`),
    bulk(
      'RUN /bin/sh -c set -eux; \tmicrodnf install -y "mysql-shell-$MYSQL_SHELL_VERSION" # buildkit',
      524_288_000,
      '/usr/lib/mysqlsh/libs.so',
    ),
    note('VOLUME [/var/lib/mysql]'),
    layer('COPY docker-entrypoint.sh /usr/local/bin/ # buildkit', 14_318, () =>
      files({ '/usr/local/bin/docker-entrypoint.sh': program('mysql-entrypoint', 14_318) }),
    ),
    note('ENTRYPOINT ["docker-entrypoint.sh"]'),
    note('EXPOSE map[3306/tcp:{} 33060/tcp:{}]'),
    note('CMD ["mysqld"]'),
  ],
});

export const MYSQL: readonly RegistryImage[] = [
  image({
    major: 'innovation',
    version: '26.7.0',
    tags: ['latest', 'innovation', '26', '26.7', '26.7.0', 'oraclelinux9'],
    createdMs: 1789171858000,
  }),
  image({
    major: '8.4',
    version: '8.4.10',
    tags: ['8', '8.4', 'lts', '8.4.10', '8.4-oraclelinux9', '8-oraclelinux9'],
    createdMs: 1789171830000,
  }),
  image({
    major: '8.0',
    version: '8.0.46',
    tags: ['8.0', '8.0.46', '8.0-oraclelinux9'],
    createdMs: 1776902400000,
  }),
];
