/**
 * Models one virtual machine: a Kernel of its own beside the host's, with its own clock, memory and disk, behind a virtual
 * power switch, network card and serial port. Invariants: nothing of it runs unless it is powered on and not paused; it reaches
 * the host by its card, its console and its switch only. Left out: more than one disk, devices, CPU time charged to the host.
 */
import { HostTerminal } from '../kernel/host-terminal.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Process } from '../kernel/process.ts';
import { sendSignal } from '../kernel/signal-delivery.ts';
import type { TreeSpec } from '../kernel/tree-spec.ts';
import { LinuxNetwork, plugIn, type Segment } from '../net/index.ts';
import { bootKernel } from '../vfs/boot.ts';
import { bootLines } from './guest-boot-log.ts';
import { GuestClock } from './guest-clock.ts';
import type { Ending, GuestHardware } from './guest-hardware.ts';
import type { GuestPower, GuestSystem, LinuxSystem } from './guest-system.ts';
import { exportTree } from './tree-export.ts';

const WINSIZE = { columns: 80, rows: 24 };
const ENCODER = new TextEncoder();

export class GuestMachine {
  readonly system: GuestSystem;
  readonly hardware: GuestHardware;
  kernel: Kernel | null = null;
  ending: Ending | null = null;
  paused = false;
  /** The disk, as it was when the machine was last off. */
  tree: TreeSpec;
  onEnd: () => void = () => {};
  readonly #host: Kernel;
  readonly #viewers = new Set<(data: Uint8Array) => void>();
  #clock: GuestClock | null = null;
  #terminal: HostTerminal | null = null;
  /** Counts resets: what an earlier boot set going does not reach a later one. */
  #boots = 0;
  #memoryBytes: number;

  constructor(host: Kernel, system: GuestSystem, hardware: GuestHardware) {
    this.#host = host;
    this.system = system;
    this.hardware = hardware;
    this.#memoryBytes = hardware.memoryBytes;
    this.tree = system.kind === 'linux' ? system.tree : {};
  }

  powerOn(): void {
    const { system } = this;
    this.#boots += 1;
    if (system.kind === 'linux') this.#after(system.firmwareMs, () => this.#startKernel(system));
    else this.#after(system.bootMs, () => this.#show(system.banner));
  }

  /** Once `ms` have passed on the host, if the machine has not been switched meanwhile. */
  #after(ms: number, act: () => void): void {
    const boot = this.#boots;
    const { clock } = this.#host;
    clock.setTimer(clock.nowMs + ms, () => {
      if (boot !== this.#boots || this.ending !== null) return;
      if (this.paused) this.#after(100, act);
      else act();
    });
  }

  #startKernel(system: LinuxSystem): void {
    const clock = new GuestClock(this.#host.clock);
    const { hardware } = this;
    const power = this.#power();
    const programs = system.programs(power);
    const kernel = bootKernel({
      seed: `${hardware.seed}/${this.#boots}`,
      bootRealtimeMs: clock.bootRealtimeMs,
      uname: system.uname,
      hostname: system.hostname,
      programs,
      network: (made) => new LinuxNetwork(made),
      clock,
      cpus: hardware.vcpus,
      memoryBytes: this.#memoryBytes,
      hypervisor: 'kvm',
      root: this.tree,
      rootSource: '/dev/vda1',
      diskBytes: system.diskBytes,
    });
    this.kernel = kernel;
    this.#clock = clock;
    this.#terminal = new HostTerminal(kernel, WINSIZE, (data) => this.#send(data));
    this.#plug(system);
    this.#host.companions.push(kernel);
    for (const line of bootLines(system, hardware)) power.log(line);
    this.#after(system.kernelMs, () => {
      kernel.spawn({ path: '/usr/lib/systemd/systemd', argv: ['/sbin/init'] });
    });
  }

  #plug({ card }: LinuxSystem): void {
    const { segment, mac } = this.hardware;
    if (card === null || segment === null || this.kernel === null) return;
    const { name, address, gateway } = card;
    plugIn(this.kernel, { name, segment, mac, addresses: [address], gateway });
  }

  #power(): GuestPower {
    const boot = this.#boots;
    const lines: string[] = [];
    const current = (): boolean => boot === this.#boots && this.ending === null;
    return {
      lines,
      end: (how) => {
        if (!current()) return;
        if (how === 'off') this.end('shutdown');
        else this.reset();
      },
      log: (text) => {
        if (!current()) return;
        const seconds = ((this.#clock?.nowMs ?? 0) / 1000).toFixed(6).padStart(12);
        lines.push(`[${seconds}] ${text}`);
        this.#show(`[${seconds}] ${text}\r\n`);
      },
      offerLogin: () => {
        if (current()) this.#offerLogin();
      },
    };
  }

  /** A getty on the serial port, again whenever one has ended. */
  #offerLogin(): void {
    const { kernel } = this;
    const terminal = this.#terminal;
    if (kernel === null || terminal === null) return;
    const slave = () => terminal.openSlave();
    const getty = kernel.spawn({
      path: '/usr/sbin/agetty',
      argv: ['/sbin/agetty', '-o', '-p -- \\u', '--keep-baud', '115200,57600,38400,9600', '-', 'vt220'],
      env: new Map([
        ['PATH', '/usr/sbin:/usr/bin:/sbin:/bin'],
        ['TERM', 'vt220'],
      ]),
      stdio: [slave(), slave(), slave()],
      terminal: terminal.tty,
    });
    const boot = this.#boots;
    getty.onExit.push(() => {
      if (boot === this.#boots && this.ending === null) this.#after(100, () => this.#offerLogin());
    });
  }

  #show(text: string): void {
    this.#send(ENCODER.encode(text));
  }

  #send(data: Uint8Array): void {
    for (const viewer of this.#viewers) viewer(data);
  }

  get init(): Process | null {
    return this.kernel?.initialNamespaces.pid.init ?? null;
  }

  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.#clock?.stop();
    this.#withdraw();
  }

  /** Stands still, with what is on the disk as whoever boots it next would find it. */
  freeze(): void {
    const { kernel, init } = this;
    this.pause();
    if (kernel !== null && init !== null) this.tree = exportTree(kernel, init, this.tree);
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.#clock?.go();
    if (this.kernel === null) return;
    this.#host.companions.push(this.kernel);
    for (const device of this.#unplugged.splice(0)) this.hardware.segment?.ports.add(device);
  }

  readonly #unplugged: Parameters<Segment['plug']>[0][] = [];

  /** Takes the kernel off the processor and its card off the cable. */
  #withdraw(): void {
    const { kernel } = this;
    if (kernel === null) return;
    const at = this.#host.companions.indexOf(kernel);
    if (at >= 0) this.#host.companions.splice(at, 1);
    for (const device of this.hardware.segment?.ports ?? []) {
      if (device.mac !== this.hardware.mac) continue;
      this.hardware.segment?.ports.delete(device);
      this.#unplugged.push(device);
    }
  }

  /** The ACPI power button; the guest does as it likes. */
  pressPowerButton(how: 'off' | 'reboot'): void {
    const { system } = this;
    if (system.kind === 'opaque') {
      this.#after(system.shutdownMs, () => (how === 'off' ? this.end('shutdown') : this.reset()));
      return;
    }
    if (this.kernel === null || this.init === null) return;
    sendSignal(this.kernel, this.init, how === 'off' ? 'PWR' : 'INT', null);
  }

  /** The reset button: what was not on the disk is gone. */
  reset(): void {
    this.#leaveKernel();
    this.powerOn();
  }

  end(ending: Ending): void {
    if (this.ending !== null) return;
    this.#leaveKernel();
    this.ending = ending;
    this.#boots += 1;
    this.onEnd();
  }

  #leaveKernel(): void {
    const { kernel, init } = this;
    if (kernel !== null && init !== null) this.tree = exportTree(kernel, init, this.tree);
    this.#withdraw();
    this.#unplugged.length = 0;
    this.kernel = null;
    this.#clock = null;
    this.#terminal = null;
  }

  /** The balloon: the guest has this much from now on. */
  setMemory(bytes: number): void {
    this.#memoryBytes = bytes;
    if (this.kernel !== null) this.kernel.memoryBytes = bytes;
  }

  openConsole(onData: (data: Uint8Array) => void) {
    this.#viewers.add(onData);
    return {
      type: (bytes: Uint8Array) => this.#terminal?.type(bytes),
      resize: (columns: number, rows: number) => this.#terminal?.resize({ columns, rows }),
      close: () => {
        this.#viewers.delete(onData);
      },
    };
  }
}
