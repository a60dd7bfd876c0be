/** docker image prune, builder prune, system prune: what nothing uses goes. */
import type { Engine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/errors.ts';
import { treeBytes } from '../../engine/host-files.ts';
import { dropLayers } from '../../engine/layers.ts';
import type { Image } from '../../engine/model.ts';
import { pruneNetworks } from '../../engine/network-remove.ts';
import { upperDirectory } from '../../engine/paths.ts';
import { removeContainer } from '../../engine/remove.ts';
import { pruneImages } from '../../engine/remove-image.ts';
import type { Task } from '../../kernel/sys.ts';
import type { Verb } from '../cli.ts';
import { confirmed } from '../confirm.ts';
import { humanSize } from '../units.ts';
import { parseWhen } from '../when.ts';

const SURE = 'Are you sure you want to continue? [y/N] ';

type Filters = ReadonlyMap<string, readonly string[]>;

/** Throws the daemon's words for a filter it does not know. */
export function filtersOf(words: readonly string[], known: readonly string[]): Filters {
  const filters = new Map<string, string[]>();
  for (const word of words) {
    const at = word.indexOf('=');
    const name = word.slice(0, at).trim().toLowerCase();
    if (!known.includes(name)) throw new EngineError('invalid', `invalid filter '${name}'`);
    filters.set(name, [...(filters.get(name) ?? []), word.slice(at + 1).trim()]);
  }
  return filters;
}

type Labels = ReadonlyMap<string, string>;

export function labelsFit(labels: Labels, filters: Filters): boolean {
  const has = (word: string): boolean => {
    const at = word.indexOf('=');
    return at < 0 ? labels.has(word) : labels.get(word.slice(0, at)) === word.slice(at + 1);
  };
  return (filters.get('label') ?? []).every(has) && !(filters.get('label!') ?? []).some(has);
}

const PRUNE_FILTERS = ['label', 'label!', 'until', 'dangling'];
const labelsOf = (image: Image): Labels => new Map(Object.entries(image.config.labels ?? {}));

function fitsImage(filters: Filters, nowMs: number): (image: Image) => boolean {
  const until = parseWhen(filters.get('until')?.[0] ?? null, nowMs);
  return (image) => labelsFit(labelsOf(image), filters) && (until === null || image.createdMs < until);
}

export const imagePrune: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['all', 'filter', 'force'],
  *run(cli, { flags }) {
    const all = flags.on('all');
    const what = all ? 'all images without at least one container associated to them' : 'all dangling images';
    if (!flags.on('force') && !(yield* confirmed(cli, `WARNING! This will remove ${what}.\n${SURE}`)))
      return 0;
    const filters = yield* cli.ask(() => filtersOf(flags.list('filter'), PRUNE_FILTERS));
    const fits = fitsImage(filters, cli.sys.realtimeMs());
    const { lines, bytes } = yield* cli.ask((engine) => pruneImages(engine, { all, fits }));
    const listed =
      lines.length === 0 ? '' : `Deleted Images:\n${lines.map((line) => `${line}\n`).join('')}\n`;
    yield* cli.out(`${listed}Total reclaimed space: ${humanSize(bytes)}\n`);
    return 0;
  },
};

interface PrunedCache {
  readonly ids: readonly { readonly id: string; readonly bytes: number }[];
  readonly bytes: number;
}

export function pruneBuildCache(engine: Engine): PrunedCache {
  const imageLayers = new Set(
    engine.images.all().flatMap(({ layers }) => layers.map(({ diffId }) => diffId)),
  );
  const gone = engine.buildCache
    .all()
    .filter(({ layer }) => layer === null || !imageLayers.has(layer.diffId));
  for (const entry of gone) engine.buildCache.remove(entry);
  dropLayers(
    engine,
    gone.flatMap(({ layer }) => (layer === null ? [] : [layer])),
  );
  return {
    ids: gone.map(({ id, sizeBytes }) => ({ id, bytes: sizeBytes })),
    bytes: gone.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

export const builderPrune: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['all', 'force'],
  *run(cli, { flags }) {
    const what = flags.on('all') ? 'all build cache' : 'all dangling build cache';
    if (!flags.on('force') && !(yield* confirmed(cli, `WARNING! This will remove ${what}. ${SURE}`)))
      return 0;
    const { ids, bytes } = yield* cli.ask(pruneBuildCache);
    const head = ids.length === 0 ? '' : 'ID\t\t\t\t\t\tRECLAIMABLE\tSIZE\t\tLAST ACCESSED\n';
    const rows = ids.map((one) => `${one.id}*              \ttrue \t${humanSize(one.bytes)}\t\n`).join('');
    yield* cli.out(`${head}${rows}Total:\t${humanSize(bytes)}\n`);
    return 0;
  },
};

const SYSTEM = (all: boolean, volumes: boolean): string =>
  `WARNING! This will remove:
  - all stopped containers
  - all networks not used by at least one container
${volumes ? '  - all anonymous volumes not used by at least one container\n' : ''}  - all ${all ? 'images without at least one container associated to them' : 'dangling images'}
  - ${all ? 'all build cache' : 'unused build cache'}

${SURE}`;

export const systemPrune: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['all', 'filter', 'force', 'volumes'],
  *run(cli, { flags }) {
    const all = flags.on('all');
    const question = SYSTEM(all, flags.on('volumes'));
    if (!flags.on('force') && !(yield* confirmed(cli, question))) return 0;
    const filters = yield* cli.ask(() => filtersOf(flags.list('filter'), PRUNE_FILTERS));
    const plan = { all, volumes: flags.on('volumes'), filters, nowMs: cli.sys.realtimeMs() };
    const { text, bytes } = yield* cli.call((engine) => pruneAll(engine, plan));
    yield* cli.out(`${text}Total reclaimed space: ${humanSize(bytes)}\n`);
    return 0;
  },
};

interface SystemPlan {
  readonly all: boolean;
  readonly volumes: boolean;
  readonly filters: Filters;
  readonly nowMs: number;
}

const section = (title: string, names: readonly string[]): string =>
  names.length === 0 ? '' : `${title}:\n${names.map((name) => `${name}\n`).join('')}\n`;

function* pruneAll(engine: Engine, plan: SystemPlan): Task<{ text: string; bytes: number }> {
  let bytes = 0;
  const containers: string[] = [];
  for (const container of engine.containers.all()) {
    if (container.state.running || !labelsFit(container.config.labels, plan.filters)) continue;
    bytes += treeBytes(engine.sys, upperDirectory(container.layer));
    containers.push(container.id);
    yield* removeContainer(engine, container.id, { force: false, volumes: false });
  }
  const until = parseWhen(plan.filters.get('until')?.[0] ?? null, plan.nowMs);
  const networks = pruneNetworks(
    engine,
    ({ labels, createdMs }) => labelsFit(labels, plan.filters) && (until === null || createdMs < until),
  );
  const volumes = plan.volumes ? pruneVolumes(engine, plan.filters) : { names: [], bytes: 0 };
  const images = pruneImages(engine, { all: plan.all, fits: fitsImage(plan.filters, plan.nowMs) });
  const cache = pruneBuildCache(engine);
  return {
    bytes: bytes + volumes.bytes + images.bytes + cache.bytes,
    text:
      section('Deleted Containers', containers) +
      section('Deleted Networks', networks) +
      section('Deleted Volumes', volumes.names) +
      section('Deleted Images', images.lines) +
      section(
        'Deleted build cache objects',
        cache.ids.map(({ id }) => id),
      ),
  };
}

/** Anonymous volumes that no container mounts. */
export function pruneVolumes(
  engine: Engine,
  filters: Filters,
  all = false,
): { readonly names: readonly string[]; readonly bytes: number } {
  const used = new Set(engine.containers.all().flatMap(({ mounts }) => mounts.map(({ name }) => name)));
  const gone = engine.volumes
    .all()
    .filter(
      (volume) =>
        (all || volume.anonymous) && !used.has(volume.name) && labelsFit(volume.labels ?? new Map(), filters),
    );
  const bytes = gone.reduce((sum, { mountpoint }) => sum + treeBytes(engine.sys, mountpoint), 0);
  for (const volume of gone) {
    engine.volumes.remove(volume);
    engine.emitVolume('destroy', volume.name);
  }
  return { names: gone.map(({ name }) => name), bytes };
}
