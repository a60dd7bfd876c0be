/**
 * Health checks (moby `daemon/health.go`): every interval a command is run in the container; after `retries`
 * failures in a row it is unhealthy, after one success healthy. Keeps the last five results.
 */

import { namespacePid } from '../kernel/ids.ts';
import type { Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { execInContainer } from './exec.ts';
import type { Container, Healthcheck, HealthLogEntry } from './model.ts';

const DEFAULT_INTERVAL_MS = 30_000;
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_RETRIES = 3;
const KEPT_RESULTS = 5;
const LONGEST_OUTPUT = 4096;

const millis = (ns: number, otherwise: number): number => (ns === 0 ? otherwise : ns / 1e6);

export function* monitorHealth(engine: Engine, container: Container): Task<void> {
  const check = container.config.healthcheck;
  const { generation } = container;
  if (check === null) return;
  const alive = (): boolean =>
    container.generation === generation && container.state.running && container.state.health !== null;
  for (;;) {
    yield* engine.busy(millis(check.intervalNs, DEFAULT_INTERVAL_MS));
    if (!alive()) return;
    if (container.state.paused || container.state.restarting) continue;
    const result = yield* probe(engine, container, check);
    if (!alive()) return;
    judge(engine, container, check, result);
  }
}

function commandOf(check: Healthcheck): readonly string[] {
  const [kind, ...rest] = check.test;
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', ...rest] : rest;
}

function* probe(engine: Engine, container: Container, check: Healthcheck): Task<HealthLogEntry> {
  const startMs = engine.stamp();
  const decoder = new TextDecoder();
  let output = '';
  const inbox = engine.inbox<number>();
  let exitCode: number | null;
  try {
    const { process } = yield* execInContainer(
      engine,
      container,
      {
        argv: commandOf(check),
        user: '',
        env: [],
        cwd: '',
        tty: false,
        stdin: false,
        privileged: false,
        winsize: { columns: 0, rows: 0 },
      },
      {
        onOutput: (_stream, data) => {
          if (output.length < LONGEST_OUTPUT) output += decoder.decode(data, { stream: true });
        },
        onExit: (code) => inbox.push(code),
      },
    );
    exitCode = yield* inbox.takeWithin(millis(check.timeoutNs, DEFAULT_TIMEOUT_MS));
    if (exitCode === null) {
      container.shim?.kill(namespacePid(process.pid), 'KILL');
      output = `Health check exceeded timeout (${millis(check.timeoutNs, DEFAULT_TIMEOUT_MS) / 1000}s)`;
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    output = error.message;
    exitCode = -1;
  }
  inbox.close();
  return { startMs, endMs: engine.stamp(), exitCode: exitCode ?? -1, output };
}

function judge(engine: Engine, container: Container, check: Healthcheck, result: HealthLogEntry): void {
  const { health } = container.state;
  if (health === null) return;
  const before = health.status;
  health.log = [...health.log, result].slice(-KEPT_RESULTS);
  const retries = check.retries === 0 ? DEFAULT_RETRIES : check.retries;
  const inStartPeriod =
    before === 'starting' &&
    result.startMs - (container.state.startedMs ?? 0) < millis(check.startPeriodNs, 0);
  if (result.exitCode === 0) {
    health.failingStreak = 0;
    health.status = 'healthy';
  } else if (!inStartPeriod) {
    health.failingStreak += 1;
    if (health.failingStreak >= retries) health.status = 'unhealthy';
  }
  if (health.status !== before) engine.emit(container, `health_status: ${health.status}`);
}
