/**
 * Fetches an image from the registry: resolves the name, downloads the layers that are not here, unpacks them, registers the
 * image. The lines are those of `docker pull` without a terminal (moby `pkg/jsonmessage`, `distribution/xfer`).
 */
import type { Task } from '../../kernel/sys.ts';
import { goArchitecture } from '../architecture.ts';
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { mkdirAll, writeFile } from '../host-files.ts';
import { randomHex, randomLink, shortId } from '../ids.ts';
import { imageIdOf } from '../image-config.ts';
import { withDefaultTag } from '../image-store.ts';
import { findLayer, layerDirectory } from '../layers.ts';
import type { HistoryEntry, Image, Layer } from '../model.ts';
import { OVERLAY_ROOT } from '../paths.ts';
import { sha256Hex } from '../sha256.ts';
import type { RegistryImage, RegistryLayer } from './registry.ts';

export type PullProgress = (line: string) => void;

const RESOLVE_MS = 900;
/** Bytes a millisecond, of what goes over the wire: about 100 Mbit/s; layers come compressed to two fifths. */
const BYTES_PER_MS = 12_500;
const COMPRESSED = 0.4;

export function* fetchImage(
  engine: Engine,
  name: string,
  progress: PullProgress,
  platform: string | null,
): Task<Image> {
  const tagged = withDefaultTag(name);
  const at = tagged.lastIndexOf(':');
  const repository = tagged.slice(0, at);
  const tag = tagged.slice(at + 1);
  yield* engine.busy(RESOLVE_MS);
  const found = resolve(engine, repository, tag);
  const architecture = architectureOf(found, platform ?? goArchitecture(engine.sys.uname().machine));
  progress(`${tag}: Pulling from ${fullName(repository)}`);
  const made = found.steps.filter(({ tree }) => tree !== null);
  const layers = yield* fetchLayers(engine, found, made, progress);
  const digest = `sha256:${sha256Hex(`${repository}@${found.createdMs}`)}`;
  const image = register(engine, found, layers, architecture, digest);
  const before = engine.images.find(tagged);
  progress(`Digest: ${digest}`);
  progress(
    before === image
      ? `Status: Image is up to date for ${tagged}`
      : `Status: Downloaded newer image for ${tagged}`,
  );
  engine.images.tag(image, tagged, engine.stamp());
  engine.emitImage('pull', tagged, repository);
  return image;
}

const fullName = (repository: string): string =>
  repository.includes('/') ? repository : `library/${repository}`;

function resolve(engine: Engine, repository: string, tag: string): RegistryImage {
  const { registry } = engine;
  const found = registry?.find(repository, tag) ?? null;
  if (found !== null) return found;
  if (registry !== null && registry.repository(repository).length > 0) {
    throw new EngineError(
      'not-found',
      `manifest for ${repository}:${tag} not found: manifest unknown: manifest unknown`,
    );
  }
  throw new EngineError(
    'not-found',
    `pull access denied for ${repository}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
  );
}

function architectureOf(image: RegistryImage, platform: string): string {
  const wanted = platform
    .replace(/^linux\//, '')
    .replace(/^aarch64|^arm64\/v8/, 'arm64')
    .replace('x86_64', 'amd64');
  if (image.architectures.includes(wanted)) return wanted;
  throw new EngineError(
    'not-found',
    `no matching manifest for ${platform} in the manifest list entries: no match for platform in manifest: not found`,
  );
}

const diffIdOf = (image: RegistryImage, step: RegistryLayer): string =>
  `sha256:${sha256Hex(`${image.repository} ${step.createdBy} ${step.sizeBytes}`)}`;

function* fetchLayers(
  engine: Engine,
  image: RegistryImage,
  steps: readonly RegistryLayer[],
  progress: PullProgress,
): Task<readonly Layer[]> {
  const plan = steps.map((step) => {
    const diffId = diffIdOf(image, step);
    return { step, diffId, short: shortId(sha256Hex(`gzip ${diffId}`)), known: findLayer(engine, diffId) };
  });
  for (const { short, known } of plan)
    progress(`${short}: ${known === null ? 'Pulling fs layer' : 'Already exists'}`);
  const missing = plan.filter(({ known }) => known === null);
  const waiting = missing.slice(3);
  for (const { short } of waiting) progress(`${short}: Waiting`);
  const bytes = missing.reduce((sum, { step }) => sum + step.sizeBytes, 0);
  yield* engine.busy((bytes * COMPRESSED) / BYTES_PER_MS + missing.length * 60);
  for (const { short } of missing) {
    progress(`${short}: Verifying Checksum`);
    progress(`${short}: Download complete`);
  }
  const layers: Layer[] = [];
  for (const { step, diffId, short, known } of plan) {
    layers.push(known ?? (yield* unpack(engine, step, diffId)));
    if (known === null) progress(`${short}: Pull complete`);
  }
  return layers;
}

function* unpack(engine: Engine, step: RegistryLayer, diffId: string): Task<Layer> {
  const { sys } = engine;
  const id = randomHex(sys, 64);
  const directory = layerDirectory(id);
  mkdirAll(sys, directory);
  const link = randomLink(sys);
  yield* writeFile(sys, `${OVERLAY_ROOT}/${id}/link`, link);
  if (step.tree !== null) sys.extractTree(directory, step.tree());
  return { diffId, directory, link, sizeBytes: step.sizeBytes };
}

function register(
  engine: Engine,
  found: RegistryImage,
  layers: readonly Layer[],
  architecture: string,
  digest: string,
): Image {
  const { createdMs, comment, config, repository } = found;
  const history: HistoryEntry[] = found.steps.map(({ createdBy, tree }) => ({
    createdMs,
    createdBy,
    comment,
    emptyLayer: tree === null,
  }));
  const body = { architecture, author: '', comment, config, createdMs, dockerVersion: '', history, layers };
  const id = imageIdOf(body);
  const there = engine.images.all().find((image) => image.id === id);
  if (there !== undefined) return there;
  const image: Image = {
    ...body,
    id,
    repoTags: [],
    repoDigests: [`${repository}@${digest}`],
    parent: '',
    lastTagMs: null,
  };
  engine.images.add(image);
  return image;
}
