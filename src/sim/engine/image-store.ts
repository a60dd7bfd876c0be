/**
 * Images by id, by reference, and by the start of an id (moby `daemon/images`, distribution `reference`).
 * Invariant: a tag names one image. Left out: digests of a registry, platforms, a content store.
 */
import { EngineError, noSuchImage } from './errors.ts';
import type { Image } from './model.ts';

/** `busybox` -> `busybox:latest`; a tag or digest that is there stays. */
export function withDefaultTag(reference: string): string {
  const lastPart = reference.slice(reference.lastIndexOf('/') + 1);
  return /[:@]/.test(lastPart) ? reference : `${reference}:latest`;
}

/** `docker.io/library/busybox` is called `busybox`. */
export function familiarName(reference: string): string {
  return reference.replace(/^(docker\.io|index\.docker\.io)\//, '').replace(/^library\//, '');
}

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const VALID = new RegExp(
  `^(?:(?:[A-Za-z0-9.-]*[.:][A-Za-z0-9.:-]*|localhost)/)?${COMPONENT}(?:/${COMPONENT})*(?::[\\w][\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$`,
);

/** Throws the daemon's words for a reference that cannot be one. */
export function checkReference(reference: string): void {
  if (VALID.test(familiarName(reference))) return;
  if (/[A-Z]/.test(reference.split(':')[0] ?? '')) {
    throw new EngineError(
      'invalid',
      `invalid reference format: repository name (${familiarNameOfRepository(reference)}) must be lowercase`,
    );
  }
  throw new EngineError('invalid', 'invalid reference format');
}

const familiarNameOfRepository = (reference: string): string => {
  const repository = reference.split(':')[0] ?? reference;
  return repository.includes('/') ? repository : `library/${repository}`;
};

export class ImageStore {
  readonly #images = new Map<string, Image>();

  all(): readonly Image[] {
    return [...this.#images.values()];
  }

  add(image: Image): void {
    for (const tag of image.repoTags) this.#untag(tag);
    this.#images.set(image.id, image);
  }

  remove(image: Image): void {
    this.#images.delete(image.id);
  }

  /** By tag, full or short id; null when there is none. */
  find(reference: string): Image | null {
    const tag = withDefaultTag(familiarName(reference));
    const byTag = this.all().find((image) => image.repoTags.includes(tag));
    if (byTag !== undefined) return byTag;
    const hex = reference.replace(/^sha256:/, '');
    if (!/^[0-9a-f]{1,64}$/.test(hex)) return null;
    const byId = this.all().filter((image) => image.id.startsWith(`sha256:${hex}`));
    return byId.length === 1 ? (byId[0] ?? null) : null;
  }

  /** As `find`, throwing the daemon's `No such image`. */
  get(reference: string): Image {
    const image = this.find(reference);
    if (image === null) throw noSuchImage(withDefaultTag(reference));
    return image;
  }

  tag(image: Image, reference: string, atMs: number): void {
    const tag = withDefaultTag(familiarName(reference));
    this.#untag(tag);
    image.repoTags = [...image.repoTags, tag].sort();
    image.lastTagMs = atMs;
  }

  #untag(tag: string): void {
    for (const image of this.#images.values()) {
      image.repoTags = image.repoTags.filter((other) => other !== tag);
    }
  }
}

export const imageBytes = (image: Image): number =>
  image.layers.reduce((sum, layer) => sum + layer.sizeBytes, 0);
