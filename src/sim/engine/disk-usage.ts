/** `GET /system/df` (moby `daemon/disk_usage.go`): what images, containers, volumes and the build cache take on the disk. */
import type { CacheEntry } from './build-cache.ts';
import type { Engine } from './engine.ts';
import { treeBytes } from './host-files.ts';
import { imageBytes } from './image-store.ts';
import type { Container, Image, Layer, Volume } from './model.ts';
import { upperDirectory } from './paths.ts';

export interface ImageUsage {
  readonly image: Image;
  readonly sizeBytes: number;
  /** In layers that other images have as well. */
  readonly sharedBytes: number;
  readonly containers: number;
}
export interface DiskUsage {
  /** Each layer counted once. */
  readonly layersBytes: number;
  readonly images: readonly ImageUsage[];
  readonly containers: readonly { readonly container: Container; readonly sizeBytes: number }[];
  readonly volumes: readonly {
    readonly volume: Volume;
    readonly sizeBytes: number;
    readonly links: number;
  }[];
  readonly cache: readonly { readonly entry: CacheEntry; readonly shared: boolean }[];
}

export function diskUsage(engine: Engine): DiskUsage {
  const images = engine.images.all();
  const holders = new Map<string, number>();
  const layers = new Map<string, Layer>();
  for (const image of images) {
    for (const layer of image.layers) {
      holders.set(layer.diffId, (holders.get(layer.diffId) ?? 0) + 1);
      layers.set(layer.diffId, layer);
    }
  }
  const containers = engine.containers.all();
  return {
    layersBytes: [...layers.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    images: images.map((image) => ({
      image,
      sizeBytes: imageBytes(image),
      sharedBytes: image.layers
        .filter(({ diffId }) => (holders.get(diffId) ?? 0) > 1)
        .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      containers: containers.filter((container) => container.image === image).length,
    })),
    containers: containers.map((container) => ({
      container,
      sizeBytes: treeBytes(engine.sys, upperDirectory(container.layer)),
    })),
    volumes: engine.volumes.all().map((volume) => ({
      volume,
      sizeBytes: treeBytes(engine.sys, volume.mountpoint),
      links: containers.filter(({ mounts }) => mounts.some(({ name }) => name === volume.name)).length,
    })),
    cache: engine.buildCache.all().map((entry) => ({
      entry,
      shared: entry.layer !== null && layers.has(entry.layer.diffId),
    })),
  };
}
