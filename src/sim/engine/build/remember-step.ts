/** What a step made goes into the cache, and stays there until it is pruned. */
import type { CacheEntry } from '../build-cache.ts';
import type { Engine } from '../engine.ts';
import type { Layer } from '../model.ts';
import { cacheId } from './definition.ts';

export function rememberStep(
  engine: Engine,
  key: string,
  layer: Layer | null,
  description: string,
  sizeBytes: number,
): CacheEntry {
  const nowMs = engine.stamp();
  const times = { createdMs: nowMs, lastUsedMs: nowMs, usage: 1 };
  const entry: CacheEntry = {
    id: cacheId(engine),
    key,
    type: 'regular',
    description,
    layer,
    sizeBytes,
    ...times,
  };
  engine.buildCache.add(entry);
  return entry;
}
