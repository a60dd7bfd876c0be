/** docker attach. */
import { Inbox } from '../../engine/inbox.ts';
import { killContainer } from '../../engine/stop.ts';
import { STDIN } from '../../kernel/sys.ts';
import { CliError, type Verb } from '../cli.ts';
import { detachSequence } from '../detach-keys.ts';
import { listen, redraw, type StreamEvent, sayDetached, stream } from '../stream.ts';

export const attach: Verb = {
  args: { least: 1, most: 1 },
  modelled: ['detach-keys', 'no-stdin', 'sig-proxy'],
  *run(cli, { flags, args: [name = ''] }) {
    const container = yield* cli.ask((engine) => engine.containers.get(name));
    const { state, config } = container;
    if (!state.running) throw new CliError('You cannot attach to a stopped container, start it first');
    if (state.paused) throw new CliError('You cannot attach to a paused container, unpause it first');
    if (state.restarting)
      throw new CliError('You cannot attach to a restarting container, wait until it is running');
    const stdin = config.openStdin && !flags.on('no-stdin');
    if (config.tty && stdin && !cli.sys.isatty(STDIN)) throw new CliError('the input device is not a TTY');
    const detachKeys = detachSequence(flags.text('detach-keys'));
    const events = new Inbox<StreamEvent>(cli.sys);
    const stop = listen(container, events);
    yield* cli.ask((engine) => engine.emit(container, 'attach'));
    const terminal = config.tty && stdin;
    if (terminal) redraw(cli.sys, container.input);
    try {
      return yield* sayDetached(
        stream(cli, events, {
          input: stdin ? (data) => container.input?.input(data) : null,
          onSignal:
            config.tty || flags.text('sig-proxy') === 'false'
              ? null
              : (signal) => cli.call((engine) => killContainer(engine, container, signal)),
          detachKeys,
          terminal: terminal ? () => container.input : null,
        }),
      );
    } finally {
      stop();
    }
  },
};
