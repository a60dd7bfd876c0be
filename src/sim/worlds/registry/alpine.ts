/** alpine: musl and busybox, every applet a symbolic link. The busybox here is the one busybox there is in the simulator. */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { dir, link, type NodeSpec, program, type TreeSpec, text } from '../../kernel/tree-spec.ts';
import { APPLET_NAMES } from '../../shell/applet-names.ts';
import { BUILT_CONFIG, files, layer, MANY_ARCHITECTURES, note } from './image-parts.ts';

const osRelease = (version: string): string => `NAME="Alpine Linux"
ID=alpine
VERSION_ID=${version}
PRETTY_NAME="Alpine Linux v${version.replace(/\.\d+$/, '')}"
HOME_URL="https://alpinelinux.org/"
BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"
`;
const PASSWD = `root:x:0:0:root:/root:/bin/sh
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/mail:/sbin/nologin
guest:x:405:100:guest:/dev/null:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
`;
const GROUP = `root:x:0:root
bin:x:1:root,bin,daemon
daemon:x:2:root,bin,daemon
wheel:x:10:root
users:x:100:games
nobody:x:65534:
`;

export function alpineTree(version: string): TreeSpec {
  const applets: Record<string, NodeSpec> = {};
  for (const name of APPLET_NAMES) if (name !== 'busybox') applets[`/bin/${name}`] = link('/bin/busybox');
  return files({
    ...applets,
    '/bin/busybox': program('busybox', 808_712),
    '/sbin/apk': program('apk', 74_080),
    '/lib/ld-musl-x86_64.so.1': { kind: 'blank', sizeBytes: 662_944, mode: 0o755 },
    '/etc/alpine-release': text(`${version}\n`),
    '/etc/os-release': text(osRelease(version)),
    '/etc/passwd': text(PASSWD),
    '/etc/group': text(GROUP),
    '/etc/apk/repositories': text(
      `http://mirror.example/alpine/v${version.replace(/\.\d+$/, '')}/main\nhttp://mirror.example/alpine/v${version.replace(/\.\d+$/, '')}/community\n`,
    ),
    '/tmp': dir({}, { mode: 0o1777 }),
    '/root': dir({}, { mode: 0o700 }),
    '/var/log': dir({}),
    ...Object.fromEntries(
      [
        'dev',
        'home',
        'media',
        'mnt',
        'opt',
        'proc',
        'run',
        'srv',
        'sys',
        'usr/bin',
        'usr/sbin',
        'var/cache',
      ].map((name) => [`/${name}`, dir({})]),
    ),
  });
}

const image = (
  tags: readonly string[],
  version: string,
  sizeBytes: number,
  createdMs: number,
): RegistryImage => ({
  repository: 'alpine',
  tags,
  createdMs,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: { ...BUILT_CONFIG, cmd: ['/bin/sh'], workingDir: '/' },
  steps: [
    layer(`ADD alpine-minirootfs-${version}-x86_64.tar.gz / # buildkit`, sizeBytes, () =>
      alpineTree(version),
    ),
    note('CMD ["/bin/sh"]'),
  ],
});

export const ALPINE: readonly RegistryImage[] = [
  image(['latest', '3', '3.22', '3.22.2'], '3.22.2', 8_315_904, 1759950720000),
  image(['3.21', '3.21.5'], '3.21.5', 7_829_504, 1759950600000),
  image(['3.20', '3.20.8'], '3.20.8', 7_802_880, 1759950480000),
  image(['3.19', '3.19.9'], '3.19.9', 7_405_568, 1759950360000),
];
