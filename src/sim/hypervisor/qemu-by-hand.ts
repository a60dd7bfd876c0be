/**
 * qemu-system-x86_64 started by hand with `-kernel` (qemu(1), "Linux/Multiboot boot specific"): a whole machine in the foreground, its
 * serial port at this process's terminal. Invariant: it holds the guest's memory from its start, and the guest ends with it. Left out:
 * disks, network cards, screens, monitors, KVM.
 */
import type { Kernel } from '../kernel/kernel.ts';
import {
  type Fd,
  type Program,
  STDERR,
  STDIN,
  STDOUT,
  type Sys,
  SysError,
  type Task,
} from '../kernel/sys.ts';
import { PROGRAM_HEAD } from '../kernel/tree-spec.ts';
import { type Booted, DirectMachine } from './direct-machine.ts';
import { initramfsTree } from './initramfs.ts';
import { kernelCommandLine } from './kernel-command-line.ts';
import { OVERHEAD_BYTES } from './qemu-launch.ts';
import { complain, memoryBytes, type QemuOptions, qemuOptions } from './qemu-words.ts';

/** What the file of a kernel is known by, as programs are by their names; see worlds. */
export const KERNEL_IMAGE = 'linux-kernel-image';

const CTRL_C = 3;
const LEAST_BYTES = 64 * 1024 ** 2;
const BIOS = 'BIOS 1.16.2-debian-1.16.2-1 04/01/2014';
const MODELS: Readonly<Record<string, string>> = {
  pc: `Standard PC (i440FX + PIIX, 1996), ${BIOS}`,
  q35: `Standard PC (Q35 + ICH9, 2009), ${BIOS}`,
};
const BAD_SIZE = `Parameter 'size' expects a non-negative number below 2^64
Optional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-
and exabytes, respectively.`;

export const qemuByHand = (host: () => Kernel) =>
  function* qemu(sys: Sys, argv: readonly string[]): Program {
    const options = qemuOptions(argv.slice(1));
    if ('complaint' in options) return yield* complain(sys, options.complaint);
    const wrong = unusable(options);
    if (wrong !== null) return yield* complain(sys, wrong);
    const bytes = memoryBytes(options.get('m')) ?? 0;
    if (host().rootCgroup.memoryBytes + bytes + OVERHEAD_BYTES > host().memoryBytes)
      return yield* complain(sys, "cannot set up guest memory 'pc.ram': Cannot allocate memory");
    const booted = yield* load(sys, host(), options);
    if (typeof booted === 'string') return yield* complain(sys, booted, 'qemu');
    sys.setMemory(bytes + OVERHEAD_BYTES);
    return yield* new Foreground(sys, host(), options, booted, bytes).run();
  };

/** What QEMU itself finds wrong, or this simulator leaves out; null: it can be started. */
function unusable(options: QemuOptions): string | null {
  const model = options.get('M') ?? 'pc';
  if (!Object.hasOwn(MODELS, model))
    return /^(?:pc|microvm|isapc|none|x-remote)/.test(model)
      ? `-M ${model} is real, but this simulator does not model it`
      : 'unsupported machine type\nUse -machine help to list supported machines';
  const accel = options.get('accel') ?? 'tcg';
  if (accel === 'kvm')
    return 'Could not access KVM kernel module: No such file or directory\nqemu-system-x86_64: failed to initialize kvm: No such file or directory';
  if (accel !== 'tcg') return `-accel ${accel}: invalid accelerator ${accel}`;
  const bytes = memoryBytes(options.get('m'));
  if (bytes === null) return `-m ${options.get('m')}: ${BAD_SIZE}`;
  if (!options.has('kernel')) {
    for (const needs of ['append', 'initrd'])
      if (options.has(needs)) return `-${needs} only allowed with -kernel option`;
    return 'starting from a disk is real, but this simulator does not model it: give a -kernel, or use virsh';
  }
  if (options.get('display') !== 'none' || options.get('serial') !== 'stdio')
    return 'a screen is real, but this simulator does not model it: add -display none -serial stdio';
  if (bytes < LEAST_BYTES)
    return 'a machine with less than 64 MiB of memory is real, but this simulator does not model it';
  return null;
}

/** Kernel and archive, or what QEMU says of them. */
function* load(sys: Sys, host: Kernel, options: QemuOptions): Task<Booted | string> {
  const path = options.get('kernel') ?? '';
  const kernel = yield* contents(sys, path, 4096);
  if (typeof kernel === 'string') return `could not open kernel file '${path}': ${kernel}`;
  // The one that this host runs as well: other kernels are not modelled.
  if (!new TextDecoder('latin1').decode(kernel).startsWith(PROGRAM_HEAD + KERNEL_IMAGE))
    return 'invalid kernel header';
  const archivePath = options.get('initrd') ?? null;
  let initramfs: Booted['initramfs'] = null;
  if (archivePath !== null) {
    const archive = yield* contents(sys, archivePath, Number.POSITIVE_INFINITY);
    if (typeof archive === 'string')
      return `error reading initrd ${archivePath}: Failed to open file “${archivePath}”: open() failed: ${archive}`;
    initramfs = initramfsTree(archive) ?? 'bad';
  }
  return { uname: host.utsname, commandLine: kernelCommandLine(options.get('append') ?? ''), initramfs };
}

/** The beginning of a file, or in words why it cannot be read. */
function* contents(sys: Sys, path: string, max: number): Task<Uint8Array | string> {
  try {
    const fd = yield* sys.open(path, ['read']);
    const bytes = new Uint8Array(Math.min(max, sys.fstat(fd).sizeBytes));
    for (let at = 0; at < bytes.length; ) {
      const piece = yield* sys.read(fd, Math.min(65536, bytes.length - at));
      if (piece.length === 0) break;
      bytes.set(piece, at);
      at += piece.length;
    }
    sys.close(fd);
    return bytes;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return error.errno === 'EACCES' ? 'Permission denied' : 'No such file or directory';
  }
}

/** The machine and the process that carries it. */
class Foreground {
  readonly #sys: Sys;
  readonly #host: Kernel;
  readonly #options: QemuOptions;
  readonly #booted: Booted;
  readonly #bytes: number;
  readonly #said: Uint8Array[] = [];
  #machine: DirectMachine | null = null;
  #left: 'off' | 'reset' | null = null;
  #boots = 0;

  constructor(sys: Sys, host: Kernel, options: QemuOptions, booted: Booted, bytes: number) {
    this.#sys = sys;
    this.#host = host;
    this.#options = options;
    this.#booted = booted;
    this.#bytes = bytes;
  }

  *run(): Program {
    const sys = this.#sys;
    const [read, write] = sys.pipe();
    const wake = () => {
      sys.write(write, '.').next();
    };
    const raw = sys.isatty(STDIN);
    if (raw) sys.setRawMode(STDIN, true);
    this.#powerOn(wake);
    try {
      return yield* this.#serve(read, wake, raw);
    } finally {
      this.#machine?.end();
      if (raw) sys.setRawMode(STDIN, false);
    }
  }

  *#serve(wakes: Fd, wake: () => void, raw: boolean): Program {
    const sys = this.#sys;
    const signals: string[] = [];
    for (const signal of ['INT', 'TERM', 'HUP'] as const)
      sys.sigaction(signal, { kind: 'handle', handler: () => void signals.push(signal) });
    let input = true;
    for (;;) {
      const ready: readonly Fd[] = yield* this.#ready(input ? [STDIN, wakes] : [wakes]);
      if (ready.includes(wakes)) yield* this.#show(wakes);
      if (signals[0] !== undefined) return yield* this.#terminated(signals[0]);
      if (ready.includes(STDIN)) {
        const typed: Uint8Array = yield* sys.read(STDIN, 1024);
        if (raw && typed.includes(CTRL_C)) return yield* this.#terminated('INT');
        input = typed.length > 0;
        this.#machine?.type(typed);
      }
      if (this.#isOver()) return 0;
      if (this.#left === 'reset') this.#powerOn(wake);
    }
  }

  #isOver(): boolean {
    return this.#left === 'off' || (this.#left === 'reset' && this.#options.has('no-reboot'));
  }

  #powerOn(wake: () => void): void {
    this.#left = null;
    this.#boots += 1;
    const model = MODELS[this.#options.get('M') ?? 'pc'] ?? '';
    const seed = `qemu/${this.#sys.getpid()}/${this.#host.clock.nowMs}/${this.#boots}`;
    const hardware = { seed, cpus: 1, memoryBytes: this.#bytes, model };
    const machine = new DirectMachine(this.#host, hardware, this.#booted, (data) => {
      this.#said.push(data.slice());
      if (this.#said.length === 1) wake();
    });
    machine.onEnd = (how) => {
      this.#left = how;
      wake();
    };
    this.#machine = machine;
    machine.powerOn();
  }

  *#ready(fds: readonly Fd[]): Task<readonly Fd[]> {
    try {
      return yield* this.#sys.poll(fds, null);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return [];
    }
  }

  *#show(wakes: Fd): Task<void> {
    yield* this.#sys.read(wakes, 64);
    for (const data of this.#said.splice(0)) yield* this.#sys.write(STDOUT, data);
  }

  *#terminated(signal: string): Program {
    const number = { INT: 2, HUP: 1 }[signal] ?? 15;
    yield* this.#sys.write(STDERR, `qemu-system-x86_64: terminating on signal ${number}\n`);
    return 0;
  }
}
