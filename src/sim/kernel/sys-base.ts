/**
 * Models the entry into the kernel (syscalls(2)): each process has one SysCalls object, in layers by subject.
 * Invariant: a process that has ended makes no call any more; what is left of its program is unwound.
 */
import { ProcessEnded } from './exit.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';

export class SysBase {
  protected readonly kernel: Kernel;
  private readonly process: Process;

  constructor(kernel: Kernel, process: Process) {
    this.kernel = kernel;
    this.process = process;
  }

  /** The calling process. */
  protected get self(): Process {
    if (this.process.ended) throw new ProcessEnded();
    return this.process;
  }
}
