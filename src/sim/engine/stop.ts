/**
 * Ending containers: stop, kill, restart, wait (moby `daemon/stop.go`, `kill.go`). Stop sends the stop signal, waits
 * (10 s unless told otherwise), then sends SIGKILL, and is done when the exit has been handled.
 */

import { namespacePid } from '../kernel/ids.ts';
import { parseSignal, type Signal, signalNumber } from '../kernel/signals.ts';
import { SysError, type Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError, noSuchContainer, notRunning } from './errors.ts';
import type { Container } from './model.ts';
import { freeze } from './pause.ts';
import { startContainer } from './start.ts';

const DEFAULT_STOP_SECONDS = 10;
/** Before `-t 0` kills, the daemon has work to do, in which a process that heeds the first signal is gone. */
const NOTICE_MS = 10;
const KILL_WAIT_MS = 10_000;

export interface StopOptions {
  /** Null: the container's own stop signal, or SIGTERM. */
  readonly signal: string | null;
  /** Null: the container's own stop timeout, or 10; below 0 for ever. */
  readonly timeoutSeconds: number | null;
}

export function* stopContainer(engine: Engine, reference: string, options: StopOptions): Task<void> {
  const container = engine.containers.get(reference);
  if (!container.state.running) return;
  if (container.state.restarting) {
    settleRestarting(engine, container);
    return;
  }
  const signal = stopSignal(container, options.signal);
  container.stoppedByUser = true;
  const exit = exitOf(engine, container);
  sendSignal(engine, container, signal);
  if (container.state.paused) yield* freeze(engine, container, false);
  const seconds = options.timeoutSeconds ?? container.config.stopTimeoutSeconds ?? DEFAULT_STOP_SECONDS;
  const stopped = yield* exit.within(
    seconds < 0 ? Number.MAX_SAFE_INTEGER : Math.max(seconds * 1000, NOTICE_MS),
  );
  if (!stopped) {
    sendSignal(engine, container, 'KILL');
    yield* exit.within(KILL_WAIT_MS);
  }
  exit.close();
  engine.emit(container, 'stop');
}

function stopSignal(container: Container, asked: string | null): Signal {
  const word = asked ?? container.config.stopSignal ?? 'TERM';
  const signal = parseSignal(word);
  if (signal === null) throw new EngineError('invalid', `Invalid signal: ${word}`);
  return signal;
}

/** Stopped between two tries of its restart policy. */
function settleRestarting(engine: Engine, container: Container): void {
  container.stoppedByUser = true;
  Object.assign(container.state, { status: 'exited', running: false, restarting: false });
  engine.emit(container, 'stop');
}

/** A mailbox for the container's next exit. */
export function exitOf(
  engine: Engine,
  container: Container,
): { within(ms: number): Task<boolean>; close(): void } {
  const inbox = engine.inbox<number>();
  const waiter = (code: number): void => {
    inbox.push(code);
  };
  container.exitWaiters.add(waiter);
  return {
    *within(ms) {
      return (yield* inbox.takeWithin(ms)) !== null;
    },
    close() {
      container.exitWaiters.delete(waiter);
      inbox.close();
    },
  };
}

export function sendSignal(engine: Engine, container: Container, signal: Signal): void {
  try {
    container.shim?.kill(namespacePid(container.state.pid), signal);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  engine.emit(container, 'kill', { signal: String(signalNumber(signal)) });
}

/** `docker kill`: the words of its errors begin with what it was about to do. */
export function* killByName(engine: Engine, reference: string, word: string): Task<void> {
  const fail = (kind: 'not-found' | 'conflict' | 'invalid', words: string): EngineError =>
    new EngineError(kind, `cannot kill container: ${reference}: ${words}`);
  const signal = parseSignal(word);
  if (signal === null && !/^-?0*[1-9]\d*$/.test(word)) throw fail('invalid', `invalid signal: ${word}`);
  const container = engine.containers.find(reference);
  if (container === null) throw fail('not-found', noSuchContainer(reference).message);
  if (signal === null) throw fail('invalid', `the linux daemon does not support signal ${word}`);
  if (!container.state.running) throw fail('conflict', notRunning(container.id).message);
  yield* killContainer(engine, container, signal);
}

/** SIGKILL is waited for; other signals are only sent. One that may end it thaws a paused container (moby `daemon/kill.go`). */
export function* killContainer(engine: Engine, container: Container, signal: Signal): Task<void> {
  if (container.state.restarting) {
    settleRestarting(engine, container);
    return;
  }
  const isStopSignal = signal === stopSignal(container, null);
  if (signal === 'KILL' || isStopSignal) container.stoppedByUser = true;
  const exit = exitOf(engine, container);
  sendSignal(engine, container, signal);
  const mayEnd = container.config.stopSignal === null || signal === 'KILL' || isStopSignal;
  if (container.state.paused && mayEnd) yield* freeze(engine, container, false);
  if (signal === 'KILL') yield* exit.within(KILL_WAIT_MS);
  exit.close();
}

export function* restartContainer(engine: Engine, reference: string, options: StopOptions): Task<void> {
  const container = engine.containers.get(reference);
  yield* stopContainer(engine, container.id, options);
  yield* startContainer(engine, container);
  engine.emit(container, 'restart');
}

/** `docker wait`: the exit code of the main process, at once when it does not run. */
export function* waitContainer(engine: Engine, reference: string): Task<number> {
  const container = engine.containers.get(reference);
  if (!container.state.running) return container.state.exitCode;
  const inbox = engine.inbox<number>();
  container.exitWaiters.add((code) => inbox.push(code));
  const code = yield* inbox.take();
  inbox.close();
  return code;
}
