/**
 * libvirtd with its QEMU driver, qemu:///system (libvirt src/qemu/qemu_driver.c 9.0). Invariant: a domain is active
 * exactly while its QEMU process lives. Left out: managed save, hotplug of devices, storage pools, snapshots of running guests.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Sys, Task } from '../kernel/sys.ts';
import type { Segment } from '../net/index.ts';
import { storeDefinition } from './definition-file.ts';
import type { DiskStore } from './disk-store.ts';
import { Domain, type Snapshot } from './domain.ts';
import { readDomainXml } from './domain-xml.ts';
import { GuestMachine } from './guest-machine.ts';
import { Hypervisor } from './hypervisor.ts';
import type {
  BlockInfo,
  ConsoleEnd,
  InterfaceAddress,
  NodeInfo,
  RevertTo,
  Security,
  SnapshotRequest,
} from './hypervisor-types.ts';
import { LibvirtError, notRunning, operationInvalid } from './libvirt-error.ts';
import { cards, diskNamed, diskPaths, QEMU_PATH, qemuArguments } from './qemu-command.ts';
import { nodeInfoOf, qemuAddresses, qemuMemoryStats, qemuStats } from './qemu-facts.ts';
import { OVERHEAD_BYTES, requireDisks, requireMemory, tooManyVcpus } from './qemu-launch.ts';
import { settled, settledOn } from './settled.ts';
import { randomUuid } from './uuid.ts';

const START_MS = 380;

interface Running {
  readonly machine: GuestMachine;
  /** QEMU's own system calls, once it has started. */
  qemu: Sys | null;
}

export class QemuHypervisor extends Hypervisor {
  readonly uri = 'qemu:///system';
  readonly api = 'QEMU';
  readonly version = '7.2.22';
  readonly hostname: string;
  readonly maxVcpus = 255;
  protected readonly changesBoth = true;
  protected readonly defaults;
  readonly #host: Kernel;
  readonly #sys: Sys;
  readonly #disks: DiskStore;
  readonly #segment: Segment | null;
  readonly #running = new Map<string, Running>();

  constructor(host: Kernel, sys: Sys, disks: DiskStore, segment: Segment | null) {
    super();
    this.#host = host;
    this.#sys = sys;
    this.#disks = disks;
    this.#segment = segment;
    this.hostname = sys.uname().nodename;
    this.defaults = { arch: 'x86_64', machine: 'pc-q35-7.2', newUuid: () => randomUuid(() => sys.random()) };
  }

  /** A definition that was there when the daemon started. */
  load(text: string, autostart: boolean): Domain {
    const domain = new Domain(readDomainXml(text, this.defaults), true);
    domain.autostart = autostart;
    this.domains.set(domain.uuid, domain);
    return domain;
  }

  machineOf(domain: Domain): GuestMachine | null {
    return this.#running.get(domain.uuid)?.machine ?? null;
  }

  protected get nowSeconds(): number {
    return Math.floor(this.#sys.realtimeMs() / 1000);
  }

  *start(domain: Domain, { paused }: { readonly paused: boolean }): Task<void> {
    if (domain.active) throw operationInvalid('domain is already running');
    requireDisks(this.#sys, domain);
    requireMemory(this.#host, domain);
    yield* this.#sys.sleep(START_MS);
    const system = yield* this.#disks.boot(this.#sys, diskPaths(domain)[0] ?? null);
    const { config } = domain;
    const machine = new GuestMachine(this.#host, system.system, {
      seed: `${domain.uuid}/${this.#host.clock.nowMs}`,
      vcpus: config.vcpus,
      memoryBytes: config.currentMemoryKib * 1024,
      mac: cards(domain)[0] ?? '',
      segment: this.#segment,
    });
    const id = this.nextId();
    domain.begin(id, paused ? 'paused' : 'running', paused ? 'user' : 'booted');
    this.#running.set(domain.uuid, { machine, qemu: null });
    system.attach(machine);
    machine.onEnd = () => this.#hasEnded(domain, machine);
    const argv = qemuArguments(domain, id);
    const pid = this.#sys.clone({ siblingOfCaller: true }, (child) =>
      child.execve(QEMU_PATH, argv, new Map()),
    );
    this.#host.processes.get(pid)?.onExit.push(() => machine.end('crashed'));
    machine.powerOn();
    if (paused) machine.pause();
  }

  /** QEMU has started: it takes the memory, and learns from the pipe when the machine is off. */
  begin(uuid: string, qemu: Sys): number | null {
    const running = this.#running.get(uuid);
    if (running === undefined) return null;
    running.qemu = qemu;
    qemu.setMemory(running.machine.hardware.memoryBytes + OVERHEAD_BYTES);
    const [read, write] = qemu.pipe();
    const { machine } = running;
    const before = machine.onEnd;
    machine.onEnd = () => {
      before();
      if (machine.ending !== 'crashed') qemu.write(write, '.').next();
    };
    return read;
  }

  #hasEnded(domain: Domain, machine: GuestMachine): void {
    this.#running.delete(domain.uuid);
    this.ended(domain, machine.ending ?? 'unknown');
  }

  #machine(domain: Domain): GuestMachine {
    const machine = this.machineOf(domain);
    if (machine === null) throw notRunning();
    return machine;
  }

  shutdown(domain: Domain, _mode: string | null): Task<void> {
    this.#machine(domain).pressPowerButton('off');
    return settled();
  }

  reboot(domain: Domain, _mode: string | null): Task<void> {
    this.#machine(domain).pressPowerButton('reboot');
    return settled();
  }

  destroy(domain: Domain, _graceful: boolean): Task<void> {
    this.#machine(domain).end('destroyed');
    return settled();
  }

  reset(domain: Domain): Task<void> {
    this.#machine(domain).reset();
    return settled();
  }

  suspend(domain: Domain): Task<void> {
    this.#machine(domain).pause();
    domain.become('paused', 'user');
    return settled();
  }

  resume(domain: Domain): Task<void> {
    const machine = this.#machine(domain);
    if (domain.state === 'running') throw operationInvalid('domain is already running');
    machine.resume();
    domain.become('running', 'unpaused');
    return settled();
  }

  osType(): string {
    return 'hvm';
  }

  cpuSeconds(domain: Domain): number {
    return (this.machineOf(domain)?.kernel?.rootCgroup.cpuUsageMs ?? 0) / 1000;
  }

  security(): Security {
    return { model: 'none', doi: '0', label: null };
  }

  nodeInfo(): NodeInfo {
    return nodeInfoOf(this.#host);
  }

  memoryStats(domain: Domain): readonly (readonly [string, number])[] {
    const machine = this.#machine(domain);
    const rssBytes = machine.hardware.memoryBytes + OVERHEAD_BYTES;
    return qemuMemoryStats(domain, machine.kernel, rssBytes, this.nowSeconds);
  }

  stats(domain: Domain, groups: ReadonlySet<string>): readonly (readonly [string, string | number])[] {
    return qemuStats(domain, groups, this.cpuSeconds(domain), diskPaths(domain));
  }

  addresses(domain: Domain): readonly InterfaceAddress[] {
    return qemuAddresses(domain, this.#machine(domain));
  }

  blockInfo(domain: Domain, path: string): Task<BlockInfo> {
    return this.#disks.info(this.#sys, diskNamed(domain, path));
  }

  openConsole(domain: Domain, onData: (data: Uint8Array) => void): ConsoleEnd {
    return this.#machine(domain).openConsole(onData);
  }

  protected *save(domain: Domain, request: SnapshotRequest): Task<unknown> {
    if (domain.active) {
      throw new LibvirtError(
        'unsupported configuration: a snapshot with the memory of a running guest is real, but this simulator does not model it: shut the domain down first',
      );
    }
    const [path] = diskPaths(domain);
    if (path === undefined) throw operationInvalid('domain has no disk to snapshot');
    yield* this.#disks.snapshot(this.#sys, path, request.name ?? '', this.nowSeconds);
    return path;
  }

  protected haltForSnapshot(): Task<void> {
    return settled();
  }

  protected *restore(domain: Domain, snapshot: Snapshot, to: RevertTo): Task<void> {
    if (domain.active) yield* this.destroy(domain, false);
    yield* this.#disks.revert(this.#sys, String(snapshot.saved), snapshot.name);
    domain.config = snapshot.config;
    domain.become('shutoff', 'from snapshot');
    if (to !== 'as-saved') yield* this.start(domain, { paused: to === 'paused' });
  }

  protected *forget(domain: Domain, snapshot: Snapshot): Task<void> {
    if (domain.active)
      throw operationInvalid('domain is running: this simulator deletes snapshots of stopped domains');
    yield* this.#disks.deleteSnapshot(this.#sys, String(snapshot.saved), snapshot.name);
  }

  protected applyMemory(domain: Domain, kib: number): Task<void> {
    const running = this.#running.get(domain.uuid);
    running?.machine.setMemory(kib * 1024);
    running?.qemu?.setMemory(kib * 1024 + OVERHEAD_BYTES);
    return settledOn(undefined);
  }

  protected tooManyVcpus(wanted: number, max: number, live: boolean): LibvirtError {
    return tooManyVcpus(wanted, max, live);
  }

  protected override stored(domain: Domain, removed: boolean): Task<void> {
    return storeDefinition(this.#sys, domain, removed);
  }
}
