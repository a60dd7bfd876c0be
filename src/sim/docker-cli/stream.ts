/**
 * The attached client: copies a container's output to its own stdout and stderr, its stdin and signals to the
 * container, until the process ends (docker/cli `container/hijack.go`, `signals.go`).
 */

import type { Inbox } from '../engine/inbox.ts';
import type { Container } from '../engine/model.ts';
import type { ShimProcess } from '../engine/shim.ts';
import { SIGNALS, type Signal } from '../kernel/signals.ts';
import { type Fd, STDERR, STDIN, STDOUT, type Sys, SysError, type Task } from '../kernel/sys.ts';
import { type Cli, CliError } from './cli.ts';
import { Detached, DetachKeys } from './detach-keys.ts';

export type StreamEvent =
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly data: Uint8Array }
  | { readonly kind: 'exit'; readonly code: number };

export interface StreamEnds {
  /** Null: input is not forwarded. */
  readonly input: ((data: Uint8Array | null) => void) | null;
  /** Null: signals do to the client what they do to any program. */
  readonly onSignal: ((signal: Signal) => Task<void>) | null;
  /** The process has a terminal, and its input is ours: raw keys, the detach keys, our window's size. */
  readonly terminal?: (() => ShimProcess | null) | null;
  /** The keys that detach; Ctrl-P Ctrl-Q where not given. */
  readonly detachKeys?: readonly number[];
}

const NOT_PROXIED: ReadonlySet<Signal> = new Set<Signal>([
  'KILL',
  'STOP',
  'CHLD',
  'PIPE',
  'URG',
  'WINCH',
  'CONT',
  'TSTP',
  'TTIN',
  'TTOU',
]);
const FORCED_AFTER = 3;
/** What `docker run` leaves with when it was told three times to stop. */
const FORCED_EXIT = 1;

/** The exit code of the process. Throws Detached. */
export function* stream(cli: Cli, events: Inbox<StreamEvent>, ends: StreamEnds): Task<number> {
  const { terminal = null, detachKeys, ...rest } = ends;
  const { sys } = cli;
  if (terminal === null || !sys.isatty(STDIN)) return yield* copy(cli, events, rest);
  const keys = new DetachKeys(detachKeys);
  const { input } = rest;
  const checked = (data: Uint8Array | null): void => {
    if (data !== null && input !== null) keys.pass(data, input);
  };
  sys.sigaction('WINCH', { kind: 'handle', handler: () => terminal()?.resize(sys.getWinsize(STDIN)) });
  sys.setRawMode(STDIN, true);
  try {
    return yield* copy(cli, events, { ...rest, input: checked });
  } finally {
    sys.setRawMode(STDIN, false);
  }
}

/** `docker attach` sets the size twice, the first time wrongly, so that the program draws itself anew. */
export function redraw(sys: Sys, process: ShimProcess | null): void {
  if (!sys.isatty(STDIN)) return;
  const { rows, columns } = sys.getWinsize(STDIN);
  process?.resize({ rows: rows + 1, columns: columns + 1 });
  process?.resize({ rows, columns });
}

/** For the verbs that tell of it. */
export function* sayDetached(task: Task<number>): Task<number> {
  try {
    return yield* task;
  } catch (error) {
    if (error instanceof Detached) throw new CliError(error.message);
    throw error;
  }
}

/** For the verbs to which it is an ordinary end. */
export function* quietlyDetached(task: Task<number>): Task<number> {
  try {
    return yield* task;
  } catch (error) {
    if (error instanceof Detached) return 0;
    throw error;
  }
}

function* copy(
  cli: Cli,
  events: Inbox<StreamEvent>,
  ends: Omit<StreamEnds, 'terminal' | 'detachKeys'>,
): Task<number> {
  const { sys } = cli;
  const signals: Signal[] = [];
  if (ends.onSignal !== null) proxySignals(sys, signals);
  let { input } = ends;
  let stops = 0;
  for (;;) {
    const ready = yield* waitReady(sys, input === null ? [events.fd] : [events.fd, STDIN]);
    const got = signals.splice(0);
    stops += got.filter((signal) => signal === 'INT' || signal === 'TERM').length;
    if (stops >= FORCED_AFTER) return yield* forced(cli);
    yield* proxy(got, ends);
    if (input !== null && ready.includes(STDIN) && !(yield* forwardInput(sys, input))) input = null;
    if (!ready.includes(events.fd)) continue;
    const code = yield* drain(sys, events);
    if (code !== null) return code;
  }
}

function* proxy(signals: readonly Signal[], ends: StreamEnds): Task<void> {
  for (const signal of signals) if (ends.onSignal !== null) yield* ends.onSignal(signal);
}

function* forced(cli: Cli): Task<number> {
  yield* cli.err(`\ngot ${FORCED_AFTER} SIGTERM/SIGINTs, forcefully exiting\n`);
  return FORCED_EXIT;
}

function proxySignals(sys: Sys, into: Signal[]): void {
  for (const signal of Object.keys(SIGNALS) as Signal[]) {
    if (!NOT_PROXIED.has(signal)) sys.sigaction(signal, { kind: 'handle', handler: (got) => into.push(got) });
  }
}

function* waitReady(sys: Sys, fds: readonly Fd[]): Task<readonly Fd[]> {
  try {
    return yield* sys.poll(fds, null);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EINTR') return [];
    throw error;
  }
}

/** False at the end of input. */
function* forwardInput(sys: Sys, input: (data: Uint8Array | null) => void): Task<boolean> {
  const data = yield* sys.read(STDIN, 32768);
  input(data.length === 0 ? null : data);
  return data.length > 0;
}

function* drain(sys: Sys, events: Inbox<StreamEvent>): Task<number | null> {
  while (events.size > 0) {
    const event = yield* events.take();
    if (event.kind === 'exit') return event.code;
    yield* sys.write(event.stream === 'stdout' ? STDOUT : STDERR, event.data);
  }
  return null;
}

/** Listens to a container's output and its next exit; the result ends that. `streams` null: both. */
export function listen(
  container: Container,
  events: Inbox<StreamEvent>,
  streams: ReadonlySet<'stdout' | 'stderr'> | null = null,
): () => void {
  const stop = container.output.attach((event) => {
    if (event.kind === 'output' && streams?.has(event.stream) !== false) events.push(event);
  });
  const onExit = (code: number): void => {
    events.push({ kind: 'exit', code });
  };
  container.exitWaiters.add(onExit);
  return () => {
    stop();
    container.exitWaiters.delete(onExit);
  };
}
