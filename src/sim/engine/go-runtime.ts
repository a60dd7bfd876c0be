/**
 * The goroutines of one process: dockerd and containerd-shim are Go programs that wait for many things at
 * once. Models Go's scheduler over a single kernel task: each thread runs until it blocks, and the process
 * blocks on all that its threads block on together, as Go's netpoller does with epoll_wait(2).
 * Invariant: between two steps of the process every thread is blocked. Left out: preemption, GOMAXPROCS.
 */
import { RESCHEDULE } from '../kernel/blocking.ts';
import { ProcessEnded } from '../kernel/exit.ts';
import type { Block, Fd, Sys, Task, WaitQueueHandle } from '../kernel/sys.ts';
import { Inbox } from './inbox.ts';

interface Thread {
  readonly task: Task<void>;
  block: Block | null;
}

export class GoRuntime {
  readonly #sys: Sys;
  readonly #wakeRead: Fd;
  readonly #wakeWrite: Fd;
  #threads: Thread[] = [];
  #arrived: Thread[] = [];
  #woken = false;
  #running = false;

  /** Opens the pipe by which other processes wake this one. */
  constructor(sys: Sys) {
    this.#sys = sys;
    const [read, write] = sys.pipe();
    this.#wakeRead = sys.dup(read, 20);
    this.#wakeWrite = sys.dup(write, 20);
    sys.close(read);
    sys.close(write);
    sys.setCloexec(this.#wakeRead, true);
    sys.setCloexec(this.#wakeWrite, true);
  }

  /** Starts a thread; may be called from any process, as a message on a socket would be. */
  go(task: Task<void>): void {
    this.#arrived.push({ task, block: null });
    if (this.#running || this.#woken) return;
    this.#woken = true;
    try {
      this.#sys.write(this.#wakeWrite, '.').next();
    } catch (error) {
      // The process has ended: what arrives waits for the next one.
      if (!(error instanceof ProcessEnded)) throw error;
    }
  }

  /** What has arrived and nobody has begun, when the process is gone. */
  abandon(): readonly Task<void>[] {
    return this.#arrived.splice(0).map(({ task }) => task);
  }

  /** Runs all threads until none is left that was started with `go`, or for ever when `daemon`. */
  *run(options: { readonly daemon: boolean }): Task<void> {
    const poller: Thread = { task: this.#pollWakes(), block: null };
    for (;;) {
      this.#stepUntilQuiet(poller);
      if (!options.daemon && this.#threads.length === 0) return;
      yield merged([poller, ...this.#threads]);
    }
  }

  /** A thread that pushed into another's inbox woke it before the process slept: no queue would tell. */
  #stepUntilQuiet(poller: Thread): void {
    let before: number;
    do {
      before = Inbox.pushes;
      this.#stepAll(poller);
    } while (Inbox.pushes !== before);
  }

  #stepAll(poller: Thread): void {
    this.#running = true;
    step(poller);
    for (const thread of this.#threads) step(thread);
    while (this.#arrived.length > 0) {
      const fresh = this.#arrived;
      this.#arrived = [];
      for (const thread of fresh) step(thread);
      this.#threads.push(...fresh);
    }
    this.#threads = this.#threads.filter((thread) => thread.block !== null);
    this.#running = false;
  }

  *#pollWakes(): Task<void> {
    for (;;) {
      yield* this.#sys.read(this.#wakeRead, 16);
      this.#woken = false;
    }
  }
}

function step(thread: Thread): void {
  const result = thread.task.next();
  thread.block = result.done === true ? null : result.value;
}

function merged(threads: readonly Thread[]): Block {
  const queues: WaitQueueHandle[] = [];
  let deadlineMs: number | null = null;
  for (const { block } of threads) {
    if (block === null) continue;
    if (block === RESCHEDULE) return block;
    queues.push(...block.queues);
    if (block.deadlineMs !== null) deadlineMs = Math.min(deadlineMs ?? block.deadlineMs, block.deadlineMs);
  }
  return { queues, deadlineMs, channel: 'do_epoll_wait' };
}
