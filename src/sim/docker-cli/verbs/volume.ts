/** docker volume create, ls, rm, prune. */

import type { Engine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/errors.ts';
import type { GoStruct } from '../../engine/go-value.ts';
import type { Container, Volume } from '../../engine/model.ts';
import { checkVolumeOptions } from '../../engine/volume-mounts.ts';
import { CliError, type Verb } from '../cli.ts';
import { confirmed } from '../confirm.ts';
import { type Listing, present } from '../formatted.ts';
import { TemplateExecError } from '../template/ast.ts';
import { humanSize } from '../units.ts';
import { filtersOf, labelsFit, pruneVolumes } from './image-prune.ts';

const keyValues = (words: readonly string[]): ReadonlyMap<string, string> | null =>
  words.length === 0
    ? null
    : new Map(words.map((word) => [word.split('=')[0] ?? '', word.slice(word.indexOf('=') + 1)]));

function checkDriver(name: string, driver: string): void {
  if (driver === 'local') return;
  const words = `create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`;
  throw new EngineError('not-found', words);
}

export const volumeCreate: Verb = {
  args: { least: 0, most: 1 },
  modelled: ['driver', 'label', 'name', 'opt'],
  *run(cli, { flags, args: [name] }) {
    const driver = flags.text('driver') ?? 'local';
    const labels = keyValues(flags.list('label'));
    const options = keyValues(flags.list('opt'));
    const wanted = name ?? flags.text('name');
    const volume = yield* cli.ask((engine) => {
      checkDriver(wanted ?? '', driver);
      checkVolumeOptions(wanted ?? '', options);
      return engine.volumes.create(wanted === '' ? null : wanted, labels, options);
    });
    yield* cli.out(`${volume.name}\n`);
    return 0;
  },
};

const LISTING: Listing = {
  type: '*formatter.volumeContext',
  heads: {
    Driver: 'DRIVER',
    Name: 'VOLUME NAME',
    Scope: 'SCOPE',
    Mountpoint: 'MOUNTPOINT',
    Labels: 'LABELS',
  },
  defaultTemplate: '{{.Driver}}\t{{.Name}}',
};

const row = (volume: Volume): GoStruct => ({
  Driver: 'local',
  Labels: [...(volume.labels ?? [])].map(([key, value]) => `${key}=${value}`).join(','),
  Mountpoint: volume.mountpoint,
  Name: volume.name,
  Scope: 'local',
});

export const volumeLs: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['filter', 'format', 'quiet'],
  *run(cli, { flags }) {
    const volumes = yield* cli.ask((engine) => selectVolumes(engine, flags.list('filter')));
    if (flags.on('quiet')) yield* cli.out(volumes.map(({ name }) => `${name}\n`).join(''));
    else yield* cli.out(shown(flags.text('format'), volumes));
    return 0;
  },
};

function shown(format: string | null, volumes: readonly Volume[]): string {
  const rows = volumes.map(row).map((one) => (format === 'json' ? { ...one, ...NOT_ASKED } : one));
  try {
    return present(LISTING, format, rows);
  } catch (error) {
    if (!(error instanceof TemplateExecError)) throw error;
    throw new CliError(`template parsing error: ${error.message}`);
  }
}

/** Of cluster volumes and of `system df`. */
const NOT_ASKED = { Availability: 'N/A', Group: 'N/A', Links: 'N/A', Size: 'N/A', Status: 'N/A' };

function selectVolumes(engine: Engine, words: readonly string[]): readonly Volume[] {
  const filters = filtersOf(words, ['dangling', 'driver', 'label', 'name']);
  const dangling = filters.get('dangling')?.[0];
  const wanted = dangling === undefined ? null : dangling === 'true' || dangling === '1';
  return engine.volumes
    .all()
    .filter(
      (volume) =>
        (wanted === null || wanted === (usersOf(engine, volume).length === 0)) &&
        (filters.get('driver') ?? ['local']).includes('local') &&
        (filters.get('name') ?? ['']).some((name) => volume.name.includes(name)) &&
        labelsFit(volume.labels ?? new Map(), filters),
    );
}

const usersOf = (engine: Engine, volume: Volume): readonly Container[] =>
  engine.containers
    .all()
    .filter(({ mounts }) => mounts.some(({ type, name }) => type === 'volume' && name === volume.name));

function removeVolume(engine: Engine, name: string): void {
  const volume = engine.volumes.get(name);
  const users = usersOf(engine, volume).map(({ id }) => id);
  if (users.length > 0) {
    throw new EngineError('conflict', `remove ${name}: volume is in use - [${users.join(', ')}]`);
  }
  engine.volumes.remove(volume);
  engine.emitVolume('destroy', name);
}

/** With --force a volume that is not there is as good as removed. */
function removeIfThere(engine: Engine, name: string, force: boolean): void {
  if (force && engine.volumes.find(name) === null) return;
  removeVolume(engine, name);
}

export const volumeRm: Verb = {
  args: { least: 1, most: null },
  modelled: ['force'],
  run: (cli, { flags, args }) =>
    cli.forEach(args, (name) => cli.ask((engine) => removeIfThere(engine, name, flags.on('force')))),
};

const warning = (all: boolean): string =>
  `WARNING! This will remove ${all ? 'all' : 'anonymous'} local volumes not used by at least one container.\nAre you sure you want to continue? [y/N] `;

export const volumePrune: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['all', 'filter', 'force'],
  *run(cli, { flags }) {
    if (!flags.on('force') && !(yield* confirmed(cli, warning(flags.on('all'))))) return 0;
    const { names, bytes } = yield* cli.ask((engine) => {
      const filters = filtersOf(flags.list('filter'), ['label', 'label!', 'all']);
      return pruneVolumes(engine, filters, flags.on('all') || filters.get('all')?.[0] === 'true');
    });
    const list = names.length === 0 ? '' : `Deleted Volumes:\n${names.map((name) => `${name}\n`).join('')}\n`;
    yield* cli.out(`${list}Total reclaimed space: ${humanSize(bytes)}\n`);
    return 0;
  },
};
