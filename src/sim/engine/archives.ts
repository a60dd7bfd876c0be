/**
 * Images and containers as archives: export, import, save, load (moby `daemon/export.go`, `daemon/images/image_import.go`,
 * `image/tarexport`). Layers in an archive lie under their digest; the digest of what other tools wrote is computed.
 */

import type { Sys, Task } from '../kernel/sys.ts';
import { goArchitecture } from './architecture.ts';
import { addImage, ENGINE_VERSION } from './commit.ts';
import { inContainerFiles } from './container-files.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { randomHex } from './ids.ts';
import { changedConfig } from './image-changes.ts';
import { EMPTY_CONFIG, imageJson, readImageJson } from './image-config.ts';
import { findLayer, layerFromTar, packLayer, packWhole, registerLayer } from './layers.ts';
import type { Image, Layer } from './model.ts';
import { readTar, TarError, type TarMember, type TarSink } from './tar/tar-format.ts';
import { endTar, packBytes, packDirectory, packTree } from './tar/tar-write.ts';

/** The container's whole file system. */
export function* exportContainer(
  engine: Engine,
  reference: string,
  sinkOf: (writer: Sys) => TarSink,
): Task<void> {
  const container = engine.containers.get(reference);
  yield* inContainerFiles(engine, container, { volumes: false }, function* (sys) {
    const sink = sinkOf(sys);
    yield* packTree({ sys, path: '/', as: '' }, sink);
    yield* endTar(sink);
  });
  engine.emit(container, 'export');
}

export interface ImportRequest {
  readonly bytes: Uint8Array;
  readonly reference: string | null;
  readonly message: string;
  readonly changes: readonly string[];
}

export function* importImage(engine: Engine, request: ImportRequest): Task<Image> {
  const config = changedConfig(EMPTY_CONFIG, request.changes);
  const layer = yield* orEngineError(() => layerFromTar(engine, request.bytes));
  const createdMs = engine.stamp();
  const comment = request.message;
  const image = addImage(
    engine,
    {
      architecture: goArchitecture(engine.sys.uname().machine),
      author: '',
      comment,
      config,
      createdMs,
      dockerVersion: ENGINE_VERSION,
      layers: [layer],
      history: [{ createdMs, createdBy: '', comment, emptyLayer: false }],
    },
    { parent: '', reference: request.reference },
  );
  engine.emitImage('import', image.id, image.id);
  return image;
}

function* orEngineError<T>(work: () => Task<T>): Task<T> {
  try {
    return yield* work();
  } catch (error) {
    if (error instanceof TarError) throw new EngineError('system', error.message);
    throw error;
  }
}

const encoder = new TextEncoder();

/** An archive in Docker's and OCI's form at once, as `docker save` writes it. */
export function* saveImages(engine: Engine, references: readonly string[], sink: TarSink): Task<void> {
  const images = references.map((reference) => ({ reference, image: savedImage(engine, reference) }));
  const nowMs = engine.sys.realtimeMs();
  const blobs = new Map<string, (out: TarSink) => Task<void>>();
  for (const { image } of images) {
    blobs.set(hex(image.id), (out) =>
      packBytes(`blobs/sha256/${hex(image.id)}`, encoder.encode(imageJson(image)), nowMs, out),
    );
    for (const layer of image.layers)
      blobs.set(hex(layer.diffId), (out) => packBlob(engine, layer, nowMs, out));
  }
  yield* packDirectory('blobs', nowMs, sink);
  yield* packDirectory('blobs/sha256', nowMs, sink);
  for (const [, write] of [...blobs].sort(([a], [b]) => (a < b ? -1 : 1))) yield* write(sink);
  for (const [name, text] of indexFiles(images)) yield* packBytes(name, encoder.encode(text), nowMs, sink);
  yield* endTar(sink);
  for (const { image } of images) engine.emitImage('save', image.id, image.id);
}

const hex = (digest: string): string => digest.replace(/^sha256:/, '');

function savedImage(engine: Engine, reference: string): Image {
  const image = engine.images.find(reference);
  if (image === null) throw new EngineError('not-found', `No such image: ${reference}`);
  return image;
}

function* packBlob(engine: Engine, layer: Layer, nowMs: number, sink: TarSink): Task<void> {
  const bytes = yield* packWhole((inner) => packLayer(engine.sys, layer.directory, inner));
  yield* packBytes(`blobs/sha256/${hex(layer.diffId)}`, bytes, nowMs, sink);
}

interface Named {
  readonly reference: string;
  readonly image: Image;
}

function indexFiles(images: readonly Named[]): readonly (readonly [string, string])[] {
  const tagsOf = ({ reference, image }: Named): readonly string[] => {
    const full = reference.includes(':') ? reference : `${reference}:latest`;
    return image.repoTags.includes(full)
      ? [full]
      : image.repoTags.filter((tag) => tag.startsWith(`${reference}:`));
  };
  const unique = [...new Set(images.map(({ image }) => image))];
  const manifest = unique.map((image) => ({
    Config: `blobs/sha256/${hex(image.id)}`,
    RepoTags: [...new Set(images.filter((one) => one.image === image).flatMap(tagsOf))],
    Layers: image.layers.map(({ diffId }) => `blobs/sha256/${hex(diffId)}`),
  }));
  const repositories: Record<string, Record<string, string>> = {};
  for (const one of images) {
    for (const tag of tagsOf(one)) {
      const at = tag.lastIndexOf(':');
      const repository = tag.slice(0, at);
      repositories[repository] = {
        ...repositories[repository],
        [tag.slice(at + 1)]: hex(one.image.layers.at(-1)?.diffId ?? ''),
      };
    }
  }
  const index = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: unique.map((image) => ({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: image.id,
    })),
  };
  return [
    ['index.json', JSON.stringify(index)],
    ['manifest.json', JSON.stringify(manifest)],
    ['oci-layout', '{"imageLayoutVersion":"1.0.0"}'],
    ['repositories', JSON.stringify(repositories)],
  ];
}

/** The lines `docker load` prints. */
export function* loadImages(engine: Engine, bytes: Uint8Array): Task<readonly string[]> {
  const members = membersOf(bytes);
  const files = new Map(members.map((member) => [member.entry.name, member]));
  const manifest = files.get('manifest.json');
  if (manifest === undefined) {
    const place = `/var/lib/docker/tmp/docker-import-${randomHex(engine.sys, 10).replace(/\D/g, '7')}/repositories`;
    throw new EngineError('not-found', `open ${place}: no such file or directory`);
  }
  const lines: string[] = [];
  for (const entry of JSON.parse(new TextDecoder().decode(manifest.data)) as readonly ManifestEntry[]) {
    lines.push(...(yield* loadOne(engine, entry, files)));
  }
  return lines;
}

function membersOf(bytes: Uint8Array): readonly TarMember[] {
  try {
    return readTar(bytes);
  } catch (error) {
    if (error instanceof TarError) throw new EngineError('system', error.message);
    throw error;
  }
}

interface ManifestEntry {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[];
}

function* loadOne(
  engine: Engine,
  entry: ManifestEntry,
  files: ReadonlyMap<string, TarMember>,
): Task<readonly string[]> {
  const config = readImageJson(new TextDecoder().decode(files.get(entry.Config)?.data));
  if (config === null) throw new EngineError('invalid', 'invalid manifest, layers length mismatch');
  const layers: Layer[] = [];
  for (const [index, diffId] of config.diffIds.entries()) {
    const blob = files.get(entry.Layers[index] ?? '');
    const known = findLayer(engine, diffId);
    layers.push(known ?? (yield* registerLayer(engine, diffId, readTar(blob?.data ?? new Uint8Array(0)))));
  }
  const id = `sha256:${entry.Config.split('/').at(-1)}`;
  const tags = entry.RepoTags ?? [];
  const image = addImage(engine, { ...config.body, layers }, { parent: '', reference: null, id });
  for (const tag of tags) engine.images.tag(image, tag, engine.stamp());
  engine.emitImage('load', image.id, image.id);
  return tags.length === 0 ? [`Loaded image ID: ${image.id}`] : tags.map((tag) => `Loaded image: ${tag}`);
}
