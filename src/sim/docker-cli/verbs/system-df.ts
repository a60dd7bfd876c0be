/** docker system df, with -v (docker/cli `formatter/disk_usage.go`). */
import { type DiskUsage, diskUsage } from '../../engine/disk-usage.ts';
import type { GoStruct } from '../../engine/go-value.ts';
import { shortId } from '../../engine/ids.ts';
import { CliError, type Verb } from '../cli.ts';
import { containerRow } from '../container-row.ts';
import { type Listing, present } from '../formatted.ts';
import { humanDuration, humanSize, humanSize3 } from '../units.ts';

const LISTING: Listing = {
  type: '*formatter.diskUsageContext',
  heads: { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
  defaultTemplate: '{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}',
};

export const systemDf: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['format', 'verbose'],
  *run(cli, { flags }) {
    const format = flags.text('format');
    const verbose = flags.on('verbose');
    if (verbose && format !== null) throw new CliError('the verbose and the format options conflict');
    const usage = yield* cli.ask(diskUsage);
    yield* cli.out(verbose ? details(usage, cli.sys.realtimeMs()) : present(LISTING, format, summary(usage)));
    return 0;
  },
};

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

const reclaimable = (bytes: number, total: number): string =>
  total > 0 ? `${humanSize(bytes)} (${Math.floor((bytes * 100) / total)}%)` : humanSize(bytes);

function row(Type: string, counts: readonly [number, number], size: number, free: string): GoStruct {
  return {
    Active: String(counts[1]),
    Reclaimable: free,
    Size: humanSize(size),
    TotalCount: String(counts[0]),
    Type,
  };
}

function summary(usage: DiskUsage): readonly GoStruct[] {
  const { images, containers, volumes } = usage;
  const used = sum(images, (one) => (one.containers > 0 ? one.sizeBytes - one.sharedBytes : 0));
  const active = containers.filter(({ container: { state } }) => state.running);
  const containerBytes = sum(containers, (one) => one.sizeBytes);
  const idleBytes = containerBytes - sum(active, (one) => one.sizeBytes);
  const volumeBytes = sum(volumes, (one) => one.sizeBytes);
  const linked = volumes.filter(({ links }) => links > 0);
  const freeVolumes = volumeBytes - sum(linked, (one) => one.sizeBytes);
  const cacheBytes = cacheSize(usage);
  return [
    row(
      'Images',
      [images.length, images.filter((one) => one.containers > 0).length],
      usage.layersBytes,
      reclaimable(usage.layersBytes - used, usage.layersBytes),
    ),
    row(
      'Containers',
      [containers.length, active.length],
      containerBytes,
      reclaimable(idleBytes, containerBytes),
    ),
    row('Local Volumes', [volumes.length, linked.length], volumeBytes, reclaimable(freeVolumes, volumeBytes)),
    row('Build Cache', [usage.cache.length, 0], cacheBytes, humanSize(cacheBytes)),
  ];
}

const cacheSize = (usage: DiskUsage): number =>
  sum(usage.cache, ({ entry, shared }) => (shared ? 0 : entry.sizeBytes));

const IMAGES: Listing = {
  type: '*formatter.imageContext',
  heads: {
    Repository: 'REPOSITORY',
    Tag: 'TAG',
    ID: 'IMAGE ID',
    CreatedSince: 'CREATED',
    Size: 'SIZE',
    SharedSize: 'SHARED SIZE',
    UniqueSize: 'UNIQUE SIZE',
    Containers: 'CONTAINERS',
  },
  defaultTemplate:
    '{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}',
};
const CONTAINERS: Listing = {
  type: '*formatter.ContainerContext',
  heads: {
    ID: 'CONTAINER ID',
    Image: 'IMAGE',
    Command: 'COMMAND',
    LocalVolumes: 'LOCAL VOLUMES',
    Size: 'SIZE',
    RunningFor: 'CREATED',
    Status: 'STATUS',
    Names: 'NAMES',
  },
  defaultTemplate:
    '{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}',
};
const VOLUMES: Listing = {
  type: '*formatter.volumeContext',
  heads: { Name: 'VOLUME NAME', Links: 'LINKS', Size: 'SIZE' },
  defaultTemplate: '{{.Name}}\t{{.Links}}\t{{.Size}}',
};
const CACHE: Listing = {
  type: '*formatter.buildCacheContext',
  heads: {
    ID: 'CACHE ID',
    CacheType: 'CACHE TYPE',
    Size: 'SIZE',
    CreatedSince: 'CREATED',
    LastUsedSince: 'LAST USED',
    UsageCount: 'USAGE',
    Shared: 'SHARED',
  },
  defaultTemplate:
    '{{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}',
};

function details(usage: DiskUsage, nowMs: number): string {
  const since = (ms: number): string => `${humanDuration((nowMs - ms) / 1000)} ago`;
  const images = [...usage.images]
    .sort((a, b) => b.image.createdMs - a.image.createdMs)
    .flatMap(({ image, sizeBytes, sharedBytes, containers }) =>
      (image.repoTags.length === 0 ? ['<none>:<none>'] : image.repoTags).map((tag) => ({
        Repository: tag.slice(0, tag.lastIndexOf(':')),
        Tag: tag.slice(tag.lastIndexOf(':') + 1),
        ID: shortId(image.id),
        CreatedSince: since(image.createdMs),
        Size: humanSize3(sizeBytes),
        SharedSize: humanSize(sharedBytes),
        UniqueSize: humanSize(sizeBytes - sharedBytes),
        Containers: String(containers),
      })),
    );
  const containers = [...usage.containers].reverse().map(({ container, sizeBytes }) => ({
    ...containerRow(container, { nowMs, trunc: true, size: null }),
    Size: humanSize3(sizeBytes),
  }));
  const volumes = usage.volumes.map(({ volume, links, sizeBytes }) => ({
    Name: volume.name,
    Links: String(links),
    Size: humanSize(sizeBytes),
  }));
  const cache = usage.cache.map(({ entry, shared }) => ({
    ID: entry.id.slice(0, 12),
    CacheType: entry.type,
    Size: humanSize3(entry.sizeBytes),
    CreatedSince: since(entry.createdMs),
    LastUsedSince: since(entry.lastUsedMs),
    UsageCount: String(entry.usage),
    Shared: String(shared),
  }));
  return `Images space usage:

${present(IMAGES, null, images)}
Containers space usage:

${present(CONTAINERS, null, containers)}
Local Volumes space usage:

${present(VOLUMES, null, volumes)}
Build cache usage: ${humanSize(cacheSize(usage))}

${present(CACHE, null, cache)}`;
}
