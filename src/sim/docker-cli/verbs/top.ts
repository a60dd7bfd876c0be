/** docker top: the daemon's ps table. */
import { topContainer } from '../../engine/top.ts';
import type { Verb } from '../cli.ts';
import { layOut, WIDE } from '../table.ts';

export const top: Verb = {
  args: { least: 1, most: null },
  interspersed: false,
  modelled: [],
  *run(cli, { args: [name = '', ...psArgs] }) {
    const table = yield* cli.call((engine) => topContainer(engine, name, psArgs));
    yield* cli.out(layOut([table.titles, ...table.rows], WIDE));
    return 0;
  },
};
