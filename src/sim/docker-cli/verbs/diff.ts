/** docker diff: what the writable layer says of the file system. */
import { changesOf } from '../../engine/changes.ts';
import type { Verb } from '../cli.ts';

export const diff: Verb = {
  args: { least: 1, most: 1 },
  modelled: [],
  *run(cli, { args: [name = ''] }) {
    const changes = yield* cli.ask((engine) => changesOf(engine, engine.containers.get(name)));
    yield* cli.out(changes.map(({ kind, path }) => `${kind} ${path}\n`).join(''));
    return 0;
  },
};
