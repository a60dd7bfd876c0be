/** docker network ls. */
import { shortId } from '../../engine/ids.ts';
import type { Verb } from '../cli.ts';
import { type Listing, present } from '../formatted.ts';

const LISTING: Listing = {
  type: '*formatter.networkContext',
  heads: { ID: 'NETWORK ID', Name: 'NAME', Driver: 'DRIVER', Scope: 'SCOPE' },
  defaultTemplate: '{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}',
};

export const networkLs: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['format', 'no-trunc', 'quiet'],
  *run(cli, { flags }) {
    const networks = yield* cli.ask((engine) => engine.networks.all());
    const rows = [...networks]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ id, name, driver, scope }) => ({
        Driver: driver,
        ID: flags.on('no-trunc') ? id : shortId(id),
        Name: name,
        Scope: scope,
      }));
    if (flags.on('quiet')) yield* cli.out(rows.map(({ ID }) => `${ID}\n`).join(''));
    else yield* cli.out(present(LISTING, flags.text('format'), rows));
    return 0;
  },
};
