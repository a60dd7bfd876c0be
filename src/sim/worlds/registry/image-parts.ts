/**
 * What descriptions of images are made of: steps as Dockerfiles make them, files by path, users. The configurations are those
 * that docker-library's repo-info recorded of the official images; of long RUN lines the beginning is kept, sizes of
 * unpacked layers are those `docker history` shows, and of the files those that programs here look at.
 */

import { DEFAULT_PATH } from '../../engine/bundle.ts';
import { EMPTY_CONFIG } from '../../engine/image-config.ts';
import type { ImageConfig } from '../../engine/model.ts';
import type { RegistryLayer } from '../../engine/registry/registry.ts';
import { dir, type NodeSpec, program, type TreeSpec, text } from '../../kernel/tree-spec.ts';
import { GROUP, PASSWD } from '../debian-accounts.ts';

export const PATH_ENV = `PATH=${DEFAULT_PATH}`;
export const MANY_ARCHITECTURES = ['amd64', 'arm', 'arm64', '386', 'ppc64le', 'riscv64', 's390x'];

/** What a Dockerfile that says nothing ends with. */
export const BUILT_CONFIG: ImageConfig = { ...EMPTY_CONFIG, env: [PATH_ENV] };

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

/** The step that adds a system user, as a changed /etc/passwd and /etc/group. */
export const userFiles = (name: string, id: number, home: string, shell: string): TreeSpec => ({
  etc: dir({
    passwd: text(`${PASSWD}${name}:x:${id}:${id}::${home}:${shell}\n`),
    group: text(`${GROUP}${name}:x:${id}:\n`),
  }),
});
