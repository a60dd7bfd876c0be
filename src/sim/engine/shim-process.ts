/**
 * One process of a container as its shim holds it (containerd `cmd/containerd-shim-runc-v2/process`): what a client types goes to its standard
 * input. Invariant: input arrives in order, and its end after all of it.
 */
import type { NamespacePid } from '../kernel/ids.ts';
import { type Fd, SysError, type Task, type Winsize } from '../kernel/sys.ts';
import type { Shim } from './shim.ts';
import type { Stdio } from './stdio.ts';

export class ShimProcess {
  readonly pid: NamespacePid;
  readonly #shim: Shim;
  readonly #stdio: Stdio;
  #pendingInput: Uint8Array[] = [];
  #inputEnded = false;
  #writing = false;

  constructor(shim: Shim, pid: NamespacePid, stdio: Stdio) {
    this.#shim = shim;
    this.pid = pid;
    this.#stdio = stdio;
  }

  /** What a client typed; null is the end of its input. */
  input(data: Uint8Array | null): void {
    if (this.#stdio.stdinFd === null) return;
    if (data === null) this.#inputEnded = true;
    else this.#pendingInput.push(data);
    if (this.#writing) return;
    this.#writing = true;
    this.#shim.runtime.go(this.#pumpInput(this.#stdio.stdinFd));
  }

  /** The window of the client who types has this size now. Without a terminal nothing happens. */
  resize(winsize: Winsize): void {
    const master = this.#stdio.outputs[0]?.fd;
    if (!this.#stdio.plan.tty || master === undefined) return;
    try {
      this.#shim.sys.setWinsize(master, winsize);
    } catch (error) {
      // The terminal is closed already.
      if (!(error instanceof SysError)) throw error;
    }
  }

  *#pumpInput(fd: Fd): Task<void> {
    try {
      for (let data = this.#pendingInput.shift(); data !== undefined; data = this.#pendingInput.shift()) {
        yield* this.#shim.sys.write(fd, data);
      }
      if (this.#inputEnded && !this.#stdio.plan.tty) {
        this.#stdio.stdinFd = null;
        this.#shim.sys.close(fd);
      }
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      this.#stdio.stdinFd = null;
    }
    this.#writing = false;
  }
}
