/**
 * What descriptions of images are made of: steps as Dockerfiles make them, files by path, users. The configurations are those
 * that docker-library's repo-info recorded of the official images; of long RUN lines the beginning is kept, sizes of
 * unpacked layers are those `docker history` shows, and of the files those that programs here look at.
 */

import { DEFAULT_PATH } from '../../engine/bundle.ts';
import type { ImageConfig } from '../../engine/model.ts';
import type { RegistryLayer } from '../../engine/registry/registry.ts';
import { dir, type NodeSpec, program, type TreeSpec, text } from '../../kernel/tree-spec.ts';

export const PATH_ENV = `PATH=${DEFAULT_PATH}`;
export const MANY_ARCHITECTURES = ['amd64', 'arm', 'arm64', '386', 'ppc64le', 'riscv64', 's390x'];

export const EMPTY_CONFIG: ImageConfig = {
  cmd: null,
  entrypoint: null,
  env: [PATH_ENV],
  labels: null,
  user: '',
  workingDir: '',
  volumes: null,
  exposedPorts: null,
  stopSignal: null,
  healthcheck: null,
};

/** A step that made files. */
export const layer = (createdBy: string, sizeBytes: number, tree: () => TreeSpec): RegistryLayer => ({
  createdBy,
  sizeBytes,
  tree,
});

/** A step that only says something. */
export const note = (createdBy: string): RegistryLayer => ({ createdBy, sizeBytes: 0, tree: null });

/** A step whose files nothing here looks at, in one file of that size. */
export const bulk = (createdBy: string, sizeBytes: number, path: string): RegistryLayer =>
  layer(createdBy, sizeBytes, () => files({ [path]: { kind: 'blank', sizeBytes } }));

/** The size of a step in another release than the one that was measured: each has a layer of its own. */
export function sizeIn(release: string, measured: string, bytes: number): number {
  const sum = (text: string): number =>
    [...text].reduce((total, letter, at) => total + letter.charCodeAt(0) * (at + 1), 0);
  return bytes - Math.abs(sum(release) - sum(measured)) * 4096;
}

/** Nodes by absolute path, as a tree. */
export function files(nodes: Readonly<Record<string, NodeSpec>>): TreeSpec {
  const root: Record<string, NodeSpec> = {};
  for (const [path, node] of Object.entries(nodes)) {
    const parts = path.split('/').filter((part) => part !== '');
    const name = parts.pop() ?? '';
    let at = root;
    for (const part of parts) {
      const next = at[part];
      const entries = next?.kind === 'dir' ? (next.entries as Record<string, NodeSpec>) : {};
      if (next?.kind !== 'dir') at[part] = dir(entries);
      at = entries;
    }
    const old = at[name];
    at[name] =
      old?.kind === 'dir' && node.kind === 'dir'
        ? { ...node, entries: { ...old.entries, ...node.entries } }
        : node;
  }
  return root;
}

/** A program that is there and that nothing models: it says so and ends. */
export const refusing = (sizeBytes: number): NodeSpec => program('not-modelled', sizeBytes);

export const PASSWD = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;
export const GROUP = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
www-data:x:33:
backup:x:34:
staff:x:50:
games:x:60:
users:x:100:
nogroup:x:65534:
`;

/** The step that adds a system user, as a changed /etc/passwd and /etc/group. */
export const userFiles = (name: string, id: number, home: string, shell: string): TreeSpec => ({
  etc: dir({
    passwd: text(`${PASSWD}${name}:x:${id}:${id}::${home}:${shell}\n`),
    group: text(`${GROUP}${name}:x:${id}:\n`),
  }),
});
