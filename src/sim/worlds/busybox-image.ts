/**
 * busybox:latest as the reference engine has it: one imported layer, every applet a hard link to one file, no
 * environment, CMD ["sh"]. Recorded with `docker image inspect busybox` and `ls -la` in a container.
 */
import { EMPTY_CONFIG } from '../engine/image-config.ts';
import type { Image, Layer } from '../engine/model.ts';
import { OVERLAY_ROOT } from '../engine/paths.ts';
import { dir, hardlink, program, type TreeSpec, text } from '../kernel/tree-spec.ts';
import { APPLET_NAMES } from '../shell/applet-names.ts';

const BUSYBOX_BYTES = 2_063_232;
const LAYER_BYTES = 2_063_422;
const LAYER_ID = '5f0def8d263390644d75f436fb19b29df49e583c0dc056bc03832ef68a4c1870';
const LAYER_DIRECTORY = `${OVERLAY_ROOT}/${LAYER_ID}/diff`;

const PASSWD = `root:x:0:0:root:/root:/bin/sh
www-data:x:33:33:www-data:/var/www:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`;
const GROUP = `root:x:0:
wheel:x:10:root
www-data:x:33:
nobody:x:65534:
`;

export const BUSYBOX_TREE: TreeSpec = {
  bin: dir({
    busybox: program('busybox', BUSYBOX_BYTES),
    ...Object.fromEntries(
      [...APPLET_NAMES]
        .filter((name) => name !== 'busybox')
        .map((name) => [name, hardlink(`${LAYER_DIRECTORY}/bin/busybox`)]),
    ),
  }),
  dev: dir({}),
  etc: dir({ group: text(GROUP), passwd: text(PASSWD) }),
  home: dir({}),
  lib: dir({}),
  root: dir({}),
  sbin: dir({}),
  tmp: dir({}),
  usr: dir({ bin: dir({}), sbin: dir({}) }),
  var: dir({}),
};

const LAYER: Layer = {
  diffId: 'sha256:8f4bc56b78967e6c0f59e0a45fb83c1ae3f05aad91b1780c1adb6da9ec4c8c61',
  directory: LAYER_DIRECTORY,
  link: 'ZOZFYCWE7L4FCI3UULAS6GLQER',
  sizeBytes: LAYER_BYTES,
};

/** What /var/lib/docker/overlay2 holds for it. */
export const BUSYBOX_LAYER_TREE: TreeSpec = {
  [LAYER_ID]: dir({ diff: dir(BUSYBOX_TREE), link: text(LAYER.link) }, { mode: 0o710 }),
};

/** A fresh record: tags change. */
export const busyboxImage = (createdMs: number): Image => ({
  id: 'sha256:90e1c3c3037b40ffcd42cbaa7f5d4946c2ba80c48a4d85891bf2d45864b89417',
  repoTags: ['busybox:latest'],
  repoDigests: [],
  parent: '',
  comment: 'Imported from -',
  author: '',
  createdMs,
  lastTagMs: createdMs,
  dockerVersion: '28.5.2+dfsg4',
  layers: [LAYER],
  history: [{ createdMs, createdBy: '', comment: 'Imported from -', emptyLayer: false }],
  architecture: 'amd64',
  config: { ...EMPTY_CONFIG, cmd: ['sh'] },
});
