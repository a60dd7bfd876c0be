/** `DELETE /images/NAME` (moby `daemon/images/image_delete.go`): a tag goes; with the last one, the image. */
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { removeAll } from './host-files.ts';
import { shortId } from './ids.ts';
import { familiarName, withDefaultTag } from './image-store.ts';
import type { Image } from './model.ts';

/** The lines docker prints: `Untagged: ...`, `Deleted: ...`. */
export function removeImage(engine: Engine, reference: string, force: boolean): readonly string[] {
  const image = engine.images.get(reference);
  const tag = withDefaultTag(familiarName(reference));
  const byTag = image.repoTags.includes(tag);
  const users = engine.containers.all().filter((container) => container.image === image);
  const user = users[0];
  if (byTag && image.repoTags.length > 1) return untag(image, [tag]);
  if (!byTag && image.repoTags.length > 1 && !force) {
    throw conflict(reference, image, 'must be forced', 'image is referenced in multiple repositories');
  }
  const running = users.find(({ state }) => state.running);
  if (running !== undefined && !(byTag && force)) {
    if (byTag) throw inUse(reference, image, running.id);
    throw conflict(
      reference,
      image,
      'cannot be forced',
      `image is being used by running container ${shortId(running.id)}`,
    );
  }
  if (user !== undefined && !force) {
    if (byTag) throw inUse(reference, image, user.id);
    throw conflict(
      reference,
      image,
      'must be forced',
      `image is being used by stopped container ${shortId(user.id)}`,
    );
  }
  const lines = untag(image, image.repoTags);
  if (running !== undefined) return lines;
  return [...lines, ...erase(engine, image, user !== undefined)];
}

function untag(image: Image, tags: readonly string[]): readonly string[] {
  image.repoTags = image.repoTags.filter((tag) => !tags.includes(tag));
  return tags.map((tag) => `Untagged: ${tag}`);
}

function erase(engine: Engine, image: Image, layersStay: boolean): readonly string[] {
  engine.images.remove(image);
  const kept = new Set(engine.images.all().flatMap(({ layers }) => layers.map(({ directory }) => directory)));
  const gone = [...image.layers].reverse().filter(({ directory }) => !kept.has(directory));
  if (!layersStay) for (const { directory } of gone) removeAll(engine.sys, directory.replace(/\/diff$/, ''));
  return [`Deleted: ${image.id}`, ...gone.map(({ diffId }) => `Deleted: ${diffId}`)];
}

const inUse = (reference: string, image: Image, containerId: string): EngineError =>
  new EngineError(
    'conflict',
    `conflict: unable to remove repository reference "${reference}" (must force) - container ${shortId(containerId)} is using its referenced image ${shortId(image.id)}`,
  );
const conflict = (_reference: string, image: Image, how: string, why: string): EngineError =>
  new EngineError('conflict', `conflict: unable to delete ${shortId(image.id)} (${how}) - ${why}`);
