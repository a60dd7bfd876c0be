/**
 * containerd-shim-runc-v2: one process a container on the host, whose child is the container's PID 1. It
 * starts processes as runc does, copies their output, forwards input, and reaps them.
 * Invariant: every process started here ends in exactly one `onExit`, after its output has been copied.
 * Left out: ttrpc, checkpoints, the shim's own cgroup.
 */
import type { NamespacePid } from '../kernel/ids.ts';
import { SIGNALS as SIGNAL_NUMBERS, type Signal } from '../kernel/signals.ts';
import { type Fd, type Program, type Sys, SysError, type Task, type WaitStatus } from '../kernel/sys.ts';
import type { Bundle, ProcessSpec } from './bundle.ts';
import { GoRuntime } from './go-runtime.ts';
import { Inbox } from './inbox.ts';
import { SHIM_BYTES } from './resident.ts';
import { runcExec, runcInit } from './runc.ts';
import { DELETE_IDS, RUNC_CREATE_IDS, RUNC_EXEC_IDS, RUNC_KILL_IDS, SHIM_THREADS } from './shim-numbers.ts';
import { ShimProcess } from './shim-process.ts';
import { readAll } from './shim-read.ts';
import { makeStdio, type Stdio, type StdioPlan } from './stdio.ts';

export { ShimProcess } from './shim-process.ts';

export interface ProcessEvents {
  readonly onOutput: (stream: 'stdout' | 'stderr', data: Uint8Array) => void;
  readonly onExit: (exitCode: number) => void;
  /** Between clone(2) and execve(2), as OCI's createRuntime hooks run; when it throws, the process ends unborn. */
  readonly onCreated?: (pid: NamespacePid) => void;
}

/** The words of a failed start, or the process. */
export type Started =
  | { readonly ok: true; readonly process: ShimProcess }
  | { readonly ok: false; readonly words: string };

/** How long dockerd waits for the output of a process that has ended, if another keeps it open (moby `StreamConfig.Wait`). */
const OUTPUT_WAIT_MS = 2000;
const OUTPUT_LOOK_MS = 50;

export class Shim {
  readonly sys: Sys;
  readonly runtime: GoRuntime;
  readonly #exits = new Map<NamespacePid, (status: WaitStatus) => void>();
  #reaping = false;

  constructor(sys: Sys) {
    this.sys = sys;
    this.runtime = new GoRuntime(sys);
  }

  /** The shim's own program: it ends when the container has been deleted. */
  *main(): Program {
    this.sys.startThreads(SHIM_THREADS);
    this.sys.setMemory(SHIM_BYTES);
    this.sys.sigaction('PIPE', { kind: 'ignore' });
    this.runtime.go(this.#untilDeleted());
    yield* this.runtime.run({ daemon: false });
    return 0;
  }

  #deletion: Inbox<null> | null = null;
  *#untilDeleted(): Task<void> {
    this.#deletion = new Inbox<null>(this.sys);
    yield* this.#deletion.take();
  }

  /** `ctr task delete`: the shim goes once its last process has been reaped. */
  delete(): void {
    this.sys.startThreads(DELETE_IDS);
    this.#deletion?.push(null);
  }

  kill(pid: NamespacePid, signal: Signal): void {
    this.sys.startThreads(RUNC_KILL_IDS);
    this.sys.kill(pid, signal);
  }

  /** Starts PID 1 of the container. `caller` is the daemon's process, which waits for the answer. */
  *create(caller: Sys, bundle: Bundle, plan: StdioPlan, events: ProcessEvents): Task<Started> {
    this.sys.startThreads(RUNC_CREATE_IDS);
    return yield* this.#start(caller, plan, events, (stdio, errorFd) =>
      this.sys.clone(
        {
          newNamespaces: bundle.newNamespaces,
          ...(bundle.join === null ? {} : { joinNamespaces: bundle.join }),
          cgroup: bundle.cgroup,
          argv: ['runc', 'init'],
        },
        (child) => runcInit(child, bundle, stdio, errorFd),
      ),
    );
  }

  /** Starts a further process beside PID 1 `init`. */
  *exec(
    caller: Sys,
    request: { readonly init: NamespacePid; readonly cgroup: string; readonly process: ProcessSpec },
    plan: StdioPlan,
    events: ProcessEvents,
  ): Task<Started> {
    const nullFd = yield* this.sys.open('/dev/null', ['read', 'write']);
    this.sys.startThreads(RUNC_EXEC_IDS);
    const started = yield* this.#start(caller, plan, events, (stdio, errorFd) =>
      this.sys.clone(
        {
          joinNamespaces: { of: request.init, kinds: ['cgroup', 'ipc', 'uts', 'net', 'pid', 'mnt'] },
          cgroup: request.cgroup,
          argv: ['runc', 'init'],
        },
        (child) => runcExec(child, request.process, stdio, nullFd, errorFd),
      ),
    );
    this.sys.close(nullFd);
    return started;
  }

  *#start(
    caller: Sys,
    plan: StdioPlan,
    events: ProcessEvents,
    clone: (stdio: Stdio, errorFd: Fd) => NamespacePid,
  ): Task<Started> {
    const stdio = makeStdio(this.sys, plan);
    const [errorRead, errorWrite] = this.sys.pipe();
    this.sys.setCloexec(errorWrite, true);
    const answer = new Inbox<Started>(caller);
    const pid = clone(stdio, errorWrite);
    try {
      events.onCreated?.(pid);
    } catch (error) {
      this.#abandon(pid, [...stdio.childEnds, errorRead, errorWrite]);
      answer.close();
      throw error;
    }
    for (const fd of [...stdio.childEnds, errorWrite]) this.sys.close(fd);
    const process = new ShimProcess(this, pid, stdio);
    const copyOutput = this.#watch(pid, stdio, events, () => process.input(null));
    this.runtime.go(this.#awaitExec(errorRead, process, answer, copyOutput));
    const started = yield* answer.take();
    answer.close();
    return started;
  }

  #abandon(pid: NamespacePid, descriptors: readonly Fd[]): void {
    this.sys.kill(pid, 'KILL');
    for (const fd of descriptors) this.sys.close(fd);
    this.#exits.set(pid, () => {});
    if (!this.#reaping) this.runtime.go(this.#reap());
    this.#reaping = true;
  }

  /** The error pipe is closed by a successful execve; before that, it carries words. */
  *#awaitExec(
    errorRead: Fd,
    process: ShimProcess,
    answer: Inbox<Started>,
    copyOutput: () => void,
  ): Task<void> {
    const words = yield* readAll(this.sys, errorRead);
    this.sys.close(errorRead);
    copyOutput();
    answer.push(words === '' ? { ok: true, process } : { ok: false, words });
  }

  /** Gives what begins to copy the output, once the streams are known. */
  #watch(pid: NamespacePid, stdio: Stdio, events: ProcessEvents, onGone: () => void): () => void {
    let open: number | null = null;
    let exitCode: number | null = null;
    let settled = false;
    const settle = (): void => {
      if (open !== 0 || exitCode === null || settled) return;
      settled = true;
      onGone();
      events.onExit(exitCode);
    };
    const { sys } = this;
    const giveUp = function* (): Task<void> {
      for (let waited = 0; waited < OUTPUT_WAIT_MS && !settled; waited += OUTPUT_LOOK_MS) {
        yield* sys.sleep(OUTPUT_LOOK_MS);
      }
      open = 0;
      settle();
    };
    this.#exits.set(pid, (status) => {
      exitCode = exitCodeOf(status);
      settle();
      if (!settled) this.runtime.go(giveUp());
    });
    if (!this.#reaping) this.runtime.go(this.#reap());
    this.#reaping = true;
    return () => {
      let left = stdio.outputs.length;
      open = left;
      const atEnd = (): void => {
        left -= 1;
        open = left;
        settle();
      };
      for (const { stream, fd } of stdio.outputs) {
        this.runtime.go(this.#copy(fd, (data) => events.onOutput(stream, data), atEnd));
      }
      settle();
    };
  }

  *#copy(fd: Fd, sink: (data: Uint8Array) => void, atEnd: () => void): Task<void> {
    try {
      for (;;) {
        const data = yield* this.sys.read(fd, 65536);
        if (data.length === 0) break;
        sink(data);
      }
    } catch (error) {
      // EIO: the last process has closed the terminal's slave.
      if (!(error instanceof SysError)) throw error;
    }
    this.sys.close(fd);
    atEnd();
  }

  *#reap(): Task<void> {
    try {
      for (;;) {
        const waited = yield* this.sys.wait4('any');
        if (waited === null) continue;
        const handler = this.#exits.get(waited.pid);
        this.#exits.delete(waited.pid);
        handler?.(waited.status);
      }
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'ECHILD') throw error;
      this.#reaping = false;
    }
  }
}

/** 128 plus the signal's number, as shells and Docker count. */
export function exitCodeOf(status: WaitStatus): number {
  if (status.kind === 'exited') return status.code;
  return status.kind === 'signaled' ? 128 + SIGNAL_NUMBERS[status.signal] : 0;
}
