/**
 * A registry of images as data (distribution-spec): for each reference a configuration and layers whose files are looked at
 * only when the image is pulled. Invariant: the same reference always gives the same image.
 */
import type { TreeSpec } from '../../kernel/tree-spec.ts';
import type { ImageConfig } from '../model.ts';

export interface RegistryLayer {
  /** The files; null for a step that made none. */
  readonly tree: (() => TreeSpec) | null;
  /** Unpacked, as `docker history` shows it. */
  readonly sizeBytes: number;
  readonly createdBy: string;
}

export interface RegistryImage {
  /** `nginx`, `wordpress`: below docker.io/library where there is no slash. */
  readonly repository: string;
  readonly tags: readonly string[];
  /** Milliseconds since the epoch. */
  readonly createdMs: number;
  readonly comment: string;
  readonly architectures: readonly string[];
  readonly config: ImageConfig;
  /** Oldest first. */
  readonly steps: readonly RegistryLayer[];
}

export class Registry {
  readonly #images: readonly RegistryImage[];

  constructor(images: readonly RegistryImage[]) {
    this.#images = images;
  }

  repository(name: string): readonly RegistryImage[] {
    return this.#images.filter(({ repository }) => repository === name);
  }

  find(name: string, tag: string): RegistryImage | null {
    return this.repository(name).find(({ tags }) => tags.includes(tag)) ?? null;
  }
}
