/**
 * How dockerd ends and comes again (moby `cmd/dockerd/daemon.go`, `daemon.Shutdown`, `daemon.restore`): told to end, it stops all
 * containers and goes; started again, it brings back those whose restart policy says so. Invariant: a container stopped by the end of
 * the daemon counts as not stopped by anybody. Left out: live-restore.
 */
import { type Sys, SysError, type Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { shouldRestart } from './exit.ts';
import type { Container } from './model.ts';
import { startContainer } from './start.ts';
import { stopContainer } from './stop.ts';
import { rfc3339NanoFixed } from './timestamps.ts';

/** SIGTERM, SIGINT: the graceful end. */
export function endOnSignals(engine: Engine): void {
  for (const signal of ['TERM', 'INT'] as const) {
    engine.sys.sigaction(signal, {
      kind: 'handle',
      restart: true,
      handler: () => {
        if (engine.closing) return;
        engine.closing = true;
        engine.runtime.go(shutDown(engine));
      },
    });
  }
}

function* shutDown(engine: Engine): Task<void> {
  daemonLog(engine.sys, 'info', "Processing signal 'terminated'");
  const running = engine.containers.all().filter(({ state }) => state.running);
  const done = engine.inbox<null>();
  for (const container of running) engine.runtime.go(stopForEnd(engine, container, () => done.push(null)));
  for (const _ of running) yield* done.take();
  daemonLog(engine.sys, 'info', 'Daemon shutdown complete');
  yield* engine.sys.exit(0);
}

function* stopForEnd(engine: Engine, container: Container, done: () => void): Task<void> {
  const before = container.stoppedByUser;
  try {
    yield* stopContainer(engine, container.id, { signal: null, timeoutSeconds: null });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
  container.stoppedByUser = before;
  done();
}

/** Containers whose process went on without the daemon are kept; of the others, those to be restarted are. */
export function restartContainers(engine: Engine): void {
  for (const container of engine.containers.all()) {
    const { state } = container;
    if (state.running && !state.restarting) continue;
    if (state.startedMs === null || !shouldRestart(container, state.exitCode)) continue;
    engine.runtime.go(bringBack(engine, container));
  }
}

function* bringBack(engine: Engine, container: Container): Task<void> {
  try {
    yield* startContainer(engine, container);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    daemonLog(engine.sys, 'error', `failed to start container: ${error.message}`);
  }
}

interface JournalSocket {
  write(entry: {
    readonly timeMs: number;
    readonly unit: string;
    readonly identifier: string;
    readonly pid: number;
    readonly text: string;
  }): void;
}

/** dockerd's standard error goes to the journal, where there is one. */
export function daemonLog(sys: Sys, level: 'info' | 'error', words: string): void {
  let journal: JournalSocket;
  try {
    journal = sys.connectUnix('/run/systemd/journal') as JournalSocket;
  } catch (error) {
    if (error instanceof SysError) return;
    throw error;
  }
  const timeMs = sys.realtimeMs();
  const time = rfc3339NanoFixed(timeMs + (sys.monotonicMs() % 1));
  const text = `time="${time}" level=${level} msg=${JSON.stringify(words)}`;
  journal.write({ timeMs, unit: 'docker.service', identifier: 'dockerd', pid: sys.getpid(), text });
}
