/**
 * BuildKit's cache (moby/buildkit `cache`): what a step made, found by a key over all that went into it. Invariant: a
 * layer that is listed here stays on the disk until it is pruned.
 */
import type { Layer } from './model.ts';

export interface CacheEntry {
  readonly id: string;
  readonly key: string;
  readonly type: 'regular' | 'source.local';
  readonly description: string;
  /** Null: the step changed nothing, or it is a source. */
  readonly layer: Layer | null;
  readonly sizeBytes: number;
  readonly createdMs: number;
  lastUsedMs: number;
  usage: number;
}

export class BuildCache {
  readonly #entries = new Map<string, CacheEntry>();

  all(): readonly CacheEntry[] {
    return [...this.#entries.values()];
  }

  layers(): readonly Layer[] {
    return this.all().flatMap(({ layer }) => (layer === null ? [] : [layer]));
  }

  find(key: string): CacheEntry | null {
    return this.#entries.get(key) ?? null;
  }

  add(entry: CacheEntry): void {
    this.#entries.set(entry.key, entry);
  }

  remove(entry: CacheEntry): void {
    this.#entries.delete(entry.key);
  }
}
