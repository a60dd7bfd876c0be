/**
 * Models a virtual machine that QEMU starts with `-kernel`: firmware, then at once the kernel, then PID 1 out of an initramfs (Linux,
 * init/main.c). Invariants: nothing of it runs before it is powered on or after it has ended; it reaches its host by the serial port only.
 * Left out: most of what a kernel says while it boots, its threads, the call trace of a panic.
 */
import { HostTerminal } from '../kernel/host-terminal.ts';
import { Kernel } from '../kernel/kernel.ts';
import type { Process } from '../kernel/process.ts';
import { signalNumber } from '../kernel/signals.ts';
import { type RebootHow, SysError, type Utsname, type WaitStatus } from '../kernel/sys.ts';
import type { TreeSpec } from '../kernel/tree-spec.ts';
import { LinuxNetwork } from '../net/index.ts';
import { LinuxVfs } from '../vfs/linux-vfs.ts';
import { GuestClock } from './guest-clock.ts';
import type { KernelCommandLine } from './kernel-command-line.ts';

/** What a Debian kernel takes of its memory for itself: 93 of 128 MiB were left where it was measured. */
const KERNEL_BYTES = 35 * 1024 ** 2;
/** Under plain emulation, as measured: SeaBIOS and the loader, and the kernel until its init. */
const FIRMWARE_MS = 640;
const KERNEL_MS = 1700;
const NO_MS_BETWEEN_PANIC_AND_RESET = 12;
const WINSIZE = { columns: 80, rows: 24 };

export interface DirectHardware {
  readonly seed: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** As DMI calls it: `Standard PC (i440FX + PIIX, 1996)`. */
  readonly model: string;
}

export interface Booted {
  readonly uname: Pick<Utsname, 'release' | 'version' | 'machine'>;
  readonly commandLine: KernelCommandLine;
  /** null: there is no archive; 'bad': it could not be unpacked. */
  readonly initramfs: TreeSpec | null | 'bad';
}

export class DirectMachine {
  /** Told once it is off, or asks for a reset. */
  onEnd: (how: 'off' | 'reset') => void = () => {};
  readonly #host: Kernel;
  readonly #hardware: DirectHardware;
  readonly #booted: Booted;
  readonly #onSerial: (data: Uint8Array) => void;
  #kernel: Kernel | null = null;
  #clock: GuestClock | null = null;
  #terminal: HostTerminal | null = null;
  #ended = false;

  constructor(host: Kernel, hardware: DirectHardware, booted: Booted, onSerial: (data: Uint8Array) => void) {
    this.#host = host;
    this.#hardware = hardware;
    this.#booted = booted;
    this.#onSerial = booted.commandLine.onSerial ? onSerial : () => {};
  }

  powerOn(): void {
    this.#after(FIRMWARE_MS, () => this.#startKernel());
  }

  /** The keyboard at the serial port. */
  type(bytes: Uint8Array): void {
    if (this.#booted.commandLine.onSerial) this.#terminal?.type(bytes);
  }

  /** Pulls the plug. */
  end(): void {
    this.#ended = true;
    const at = this.#kernel === null ? -1 : this.#host.companions.indexOf(this.#kernel);
    if (at >= 0) this.#host.companions.splice(at, 1);
  }

  #after(ms: number, act: () => void): void {
    const { clock } = this.#host;
    clock.setTimer(clock.nowMs + ms, () => {
      if (!this.#ended) act();
    });
  }

  #startKernel(): void {
    const { uname, commandLine, initramfs } = this.#booted;
    const { seed, cpus, memoryBytes } = this.#hardware;
    const clock = new GuestClock(this.#host.clock);
    const tree = initramfs === 'bad' || initramfs === null ? {} : initramfs;
    const usable = memoryBytes - KERNEL_BYTES;
    const root = { tree, type: 'rootfs', source: 'rootfs', capacityBytes: Math.floor(usable / 2) };
    const kernel = new Kernel({
      ...{ seed, uname, cpus, clock, bootRealtimeMs: clock.bootRealtimeMs },
      commandLine: commandLine.text,
      hostname: '(none)',
      programs: this.#host.programs,
      memoryBytes: usable,
      network: (made) => new LinuxNetwork(made),
      vfs: (made) => new LinuxVfs(made, root),
    });
    kernel.onReboot = (how) => this.#reboot(how);
    this.#kernel = kernel;
    this.#clock = clock;
    this.#terminal = new HostTerminal(kernel, WINSIZE, (data) => this.#send(data));
    this.#host.companions.push(kernel);
    this.#say('info', `Linux version ${uname.release} ${uname.version}`);
    this.#say('info', `Command line: ${commandLine.text}`);
    this.#say('info', `DMI: QEMU ${this.#hardware.model}`);
    this.#say('info', `Memory: ${Math.floor(usable / 1024)}K/${Math.floor(memoryBytes / 1024)}K available`);
    if (initramfs === 'bad')
      this.#say('alert', 'Initramfs unpacking failed: invalid magic at start of compressed archive');
    this.#after(KERNEL_MS, () => this.#startInit(kernel));
  }

  #startInit(kernel: Kernel): void {
    const { init, initWords, initEnv } = this.#booted.commandLine;
    const slave = () => this.#terminal?.openSlave() as NonNullable<ReturnType<HostTerminal['openSlave']>>;
    this.#say('info', `Run ${init} as init process`);
    let first: Process;
    try {
      first = kernel.spawn({
        path: init,
        argv: [init, ...initWords],
        env: new Map([['HOME', '/'], ['TERM', 'linux'], ...initEnv]),
        stdio: [slave(), slave(), slave()],
      });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      this.#panic('VFS: Unable to mount root fs on unknown-block(0,0)', 'swapper/0');
      return;
    }
    const { comm } = first;
    first.onExit.push(() =>
      this.#panic(`Attempted to kill init! exitcode=0x${exitCode(first.exitStatus)}`, comm),
    );
  }

  #panic(why: string, comm: string): void {
    if (this.#ended) return;
    const { release, version } = this.#booted.uname;
    const { panicSeconds } = this.#booted.commandLine;
    this.#say('emergency', `Kernel panic - not syncing: ${why}`);
    this.#say('emergency', `CPU: 0 PID: 1 Comm: ${comm} Not tainted ${release} ${version}`);
    this.#say('emergency', `Hardware name: QEMU ${this.#hardware.model}`);
    if (panicSeconds === 0) {
      this.#say('emergency', `---[ end Kernel panic - not syncing: ${why} ]---`);
      return;
    }
    if (panicSeconds > 0) this.#say('emergency', `Rebooting in ${panicSeconds} seconds..`);
    this.#after(panicSeconds > 0 ? panicSeconds * 1000 : NO_MS_BETWEEN_PANIC_AND_RESET, () =>
      this.#leave('reset'),
    );
  }

  #reboot(how: RebootHow): void {
    if (this.#ended) return;
    const words = { off: 'Power down', restart: 'Restarting system', halt: 'System halted' }[how];
    this.#say('emergency', `reboot: ${words}`);
    if (how !== 'halt') this.#leave(how === 'off' ? 'off' : 'reset');
  }

  #leave(how: 'off' | 'reset'): void {
    this.end();
    this.onEnd(how);
  }

  /** As printk does; with `quiet` only what is worse than a warning is shown. */
  #say(level: 'info' | 'alert' | 'emergency', text: string): void {
    this.#kernel?.printk(text);
    if (level === 'info' && this.#booted.commandLine.quiet) return;
    const seconds = ((this.#clock?.nowMs ?? 0) / 1000).toFixed(6).padStart(12);
    this.#send(new TextEncoder().encode(`[${seconds}] ${text}\r\n`));
  }

  #send(data: Uint8Array): void {
    this.#onSerial(data);
  }
}

/** As wait4(2) has it. */
function exitCode(status: WaitStatus | null): string {
  const code =
    status?.kind === 'exited'
      ? status.code * 256
      : status?.kind === 'signaled'
        ? signalNumber(status.signal)
        : 0;
  return code.toString(16).padStart(8, '0');
}
