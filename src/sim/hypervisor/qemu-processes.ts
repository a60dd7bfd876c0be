/**
 * The QEMU processes of a host, one a running machine (libvirt src/qemu/qemu_process.c). Invariant: the machine ends with its
 * process, unless it was put away before. Left out: monitors, what QEMU writes to its log.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Sys } from '../kernel/sys.ts';
import type { Domain, StateReason } from './domain.ts';
import type { GuestMachine } from './guest-machine.ts';
import { notRunning } from './libvirt-error.ts';
import { QEMU_PATH, qemuArguments } from './qemu-command.ts';
import { OVERHEAD_BYTES } from './qemu-launch.ts';

interface Running {
  readonly machine: GuestMachine;
  /** QEMU's own system calls, once it has started. */
  qemu: Sys | null;
  /** Lets QEMU end by itself. */
  quit: () => void;
}

export class QemuProcesses {
  readonly #host: Kernel;
  readonly #sys: Sys;
  readonly #ended: (domain: Domain, reason: StateReason) => void;
  readonly #running = new Map<string, Running>();

  constructor(host: Kernel, sys: Sys, ended: (domain: Domain, reason: StateReason) => void) {
    this.#host = host;
    this.#sys = sys;
    this.#ended = ended;
  }

  find(domain: Domain): GuestMachine | null {
    return this.#running.get(domain.uuid)?.machine ?? null;
  }

  /** Throws LibvirtError where the domain does not run. */
  machineOf(domain: Domain): GuestMachine {
    const machine = this.find(domain);
    if (machine === null) throw notRunning();
    return machine;
  }

  /** A process for the machine of a domain that has begun. */
  launch(domain: Domain, machine: GuestMachine): void {
    const running: Running = { machine, qemu: null, quit: () => {} };
    this.#running.set(domain.uuid, running);
    machine.onEnd = () => {
      this.#running.delete(domain.uuid);
      this.#ended(domain, machine.ending ?? 'unknown');
      if (machine.ending !== 'crashed') running.quit();
    };
    const argv = qemuArguments(domain, domain.id ?? 0);
    const pid = this.#sys.clone({ siblingOfCaller: true }, (child) =>
      child.execve(QEMU_PATH, argv, new Map()),
    );
    this.#host.processes.get(pid)?.onExit.push(() => {
      if (this.#running.get(domain.uuid) === running) machine.end('crashed');
    });
  }

  /** QEMU has started: it takes the memory, and learns from the pipe when the machine is off. */
  begin(uuid: string, qemu: Sys): number | null {
    const running = this.#running.get(uuid);
    if (running === undefined) return null;
    running.qemu = qemu;
    qemu.setMemory(running.machine.hardware.memoryBytes + OVERHEAD_BYTES);
    const [read, write] = qemu.pipe();
    running.quit = () => {
      qemu.write(write, '.').next();
    };
    return read;
  }

  /** QEMU ends, and the machine does not. */
  leave(domain: Domain): void {
    const running = this.#running.get(domain.uuid);
    this.#running.delete(domain.uuid);
    running?.quit();
  }

  setMemory(domain: Domain, bytes: number): void {
    const running = this.#running.get(domain.uuid);
    running?.machine.setMemory(bytes);
    running?.qemu?.setMemory(bytes + OVERHEAD_BYTES);
  }
}
