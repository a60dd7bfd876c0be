/** docker commit. */
import { commitContainer } from '../../engine/commit.ts';
import { EngineError } from '../../engine/errors.ts';
import { checkReference } from '../../engine/image-store.ts';
import { CliError, type Verb } from '../cli.ts';

export const commit: Verb = {
  args: { least: 1, most: 2 },
  modelled: ['author', 'change', 'message', 'pause'],
  *run(cli, { flags, args: [container = '', reference] }) {
    if (reference !== undefined) checkName(reference);
    const image = yield* cli.call((engine) =>
      commitContainer(engine, {
        container,
        reference: reference ?? null,
        author: flags.text('author') ?? '',
        comment: flags.text('message') ?? '',
        changes: flags.list('change'),
        pause: flags.text('pause') !== 'false',
      }),
    );
    yield* cli.out(`${image.id}\n`);
    return 0;
  },
};

/** The client looks at the name before it asks; its words come without `Error response from daemon`. */
export function checkName(reference: string): void {
  try {
    checkReference(reference);
  } catch (error) {
    if (error instanceof EngineError) throw new CliError(error.message);
    throw error;
  }
}
