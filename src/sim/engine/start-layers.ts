/**
 * The overlay mount of a container's layers (moby `daemon/graphdriver/overlay2`): the image's, its init layer, its own on top.
 * Invariant: mounted exactly while the container runs. Left out: other storage drivers, the `link` and `lower` files.
 */
import type { Sys } from '../kernel/sys.ts';
import { exists } from './host-files.ts';
import type { Container } from './model.ts';
import { initDirectory, mergedDirectory, OVERLAY_ROOT, upperDirectory, workDirectory } from './paths.ts';

export function mountOverlay(sys: Sys, container: Container): void {
  const { layer, image } = container;
  const layers = [initDirectory(layer), ...[...image.layers].reverse().map((one) => one.directory)];
  const lowers = layers.map((directory) => shortLink(sys, directory));
  sys.mount({
    source: 'overlay',
    target: mergedDirectory(layer),
    type: 'overlay',
    data: `lowerdir=${lowers.join(':')},upperdir=${upperDirectory(layer)},workdir=${workDirectory(layer)}`,
  });
}

/** The link of the container's own layer goes with the mount; those of images stay. */
export function unmountOverlay(sys: Sys, container: Container): void {
  sys.umount(mergedDirectory(container.layer), { lazy: true });
  sys.unlink(linkPath(initDirectory(container.layer)));
}

const LINK_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** overlay2 mounts layers by links of 26 letters, so that many fit on a page of mount options. The letters follow from the layer's id. */
function shortLink(sys: Sys, directory: string): string {
  const path = linkPath(directory);
  if (!exists(sys, path)) sys.symlink(`../${layerId(directory)}/diff`, path);
  return path;
}

const layerId = (directory: string): string => directory.split('/').at(-2) ?? '';

function linkPath(directory: string): string {
  const id = layerId(directory);
  let letters = '';
  for (let at = 0; at < 26; at += 1) {
    const pair = Number.parseInt(id.slice(at * 2, at * 2 + 2), 16);
    letters += LINK_LETTERS[(pair + (id.endsWith('-init') ? at + 1 : 0)) % 32] ?? 'A';
  }
  return `${OVERLAY_ROOT}/l/${letters}`;
}
