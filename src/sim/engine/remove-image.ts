/**
 * `DELETE /images/NAME` and `POST /images/prune` (moby `daemon/images/image_delete.go`): a tag goes; with the last one the image,
 * and with it nameless ancestors that nothing else is built on.
 */
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { shortId } from './ids.ts';
import { familiarName, withDefaultTag } from './image-store.ts';
import { chainIds, dropLayers } from './layers.ts';
import type { Container, Image } from './model.ts';

/** The lines docker prints: `Untagged: ...`, `Deleted: ...`. */
export function removeImage(
  engine: Engine,
  reference: string,
  force: boolean,
  prune = true,
): readonly string[] {
  const image = engine.images.get(reference);
  const tag = withDefaultTag(familiarName(reference));
  const byTag = image.repoTags.includes(tag);
  const users = engine.containers.all().filter((container) => container.image === image);
  if (byTag && image.repoTags.length > 1) return untag(engine, image, [tag]);
  if (!byTag && image.repoTags.length > 1 && !force) {
    throw conflict(image, 'must be forced', 'image is referenced in multiple repositories');
  }
  const running = users.find(({ state }) => state.running);
  checkUsers(image, reference, { byTag, force, user: users[0], running });
  const hasChildren = childrenOf(engine, image).length > 0;
  if (!byTag && hasChildren) throw conflict(image, 'cannot be forced', 'image has dependent child images');
  const lines = untag(engine, image, image.repoTags);
  if (running !== undefined || hasChildren) return lines;
  return [...lines, ...erase(engine, image, prune)];
}

interface Use {
  readonly byTag: boolean;
  readonly force: boolean;
  readonly user: Container | undefined;
  readonly running: Container | undefined;
}

function checkUsers(image: Image, reference: string, { byTag, force, user, running }: Use): void {
  if (running !== undefined && !(byTag && force)) {
    if (byTag) throw inUse(reference, image, running.id);
    const why = `image is being used by running container ${shortId(running.id)}`;
    throw conflict(image, 'cannot be forced', why);
  }
  if (user === undefined || force) return;
  if (byTag) throw inUse(reference, image, user.id);
  throw conflict(image, 'must be forced', `image is being used by stopped container ${shortId(user.id)}`);
}

function untag(engine: Engine, image: Image, tags: readonly string[]): readonly string[] {
  image.repoTags = image.repoTags.filter((tag) => !tags.includes(tag));
  for (const _ of tags) engine.emitImage('untag', image.id, image.id);
  return tags.map((tag) => `Untagged: ${tag}`);
}

export const childrenOf = (engine: Engine, image: Image): readonly Image[] =>
  engine.images.all().filter((other) => other.parent === image.id);

/** Deletes an image that has no name left, its layers, and its ancestors without names. */
function erase(engine: Engine, image: Image, prune: boolean): readonly string[] {
  const chain = chainIds(image.layers);
  engine.images.remove(image);
  engine.emitImage('delete', image.id, image.id);
  const gone = new Set(dropLayers(engine, image.layers).map(({ directory }) => directory));
  const layerLines = image.layers
    .map(({ directory }, index) => ({ directory, id: chain[index] ?? '' }))
    .filter(({ directory }) => gone.has(directory))
    .map(({ id }) => `Deleted: ${id}`)
    .reverse();
  const parent = engine.images.all().find(({ id }) => id === image.parent);
  const orphaned =
    prune && parent !== undefined && parent.repoTags.length === 0 && childrenOf(engine, parent).length === 0;
  const used = engine.containers.all().some((container) => container.image === parent);
  const above = orphaned && !used ? erase(engine, parent, prune) : [];
  return [`Deleted: ${image.id}`, ...layerLines, ...above];
}

export interface PrunedImages {
  readonly lines: readonly string[];
  readonly bytes: number;
}

/** Images that no container uses: those without a name, or with `all` every one. */
export function pruneImages(
  engine: Engine,
  options: { readonly all: boolean; readonly fits: (image: Image) => boolean },
): PrunedImages {
  const used = new Set(engine.containers.all().map(({ image }) => image));
  const lines: string[] = [];
  let bytes = 0;
  for (const image of engine.images.all()) {
    const nameless = image.repoTags.length === 0;
    if (used.has(image) || childrenOf(engine, image).length > 0) continue;
    if (!(options.all || nameless) || !options.fits(image)) continue;
    const others = new Set(
      engine.images
        .all()
        .flatMap((other) => (other === image ? [] : other.layers.map(({ diffId }) => diffId))),
    );
    bytes += image.layers
      .filter(({ diffId }) => !others.has(diffId))
      .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    lines.push(...untag(engine, image, image.repoTags), ...erase(engine, image, true));
  }
  engine.events.emit({
    stampMs: engine.stamp(),
    type: 'image',
    action: 'prune',
    id: '',
    attributes: new Map([['reclaimed', String(bytes)]]),
  });
  return {
    lines: lines.map((line) => line.replace(/^Untagged/, 'untagged').replace(/^Deleted/, 'deleted')),
    bytes,
  };
}

const inUse = (reference: string, image: Image, containerId: string): EngineError =>
  new EngineError(
    'conflict',
    `conflict: unable to remove repository reference "${reference}" (must force) - container ${shortId(containerId)} is using its referenced image ${shortId(image.id)}`,
  );
const conflict = (image: Image, how: string, why: string): EngineError =>
  new EngineError('conflict', `conflict: unable to delete ${shortId(image.id)} (${how}) - ${why}`);
