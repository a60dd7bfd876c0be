/** docker volume create, ls, rm, prune. */

import type { Engine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/errors.ts';
import type { GoStruct } from '../../engine/go-value.ts';
import { treeBytes } from '../../engine/host-files.ts';
import type { Container, Volume } from '../../engine/model.ts';
import type { Verb } from '../cli.ts';
import { confirmed } from '../confirm.ts';
import { type Listing, present } from '../formatted.ts';
import { humanSize } from '../units.ts';

const keyValues = (words: readonly string[]): ReadonlyMap<string, string> | null =>
  words.length === 0
    ? null
    : new Map(words.map((word) => [word.split('=')[0] ?? '', word.slice(word.indexOf('=') + 1)]));

export const volumeCreate: Verb = {
  args: { least: 0, most: 1 },
  modelled: ['label', 'name', 'opt'],
  *run(cli, { flags, args: [name] }) {
    const labels = keyValues(flags.list('label'));
    const options = keyValues(flags.list('opt'));
    const wanted = name ?? flags.text('name');
    const volume = yield* cli.ask((engine) => engine.volumes.create(wanted, labels, options));
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
  modelled: ['format', 'quiet'],
  *run(cli, { flags }) {
    const volumes = yield* cli.ask((engine) => engine.volumes.all());
    if (flags.on('quiet')) yield* cli.out(volumes.map(({ name }) => `${name}\n`).join(''));
    else yield* cli.out(present(LISTING, flags.text('format'), volumes.map(row)));
    return 0;
  },
};

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

export const volumeRm: Verb = {
  args: { least: 1, most: null },
  modelled: ['force'],
  run: (cli, { args }) => cli.forEach(args, (name) => cli.ask((engine) => removeVolume(engine, name))),
};

const WARNING =
  'WARNING! This will remove anonymous local volumes not used by at least one container.\nAre you sure you want to continue? [y/N] ';

export const volumePrune: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['all', 'force'],
  *run(cli, { flags }) {
    if (!flags.on('force') && !(yield* confirmed(cli, WARNING))) return 0;
    const removed = yield* cli.ask((engine) => {
      const unused = engine.volumes
        .all()
        .filter((volume) => (flags.on('all') || volume.anonymous) && usersOf(engine, volume).length === 0);
      return unused.map((volume) => {
        const bytes = treeBytes(engine.sys, volume.mountpoint);
        engine.volumes.remove(volume);
        return { name: volume.name, bytes };
      });
    });
    const names =
      removed.length === 0 ? '' : `Deleted Volumes:\n${removed.map(({ name }) => `${name}\n`).join('')}\n`;
    yield* cli.out(
      `${names}Total reclaimed space: ${humanSize(removed.reduce((sum, { bytes }) => sum + bytes, 0))}\n`,
    );
    return 0;
  },
};
