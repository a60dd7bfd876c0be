/** docker stats: numbers of cgroups as the daemon reads them (docker/cli `container/stats.go`, `stats_helpers.go`). */
import { shortId } from '../../engine/ids.ts';
import { type ContainerStats, containerStats } from '../../engine/stats.ts';
import type { Task } from '../../kernel/sys.ts';
import type { Cli, Verb } from '../cli.ts';
import { type Listing, present } from '../formatted.ts';
import { bytesSize, humanSize3 } from '../units.ts';

const LISTING: Listing = {
  type: '*container.statsContext',
  heads: {
    Container: 'CONTAINER',
    ID: 'CONTAINER ID',
    Name: 'NAME',
    CPUPerc: 'CPU %',
    MemUsage: 'MEM USAGE / LIMIT',
    MemPerc: 'MEM %',
    NetIO: 'NET I/O',
    BlockIO: 'BLOCK I/O',
    PIDs: 'PIDS',
  },
  defaultTemplate:
    '{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}',
};
const SAMPLE_MS = 1000;
const CLEAR = '\x1b[H\x1b[J';

export const stats: Verb = {
  args: { least: 0, most: null },
  modelled: ['all', 'format', 'no-stream', 'no-trunc'],
  *run(cli, { flags, args }) {
    const trunc = !flags.on('no-trunc');
    const wanted = yield* cli.ask((engine) =>
      args.map((name) => ({ name, id: engine.containers.get(name).id })),
    );
    for (let first = true; ; first = false) {
      const samples = yield* sample(cli, wanted, flags.on('all'));
      const rows = samples.map(({ asked, value }) => row(asked, value, trunc));
      if (!flags.on('no-stream') && flags.text('format') === null) yield* cli.out(first ? '' : CLEAR);
      yield* cli.out(present(LISTING, flags.text('format'), rows));
      if (flags.on('no-stream')) return 0;
    }
  },
};

interface Sampled {
  readonly asked: string;
  readonly value: ContainerStats;
}

/** Two looks a second apart: the second minus the first is the share of the CPU. */
function* sample(
  cli: Cli,
  wanted: readonly { readonly name: string; readonly id: string }[],
  all: boolean,
): Task<readonly Sampled[]> {
  const targets = yield* cli.ask((engine) =>
    wanted.length > 0
      ? wanted
      : engine.containers
          .all()
          .filter(({ state }) => all || state.running)
          .reverse()
          .map(({ id }) => ({ name: id, id })),
  );
  const look = () =>
    cli.call((engine) =>
      containerStats(
        engine,
        targets.map(({ id }) => id),
      ),
    );
  const before = yield* look();
  yield* cli.sys.sleep(SAMPLE_MS);
  const after = yield* look();
  return after.map((value, index) => ({
    asked: targets[index]?.name ?? '',
    value: { ...value, cpuSeconds: value.cpuSeconds - (before[index]?.cpuSeconds ?? 0) },
  }));
}

function row(asked: string, value: ContainerStats, trunc: boolean) {
  const share = value.limitBytes === 0 ? 0 : (value.memoryBytes / value.limitBytes) * 100;
  return {
    BlockIO: '0B / 0B',
    CPUPerc: `${((value.cpuSeconds * 1000 * 100) / SAMPLE_MS).toFixed(2)}%`,
    Container: asked,
    ID: trunc ? shortId(value.id) : value.id,
    MemPerc: `${share.toFixed(2)}%`,
    MemUsage: `${bytesSize(value.memoryBytes)} / ${bytesSize(value.limitBytes)}`,
    Name: value.name,
    NetIO: `${humanSize3(value.receivedBytes)} / ${humanSize3(value.sentBytes)}`,
    PIDs: String(value.pids),
  };
}
