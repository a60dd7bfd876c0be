/** docker network ls, rm, prune, connect, disconnect. */
import { plainWish } from '../../engine/endpoints.ts';
import type { Engine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/errors.ts';
import type { GoStruct } from '../../engine/go-value.ts';
import { shortId } from '../../engine/ids.ts';
import type { Network } from '../../engine/model.ts';
import { connectNetwork, disconnectNetwork } from '../../engine/network-connect.ts';
import { membersOn, pruneNetworks, removeNetwork } from '../../engine/network-remove.ts';
import { PREDEFINED } from '../../engine/network-store.ts';
import { goTimeString } from '../../engine/timestamps.ts';
import { CliError, daemonWords, type Verb } from '../cli.ts';
import { confirmed } from '../confirm.ts';
import { type Listing, present } from '../formatted.ts';
import { parseWhen } from '../when.ts';
import { filtersOf, labelsFit } from './image-prune.ts';

const listing = (labels: ReadonlyMap<GoStruct, Network>): Listing => ({
  type: '*formatter.networkContext',
  heads: {
    ID: 'NETWORK ID',
    Name: 'NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    IPv4: 'IPV4',
    IPv6: 'IPV6',
    Internal: 'INTERNAL',
    Labels: 'LABELS',
    CreatedAt: 'CREATED AT',
  },
  defaultTemplate: '{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}',
  methods: (row) => new Map([['Label', (args) => labels.get(row)?.labels.get(String(args[0])) ?? '']]),
});

export const networkLs: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['filter', 'format', 'no-trunc', 'quiet'],
  *run(cli, { flags }) {
    const networks = yield* cli.ask((engine) => selectNetworks(engine, flags.list('filter')));
    const owners = new Map<GoStruct, Network>();
    const rows = [...networks]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((network) => {
        const row = rowOf(network, flags.on('no-trunc'));
        owners.set(row, network);
        return row;
      });
    if (flags.on('quiet')) yield* cli.out(rows.map(({ ID }) => `${ID}\n`).join(''));
    else yield* cli.out(present(listing(owners), flags.text('format'), rows));
    return 0;
  },
};

const rowOf = (network: Network, isWhole: boolean): GoStruct => ({
  CreatedAt: goTimeString(network.createdMs),
  Driver: network.driver,
  ID: isWhole ? network.id : shortId(network.id),
  IPv4: 'true',
  IPv6: 'false',
  Internal: String(network.internal),
  Labels: [...network.labels]
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(','),
  Name: network.name,
  Scope: network.scope,
});

const LS_FILTERS = ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'];

function selectNetworks(engine: Engine, words: readonly string[]): readonly Network[] {
  const filters = filtersOf(words, LS_FILTERS);
  const has = (key: string, fits: (value: string) => boolean): boolean => {
    const values = filters.get(key);
    return values === undefined || values.some(fits);
  };
  return engine.networks.all().filter((network) => {
    const isBuiltin = PREDEFINED.includes(network.name);
    const isUsed = isBuiltin || membersOn(engine, network).length > 0;
    return (
      has('name', (value) => network.name.includes(value)) &&
      has('id', (value) => network.id.startsWith(value)) &&
      has('driver', (value) => network.driver === value) &&
      has('scope', (value) => network.scope === value) &&
      has('type', (value) => value === (isBuiltin ? 'builtin' : 'custom')) &&
      has('dangling', (value) => (value === 'true' || value === '1') !== isUsed) &&
      labelsFit(network.labels, filters)
    );
  });
}

export const networkRm: Verb = {
  args: { least: 1, most: null },
  modelled: ['force'],
  *run(cli, { flags, args }) {
    let failed = false;
    for (const name of args) {
      try {
        yield* cli.ask((engine) => removeNetwork(engine, name));
        yield* cli.out(`${name}\n`);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        if (flags.on('force') && error.kind === 'not-found') continue;
        yield* cli.err(`${daemonWords(error)}\n`);
        failed = true;
      }
    }
    if (failed) throw new CliError('exit status 1');
    return 0;
  },
};

const WARNING =
  'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue? [y/N] ';

export const networkPrune: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['filter', 'force'],
  *run(cli, { flags }) {
    if (!flags.on('force') && !(yield* confirmed(cli, WARNING))) return 0;
    const nowMs = cli.sys.realtimeMs();
    const names = yield* cli.ask((engine) => {
      const filters = filtersOf(flags.list('filter'), ['label', 'label!', 'until']);
      const until = parseWhen(filters.get('until')?.[0] ?? null, nowMs);
      return pruneNetworks(
        engine,
        ({ labels, createdMs }) => labelsFit(labels, filters) && (until === null || createdMs < until),
      );
    });
    if (names.length > 0) yield* cli.out(`Deleted Networks:\n${names.map((name) => `${name}\n`).join('')}\n`);
    return 0;
  },
};

export const networkConnect: Verb = {
  args: { least: 2, most: 2 },
  modelled: ['alias', 'gw-priority', 'ip', 'link'],
  *run(cli, { flags, args: [network = '', container = ''] }) {
    const wish = {
      ...plainWish(network),
      ipv4Address: flags.text('ip') ?? '',
      aliases: flags.has('alias') ? flags.list('alias') : null,
      links: flags.has('link') ? flags.list('link') : null,
      gwPriority: flags.number('gw-priority') ?? 0,
      byConnect: true,
    };
    yield* cli.call((engine) => connectNetwork(engine, wish, container));
    return 0;
  },
};

export const networkDisconnect: Verb = {
  args: { least: 2, most: 2 },
  modelled: ['force'],
  *run(cli, { args: [network = '', container = ''] }) {
    yield* cli.call((engine) => disconnectNetwork(engine, network, container));
    return 0;
  },
};
