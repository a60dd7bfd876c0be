/** docker plugin ls: no plugin is installed (docker/cli `command/plugin`). */
import type { Verb } from '../cli.ts';

export const pluginLs: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['filter', 'format', 'no-trunc', 'quiet'],
  *run(cli, { flags }) {
    const table = !flags.on('quiet') && (flags.text('format') ?? 'table') === 'table';
    if (table) yield* cli.out('ID        NAME      DESCRIPTION   ENABLED\n');
    return 0;
  },
};
