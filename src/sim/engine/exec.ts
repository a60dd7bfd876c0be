/**
 * `docker exec`: a further process in the namespaces of a running container (moby `daemon/exec.go`). Its output
 * goes to the client alone; the container's log does not see it.
 */
import { namespacePid } from '../kernel/ids.ts';
import type { Task, Winsize } from '../kernel/sys.ts';
import { processSpec } from './container-spec.ts';
import type { Engine } from './engine.ts';
import { EngineError, notRunning } from './errors.ts';
import { randomId } from './ids.ts';
import type { Container } from './model.ts';
import { noteOom } from './oom.ts';
import { cgroupOf } from './paths.ts';
import { restarting } from './pause.ts';
import type { ProcessEvents, ShimProcess } from './shim.ts';

export interface ExecRequest {
  readonly argv: readonly string[];
  readonly user: string;
  readonly env: readonly string[];
  readonly cwd: string;
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly privileged: boolean;
  readonly winsize: Winsize;
}

const EXEC_MS = 45;
/** 128 + SIGKILL. */
const KILLED = 137;

/** The container, if commands can be run in it. */
export function execTarget(engine: Engine, reference: string): Container {
  const container = engine.containers.get(reference);
  const { state } = container;
  if (!state.running) throw notRunning(container.id);
  if (state.paused) {
    throw new EngineError('conflict', `Container ${reference} is paused, unpause the container before exec`);
  }
  if (state.restarting) throw restarting(container);
  return container;
}

/** Starts it; `events` hear of its output and end. A command that cannot be run throws with runExitCode 126 or 127. */
export function* execInContainer(
  engine: Engine,
  container: Container,
  request: ExecRequest,
  events: ProcessEvents,
): Task<{ readonly execId: string; readonly process: ShimProcess }> {
  yield* engine.busy(EXEC_MS);
  const { shim } = container;
  if (shim === null) throw notRunning(container.id);
  const process = yield* processSpec(engine, container, {
    argv: request.argv,
    user: request.user === '' ? container.config.user : request.user,
    env: request.env,
    cwd: request.cwd === '' ? container.config.workingDir : request.cwd,
    tty: request.tty,
    privileged: request.privileged || container.hostConfig.privileged,
  });
  const execId = randomId(engine.sys);
  const command = request.argv.join(' ');
  engine.emit(container, `exec_create: ${command}`, { execID: execId });
  engine.emit(container, `exec_start: ${command}`, { execID: execId });
  const started = yield* shim.exec(
    engine.sys,
    { init: namespacePid(container.state.pid), cgroup: cgroupOf(container), process },
    { tty: request.tty, stdin: request.stdin, winsize: request.winsize },
    {
      onOutput: events.onOutput,
      onExit: (exitCode) => engine.runtime.go(execEnded(engine, container, execId, exitCode, events)),
    },
  );
  if (!started.ok) throw execError(started.words);
  container.execs.set(execId, { id: execId, pid: started.process.pid });
  return { execId, process: started.process };
}

/** Whether the OOM killer ended it is noted first: who asks afterwards, is told. */
function* execEnded(
  engine: Engine,
  container: Container,
  execId: string,
  exitCode: number,
  events: ProcessEvents,
): Task<void> {
  if (exitCode === KILLED) yield* noteOom(engine, container);
  container.execs.delete(execId);
  engine.emit(container, 'exec_die', { execID: execId, exitCode: String(exitCode) });
  events.onExit(exitCode);
}

function execError(words: string): EngineError {
  const message = `OCI runtime exec failed: exec failed: unable to start container process: ${words}`;
  const missing = /executable file not found|no such file or directory/.test(words);
  return new EngineError('invalid', message, missing ? 127 : 126);
}
