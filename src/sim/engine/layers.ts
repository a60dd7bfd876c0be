/**
 * Layers as content: a directory of changes is packed to know its digest, and copied to its place below overlay2 (moby
 * `layer/layer_store.go`). Invariant: a layer's digest is that of its tar; equal digests share one directory.
 */
import type { Sys, Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { mkdirAll, removeAll, treeBytes, writeFile } from './host-files.ts';
import { randomHex, randomLink } from './ids.ts';
import type { Image, Layer } from './model.ts';
import { OVERLAY_ROOT } from './paths.ts';
import { sha256Hex } from './sha256.ts';
import { extractMembers } from './tar/tar-extract.ts';
import { readTar, type TarMember, type TarSink } from './tar/tar-format.ts';
import { endTar, packTree } from './tar/tar-write.ts';

export const layerDirectory = (id: string): string => `${OVERLAY_ROOT}/${id}/diff`;

export const isEmptyDirectory = (sys: Sys, path: string): boolean =>
  sys.readdir(path).every(({ name }) => name === '.' || name === '..');

/** The tar of a layer as save and the digest have it. */
export function* packLayer(sys: Sys, directory: string, sink: TarSink): Task<void> {
  yield* packTree({ sys, path: directory, as: '', whiteouts: true }, sink);
  yield* endTar(sink);
}

export function* packWhole(pack: (sink: TarSink) => Task<void>): Task<Uint8Array> {
  const pieces: Uint8Array[] = [];
  // biome-ignore lint/correctness/useYield: a sink that never waits is a sink like any other.
  yield* pack(function* (piece) {
    pieces.push(piece);
  });
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** A copy of what lies in `directory`, as a layer. */
export function* layerFrom(engine: Engine, directory: string): Task<Layer> {
  const bytes = yield* packWhole((sink) => packLayer(engine.sys, directory, sink));
  return yield* layerFromTar(engine, bytes);
}

/** Throws TarError. */
export function* layerFromTar(engine: Engine, bytes: Uint8Array): Task<Layer> {
  return yield* registerLayer(engine, `sha256:${sha256Hex(bytes)}`, readTar(bytes));
}

export function* registerLayer(engine: Engine, diffId: string, members: readonly TarMember[]): Task<Layer> {
  const known = findLayer(engine, diffId);
  if (known !== null) return known;
  const { sys } = engine;
  const id = randomHex(sys, 64);
  const directory = layerDirectory(id);
  mkdirAll(sys, directory);
  const link = randomLink(sys);
  yield* writeFile(sys, `${OVERLAY_ROOT}/${id}/link`, link);
  yield* extractMembers(sys, directory, members, { whiteouts: true });
  return { diffId, directory, link, sizeBytes: treeBytes(sys, directory) };
}

export function findLayer(engine: Engine, diffId: string): Layer | null {
  const all = [...engine.images.all().flatMap(({ layers }) => layers), ...engine.buildCache.layers()];
  return all.find((layer) => layer.diffId === diffId) ?? null;
}

/** Directories that no image, container or cache entry needs any more go from the disk. */
export function dropLayers(engine: Engine, layers: readonly Layer[]): readonly Layer[] {
  const kept = new Set(
    [
      ...engine.images.all().flatMap((image) => image.layers),
      ...engine.containers.all().flatMap(({ image }) => image.layers),
      ...engine.buildCache.layers(),
    ].map(({ directory }) => directory),
  );
  const gone = layers.filter(({ directory }) => !kept.has(directory));
  for (const { directory } of gone) removeAll(engine.sys, directory.replace(/\/diff$/, ''));
  return gone;
}

/** What `docker rmi` calls a layer: the digest of all below it and itself (`identity.ChainID`). */
export function chainIds(layers: readonly Layer[]): readonly string[] {
  const ids: string[] = [];
  for (const { diffId } of layers) {
    const below = ids.at(-1);
    ids.push(below === undefined ? diffId : `sha256:${sha256Hex(`${below} ${diffId}`)}`);
  }
  return ids;
}

export const sharesLayer = (image: Image, layer: Layer): boolean =>
  image.layers.some(({ diffId }) => diffId === layer.diffId);
