/** docker ps. */
import type { GoStruct, GoValue } from '../../engine/go-value.ts';
import { treeBytes } from '../../engine/host-files.ts';
import { shortId } from '../../engine/ids.ts';
import { imageBytes } from '../../engine/image-store.ts';
import type { Container } from '../../engine/model.ts';
import { upperDirectory } from '../../engine/paths.ts';
import type { Verb } from '../cli.ts';
import { CONTAINER_HEADS, containerRow } from '../container-row.ts';
import type { Flags } from '../flags.ts';
import { type Listing, present } from '../formatted.ts';
import { filterContainers, impliesAll } from '../ps-filters.ts';
import { fillTemplate } from '../template/execute.ts';

const COLUMNS = '{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}';

const RAW = [
  'container_id: {{.ID}}',
  'image: {{.Image}}',
  'command: {{.Command}}',
  'created_at: {{.CreatedAt}}',
  'state: {{- pad .State 1 0}}',
  'status: {{- pad .Status 1 0}}',
  'names: {{.Names}}',
  'labels: {{- pad .Labels 1 0}}',
  'ports: {{- pad .Ports 1 0}}',
  '',
].join('\n');

const listing = (size: boolean, labels: ReadonlyMap<GoStruct, Container>): Listing => ({
  type: '*formatter.ContainerContext',
  heads: CONTAINER_HEADS,
  rawTemplate: size ? `${RAW}size: {{.Size}}\n` : RAW,
  defaultTemplate: size ? `${COLUMNS}\t{{.Size}}` : COLUMNS,
  methods: (row) =>
    new Map([
      ['Label', (args: readonly GoValue[]) => labels.get(row)?.config.labels.get(String(args[0])) ?? ''],
    ]),
});

export const ps: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['all', 'filter', 'format', 'last', 'latest', 'no-trunc', 'quiet', 'size'],
  *run(cli, { flags }) {
    const format = flags.text('format');
    if (format !== null && format !== '') tryFormat(format);
    const withSize = flags.on('size') || (format ?? '').includes('.Size');
    const nowMs = cli.sys.realtimeMs();
    const rows = yield* cli.ask((engine) =>
      select(
        flags,
        filterContainers(engine, candidates(flags, engine.containers.all()), flags.list('filter')),
      ).map((container) => ({
        container,
        size: withSize
          ? {
              rwBytes: treeBytes(engine.sys, upperDirectory(container.layer)),
              rootBytes: imageBytes(container.image),
            }
          : null,
      })),
    );
    const trunc = !flags.on('no-trunc');
    if (flags.on('quiet')) {
      if (format !== null && format !== '') yield* cli.err(IGNORED_FORMAT);
      yield* cli.out(rows.map(({ container: { id } }) => `${trunc ? shortId(id) : id}\n`).join(''));
      return 0;
    }
    const owners = new Map<GoStruct, Container>();
    const shown = rows.map(({ container, size }) => {
      const row = containerRow(container, { nowMs, trunc, size });
      owners.set(row, container);
      return row;
    });
    yield* cli.out(present(listing(flags.on('size'), owners), format, shown));
    return 0;
  },
};

const IGNORED_FORMAT = 'WARNING: Ignoring custom format, because both --format and --quiet are set.\n';

/** The client first fills the format in for an empty container, to see whether it asks for sizes. */
function tryFormat(format: string): void {
  const empty = Object.fromEntries(Object.keys(CONTAINER_HEADS).map((name) => [name, '']));
  fillTemplate(format, empty, {
    missing: (field) => `can't evaluate field ${field} in type *formatter.ContainerContext`,
    methods: new Map([['Label', () => '']]),
  });
}

const wantsAll = (flags: Flags): boolean =>
  flags.on('all') ||
  flags.on('latest') ||
  (flags.number('last') ?? -1) > 0 ||
  impliesAll(flags.list('filter'));

const candidates = (flags: Flags, all: readonly Container[]): readonly Container[] =>
  [...all].reverse().filter(({ state }) => wantsAll(flags) || state.running);

function select(flags: Flags, containers: readonly Container[]): readonly Container[] {
  if (flags.on('latest')) return containers.slice(0, 1);
  const last = flags.number('last') ?? -1;
  return last > 0 ? containers.slice(0, last) : containers;
}
