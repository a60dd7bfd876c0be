/**
 * libvirtd with its QEMU driver, qemu:///system (libvirt src/qemu/qemu_driver.c 9.0). Invariant: a domain is active
 * exactly while its QEMU process lives. Left out: hotplug of devices, storage pools, snapshots of running guests.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Sys, Task } from '../kernel/sys.ts';
import type { Segment } from '../net/index.ts';
import { storeDefinition } from './definition-file.ts';
import type { DiskStore } from './disk-store.ts';
import { Domain, type DomainState, type Snapshot, type StateReason } from './domain.ts';
import { readDomainXml } from './domain-xml.ts';
import { GuestMachine } from './guest-machine.ts';
import { Hypervisor } from './hypervisor.ts';
import type {
  BlockInfo,
  ConsoleEnd,
  InterfaceAddress,
  NodeInfo,
  RevertTo,
  SavedTo,
  Security,
  SnapshotRequest,
} from './hypervisor-types.ts';
import { LibvirtError, operationFailed, operationInvalid } from './libvirt-error.ts';
import { managedPath } from './paths.ts';
import { cards, diskNamed, diskPaths } from './qemu-command.ts';
import { nodeInfoOf, qemuAddresses, qemuMemoryStats, qemuStats } from './qemu-facts.ts';
import { beforeStart, OVERHEAD_BYTES, tooManyVcpus } from './qemu-launch.ts';
import { QemuProcesses } from './qemu-processes.ts';
import { pausedThen, SavedStates } from './saved-states.ts';
import { settled, settledOn } from './settled.ts';
import { randomUuid } from './uuid.ts';

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
  readonly #processes: QemuProcesses;
  readonly #saved = new SavedStates();

  constructor(host: Kernel, sys: Sys, disks: DiskStore, segment: Segment | null) {
    super();
    this.#host = host;
    this.#sys = sys;
    this.#disks = disks;
    this.#segment = segment;
    this.#processes = new QemuProcesses(host, sys, (domain, reason) => this.ended(domain, reason));
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
    return this.#processes.find(domain);
  }

  protected get nowSeconds(): number {
    return Math.floor(this.#sys.realtimeMs() / 1000);
  }

  *start(domain: Domain, { paused }: { readonly paused: boolean }): Task<void> {
    if (domain.active) throw operationInvalid('domain is already running');
    if (domain.managedSave) {
      yield* this.restoreFrom(managedPath(domain), paused ? 'paused' : null);
      return yield* this.removeManagedSave(domain);
    }
    yield* beforeStart(this.#sys, this.#host, domain);
    const system = yield* this.#disks.boot(this.#sys, diskPaths(domain)[0] ?? null);
    const { config } = domain;
    const machine = new GuestMachine(this.#host, system.system, {
      seed: `${domain.uuid}/${this.#host.clock.nowMs}`,
      vcpus: config.vcpus,
      memoryBytes: config.currentMemoryKib * 1024,
      mac: cards(domain)[0] ?? '',
      segment: this.#segment,
    });
    system.attach(machine);
    this.#saved.forget(domain.uuid);
    this.#launch(domain, machine, paused ? ['paused', 'user'] : ['running', 'booted']);
    machine.powerOn();
    if (paused) machine.pause();
  }

  #launch(domain: Domain, machine: GuestMachine, [state, reason]: [DomainState, StateReason]): void {
    domain.begin(this.nextId(), state, reason);
    this.#processes.launch(domain, machine);
  }

  begin(uuid: string, qemu: Sys): number | null {
    return this.#processes.begin(uuid, qemu);
  }

  shutdown(domain: Domain, _mode: string | null): Task<void> {
    this.#processes.machineOf(domain).pressPowerButton('off');
    return settled();
  }

  reboot(domain: Domain, _mode: string | null): Task<void> {
    this.#processes.machineOf(domain).pressPowerButton('reboot');
    return settled();
  }

  destroy(domain: Domain, _graceful: boolean): Task<void> {
    this.#processes.machineOf(domain).end('destroyed');
    return settled();
  }

  reset(domain: Domain): Task<void> {
    this.#processes.machineOf(domain).reset();
    return settled();
  }

  suspend(domain: Domain): Task<void> {
    this.#processes.machineOf(domain).pause();
    domain.become('paused', 'user');
    return settled();
  }

  resume(domain: Domain): Task<void> {
    const machine = this.#processes.machineOf(domain);
    if (domain.state === 'running') throw operationInvalid('domain is already running');
    machine.resume();
    domain.become('running', 'unpaused');
    return settled();
  }

  *removeManagedSave(domain: Domain): Task<void> {
    yield* this.#saved.remove(this.#sys, managedPath(domain));
    domain.managedSave = false;
  }

  protected *putAway(domain: Domain, path: string, to: SavedTo): Task<void> {
    const machine = this.#processes.machineOf(domain);
    const [config, paused] = [domain.definition, pausedThen(domain, to)];
    yield* this.#saved.put(this.#sys, path, { machine, domain, config, paused });
    this.#processes.leave(domain);
    this.ended(domain, 'saved');
  }

  *restoreFrom(path: string, to: SavedTo): Task<void> {
    const { machine, domain, config, paused } = yield* this.#saved.look(this.#sys, path);
    if (domain.active) throw operationFailed(`domain is already active as '${domain.name}'`);
    yield* beforeStart(this.#sys, this.#host, domain);
    this.#saved.forget(domain.uuid);
    this.domains.set(domain.uuid, domain);
    const stays = to === null ? paused : to === 'paused';
    this.#launch(domain, machine, stays ? ['paused', 'user'] : ['running', 'restored']);
    domain.live = config;
    if (!stays) machine.resume();
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
    const machine = this.#processes.machineOf(domain);
    const rssBytes = machine.hardware.memoryBytes + OVERHEAD_BYTES;
    return qemuMemoryStats(domain, machine.kernel, rssBytes, this.nowSeconds);
  }

  stats(domain: Domain, groups: ReadonlySet<string>): readonly (readonly [string, string | number])[] {
    return qemuStats(domain, groups, this.cpuSeconds(domain), diskPaths(domain));
  }

  addresses(domain: Domain): readonly InterfaceAddress[] {
    return qemuAddresses(domain, this.#processes.machineOf(domain));
  }

  blockInfo(domain: Domain, path: string): Task<BlockInfo> {
    return this.#disks.info(this.#sys, diskNamed(domain, path));
  }

  openConsole(domain: Domain, onData: (data: Uint8Array) => void): ConsoleEnd {
    return this.#processes.machineOf(domain).openConsole(onData);
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
    this.#processes.setMemory(domain, kib * 1024);
    return settledOn(undefined);
  }

  protected tooManyVcpus(wanted: number, max: number, live: boolean): LibvirtError {
    return tooManyVcpus(wanted, max, live);
  }

  protected override stored(domain: Domain, removed: boolean): Task<void> {
    return storeDefinition(this.#sys, domain, removed);
  }
}
