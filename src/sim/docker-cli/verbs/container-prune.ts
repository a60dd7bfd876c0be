/** docker container prune. */
import { treeBytes } from '../../engine/host-files.ts';
import { upperDirectory } from '../../engine/paths.ts';
import { removeContainer } from '../../engine/remove.ts';
import type { Verb } from '../cli.ts';
import { confirmed } from '../confirm.ts';
import { humanSize } from '../units.ts';

const WARNING =
  'WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] ';

export const containerPrune: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['force'],
  *run(cli, { flags }) {
    if (!flags.on('force') && !(yield* confirmed(cli, WARNING))) return 0;
    const stopped = yield* cli.ask((engine) =>
      engine.containers.all().filter(({ state }) => !state.running && state.status !== 'removing'),
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
