/** docker container prune (moby `daemon/prune.go`). */
import { EngineError } from '../../engine/errors.ts';
import { treeBytes } from '../../engine/host-files.ts';
import type { Container } from '../../engine/model.ts';
import { upperDirectory } from '../../engine/paths.ts';
import { removeContainer } from '../../engine/remove.ts';
import type { Verb } from '../cli.ts';
import { confirmed } from '../confirm.ts';
import { humanSize } from '../units.ts';
import { parseWhen } from '../when.ts';

const WARNING =
  'WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] ';

export const containerPrune: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['filter', 'force'],
  *run(cli, { flags }) {
    if (!flags.on('force') && !(yield* confirmed(cli, WARNING))) return 0;
    const stopped = yield* cli.ask((engine) =>
      prunable(engine.containers.all(), readPruneFilters(flags.list('filter'), cli.sys.realtimeMs())),
    );
    let bytes = 0;
    for (const container of stopped) {
      bytes += yield* cli.ask((engine) => treeBytes(engine.sys, upperDirectory(container.layer)));
      yield* cli.call((engine) => removeContainer(engine, container.id, { force: false, volumes: true }));
    }
    const names =
      stopped.length === 0 ? '' : `Deleted Containers:\n${stopped.map(({ id }) => `${id}\n`).join('')}\n`;
    yield* cli.out(`${names}Total reclaimed space: ${humanSize(bytes)}\n`);
    return 0;
  },
};

interface PruneFilters {
  readonly untilMs: number | null;
  readonly labels: readonly string[];
  readonly notLabels: readonly string[];
}

function readPruneFilters(words: readonly string[], nowMs: number): PruneFilters {
  const pairs = words.map((word): [string, string] => {
    const at = word.indexOf('=');
    const name = word.slice(0, at);
    const negated = word[at - 1] === '!';
    return [negated ? name : name.trim().toLowerCase(), word.slice(at + 1)];
  });
  const unknown = pairs.find(([name]) => !['until', 'label', 'label!'].includes(name));
  if (unknown !== undefined) throw new EngineError('invalid', `invalid filter '${unknown[0]}'`);
  const of = (wanted: string): string[] => pairs.flatMap(([name, value]) => (name === wanted ? [value] : []));
  const [until] = of('until');
  return {
    untilMs: until === undefined ? null : parseWhen(until, nowMs),
    labels: of('label'),
    notLabels: of('label!'),
  };
}

function prunable(containers: readonly Container[], filters: PruneFilters): readonly Container[] {
  const has = ({ config }: Container, word: string): boolean => {
    const [name = '', ...value] = word.split('=');
    const own = config.labels.get(name);
    return own !== undefined && (value.length === 0 || own === value.join('='));
  };
  return containers
    .filter(({ state }) => !state.running && state.status !== 'removing')
    .filter(({ createdMs }) => filters.untilMs === null || createdMs <= filters.untilMs)
    .filter((one) => filters.labels.every((word) => has(one, word)))
    .filter((one) => !filters.notLabels.some((word) => has(one, word)));
}
