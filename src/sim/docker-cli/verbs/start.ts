/** docker start. */
import { EngineError } from '../../engine/errors.ts';
import { Inbox } from '../../engine/inbox.ts';
import { startContainer } from '../../engine/start.ts';
import { killContainer } from '../../engine/stop.ts';
import type { Task } from '../../kernel/sys.ts';
import { type Cli, CliError, daemonWords, type Verb } from '../cli.ts';
import { detachSequence } from '../detach-keys.ts';
import type { Flags } from '../flags.ts';
import { listen, quietlyDetached, redraw, type StreamEvent, stream } from '../stream.ts';

export const start: Verb = {
  args: { least: 1, most: null },
  modelled: ['attach', 'detach-keys', 'interactive', 'sig-proxy'],
  *run(cli, { flags, args }) {
    const attached = flags.on('attach') || flags.on('interactive');
    if (!attached) return yield* startAll(cli, args);
    if (args.length > 1) throw new CliError('you cannot start and attach multiple containers at once');
    return yield* quietlyDetached(startAttached(cli, args[0] ?? '', flags));
  },
};

function* startAll(cli: Cli, names: readonly string[]): Task<number> {
  const failed: string[] = [];
  for (const name of names) {
    try {
      yield* cli.call((engine) => startContainer(engine, engine.containers.get(name)));
      yield* cli.out(`${name}\n`);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      yield* cli.err(`${daemonWords(error)}\n`);
      failed.push(name);
    }
  }
  if (failed.length === 0) return 0;
  yield* cli.err(`Error: failed to start containers: ${failed.join(', ')}\n`);
  return 1;
}

function* startAttached(cli: Cli, name: string, flags: Flags): Task<number> {
  const container = yield* cli.ask((engine) => engine.containers.get(name));
  const detachKeys = detachSequence(flags.text('detach-keys'));
  const events = new Inbox<StreamEvent>(cli.sys);
  const stop = listen(container, events);
  try {
    yield* cli.call((engine) => startContainer(engine, container));
    const input = flags.on('interactive') && container.config.openStdin;
    const terminal = input && container.config.tty;
    if (terminal) redraw(cli.sys, container.input);
    return yield* stream(cli, events, {
      input: input ? (data) => container.input?.input(data) : null,
      detachKeys,
      terminal: terminal ? () => container.input : null,
      onSignal: container.config.tty
        ? null
        : (signal) => cli.call((engine) => killContainer(engine, container, signal)),
    });
  } finally {
    stop();
  }
}
