/** `docker compose up` without -d: shows what the containers write until all have ended or a signal comes; then stops them. */
import { Inbox } from '../../engine/inbox.ts';
import type { Container } from '../../engine/model.ts';
import { SysError, type Task } from '../../kernel/sys.ts';
import type { Cli } from '../cli.ts';
import { serviceOfContainer } from './containers.ts';
import { ACTS, act } from './down.ts';
import { logPrefix, prefixWidth } from './listing.ts';

type Heard =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'ended'; readonly container: Container };

export function* attach(cli: Cli, containers: readonly Container[]): Task<number> {
  const { sys } = cli;
  let asked = false;
  for (const signal of ['INT', 'TERM'] as const)
    sys.sigaction(signal, {
      kind: 'handle',
      handler: () => {
        asked = true;
      },
    });
  const width = prefixWidth(containers);
  const heard = new Inbox<Heard>(sys);
  yield* cli.err(`Attaching to ${containers.map((one) => `${serviceOfContainer(one)}-1`).join(', ')}\n`);
  for (const container of containers) {
    for (const entry of container.output.entries)
      heard.push({ kind: 'line', text: `${logPrefix(container, width)}${entry.text}` });
    container.output.follow((entry) => {
      if (entry === null) heard.push({ kind: 'ended', container });
      else heard.push({ kind: 'line', text: `${logPrefix(container, width)}${entry.text}` });
    });
  }
  let left = containers.filter(({ state }) => state.running).length;
  while ((left > 0 || heard.size > 0) && !asked) {
    const event = yield* next(heard);
    if (event === null) continue;
    if (event.kind === 'line') yield* cli.out(event.text.replace(/\n?$/, '\n'));
    else {
      left -= 1;
      yield* cli.out(
        `${serviceOfContainer(event.container)}-1 exited with code ${event.container.state.exitCode}\n`,
      );
    }
  }
  if (!asked) return 0;
  yield* cli.err('Gracefully Stopping... press Ctrl+C again to force\n');
  yield* act(
    cli,
    ACTS.stop,
    containers.filter(({ state }) => state.running),
  );
  return 130;
}

function* next(heard: Inbox<Heard>): Task<Heard | null> {
  try {
    return yield* heard.take();
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EINTR') return null;
    throw error;
  }
}
