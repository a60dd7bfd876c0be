/** docker logs: the json-file log, with --follow, --since, --until, --tail, --timestamps. */
import { EngineError } from '../../engine/errors.ts';
import { Inbox } from '../../engine/inbox.ts';
import type { LogEntry } from '../../engine/output-hub.ts';
import { rfc3339NanoFixed } from '../../engine/timestamps.ts';
import type { Task } from '../../kernel/sys.ts';
import { type Cli, CliError, type Verb } from '../cli.ts';
import type { Flags } from '../flags.ts';
import { parseWhen } from '../when.ts';

export const logs: Verb = {
  args: { least: 1, most: 1 },
  modelled: ['details', 'follow', 'since', 'tail', 'timestamps', 'until'],
  *run(cli, { flags, args: [name = ''] }) {
    const container = yield* cli.ask((engine) => engine.containers.get(name));
    if (container.hostConfig.logDriver === 'none') {
      throw new EngineError('invalid', 'configured logging driver does not support reading');
    }
    const now = cli.sys.realtimeMs();
    const since = timeGiven('since', flags, now);
    const until = timeGiven('until', flags, now);
    const chosen = container.output.entries.filter(
      (entry) => (since === null || entry.stampMs >= since) && (until === null || entry.stampMs <= until),
    );
    const coming = flags.on('follow') && container.state.running ? new Inbox<LogEntry | null>(cli.sys) : null;
    const stop = coming === null ? null : container.output.follow((entry) => coming.push(entry));
    for (const entry of lastOf(chosen, flags.text('tail')))
      yield* print(cli, flags, entry, container.config.tty);
    if (coming === null) return 0;
    for (let entry = yield* coming.take(); entry !== null; entry = yield* coming.take()) {
      yield* print(cli, flags, entry, container.config.tty);
    }
    stop?.();
    return 0;
  },
};

function timeGiven(name: 'since' | 'until', flags: Flags, now: number): number | null {
  const word = flags.text(name);
  const when = parseWhen(word, now);
  if (when === null && word !== null && word !== '') {
    throw new CliError(
      `invalid value for "${name}": failed to parse value as time or duration: ${JSON.stringify(word)}`,
    );
  }
  return when;
}

const lastOf = (entries: readonly LogEntry[], tail: string | null): readonly LogEntry[] =>
  tail === null || !/^\d+$/.test(tail) ? entries : Number(tail) === 0 ? [] : entries.slice(-Number(tail));

function* print(cli: Cli, flags: Flags, entry: LogEntry, tty: boolean): Task<void> {
  const stamp = flags.on('timestamps') ? `${rfc3339NanoFixed(entry.stampMs)} ` : '';
  const details = flags.on('details') ? ' ' : '';
  const text = stamp + details + entry.text;
  if (entry.stream === 'stdout' || tty) yield* cli.out(text);
  else yield* cli.err(text);
}
