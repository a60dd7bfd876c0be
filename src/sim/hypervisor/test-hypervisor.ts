/**
 * libvirt's own test driver, `virsh -c test:///default` (libvirt src/test/test_driver.c 9.0): one imaginary host and
 * one domain called `test`. Invariant: it lives and dies with the process that opened it. Held against recordings of
 * the real one. Left out: networks, pools and devices of that host.
 */
import type { Sys, Task } from '../kernel/sys.ts';
import { Domain, type Snapshot } from './domain.ts';
import { readDomainXml } from './domain-xml.ts';
import { Hypervisor } from './hypervisor.ts';
import type {
  ConsoleEnd,
  InterfaceAddress,
  NodeInfo,
  RevertTo,
  Security,
  SnapshotRequest,
} from './hypervisor-types.ts';
import {
  internalError,
  invalidArgument,
  LibvirtError,
  notRunning,
  operationInvalid,
  unsupportedFlags,
} from './libvirt-error.ts';
import { settled, settledOn } from './settled.ts';
import { TEST_DOMAIN } from './test-domain.ts';
import { randomUuid } from './uuid.ts';

const MODE_FLAGS: Readonly<Record<string, number>> = {
  acpi: 1,
  agent: 2,
  initctl: 4,
  signal: 8,
  paravirt: 16,
};
/** The moment testDomainMemoryStats claims, whenever it is asked. */
const LAST_UPDATE = 627319920;

export class TestHypervisor extends Hypervisor {
  readonly uri = 'test:///default';
  readonly api = 'TEST';
  readonly version = '0.0.2';
  readonly hostname: string;
  readonly maxVcpus = 32;
  protected readonly changesBoth = false;
  protected override readonly sparesTransient = false;
  protected readonly defaults;
  readonly #sys: Sys;

  constructor(sys: Sys) {
    super();
    this.#sys = sys;
    this.hostname = sys.uname().nodename;
    this.defaults = { arch: 'i686', machine: null, newUuid: () => randomUuid(() => sys.random()) };
    const domain = new Domain(readDomainXml(TEST_DOMAIN, this.defaults), true);
    this.domains.set(domain.uuid, domain);
    domain.begin(this.nextId(), 'running', 'unknown');
  }

  protected get nowSeconds(): number {
    return Math.floor(this.#sys.realtimeMs() / 1000);
  }

  start(domain: Domain, { paused }: { readonly paused: boolean }): Task<void> {
    if (paused) throw unsupportedFlags(1, 'testDomainCreateWithFlags');
    if (domain.active) throw operationInvalid('Domain is already running');
    domain.managedSave = false;
    domain.begin(this.nextId(), 'running', 'booted');
    return settled();
  }

  shutdown(domain: Domain, mode: string | null): Task<void> {
    if (mode !== null) throw unsupportedFlags(MODE_FLAGS[mode] ?? 0, 'testDomainShutdownFlags');
    if (!domain.active) throw internalError(`domain '${domain.name}' not running`);
    this.ended(domain, 'shutdown');
    return settled();
  }

  reboot(domain: Domain, _mode: string | null): Task<void> {
    if (!domain.active) throw notRunning();
    domain.become('running', 'booted');
    return settled();
  }

  destroy(domain: Domain, _graceful: boolean): Task<void> {
    if (!domain.active) throw notRunning();
    this.ended(domain, 'destroyed');
    return settled();
  }

  reset(domain: Domain): Task<void> {
    if (!domain.active) throw notRunning();
    return settled();
  }

  suspend(domain: Domain): Task<void> {
    if (domain.state !== 'running') throw internalError(`domain '${domain.name}' not running`);
    domain.become('paused', 'user');
    return settled();
  }

  resume(domain: Domain): Task<void> {
    if (domain.state !== 'paused') throw internalError(`domain '${domain.name}' not paused`);
    domain.become('running', 'unpaused');
    return settled();
  }

  /** The state itself is nothing: testDomainManagedSave only notes that there is one, and a start begins anew. */
  override *managedSave(domain: Domain): Task<void> {
    if (!domain.active) throw notRunning();
    if (!domain.persistent) throw operationInvalid('cannot do managed save for transient domain');
    this.ended(domain, 'saved');
    domain.managedSave = true;
    yield* settled();
  }

  removeManagedSave(domain: Domain): Task<void> {
    domain.managedSave = false;
    return settled();
  }

  protected putAway(): Task<void> {
    throw new LibvirtError(
      'saving to a file is real, but this simulator does not model it for the test driver',
    );
  }

  restoreFrom(): Task<void> {
    throw new LibvirtError(
      'restoring from a file is real, but this simulator does not model it for the test driver',
    );
  }

  osType(): string {
    return 'linux';
  }

  cpuSeconds(): number {
    return this.#sys.realtimeMs() / 1000;
  }

  security(domain: Domain): Security {
    return { model: 'testSecurity', doi: '', label: domain.active ? 'libvirt-test (enforcing)' : null };
  }

  nodeInfo(): NodeInfo {
    const cpu = { model: 'i686', cpus: 16, mhz: 1400, sockets: 2, cores: 2, threads: 2 };
    return { ...cpu, numaCells: 2, memoryKib: 3145728 };
  }

  memoryStats(domain: Domain): readonly (readonly [string, number])[] {
    if (!domain.active) throw notRunning();
    const actual = domain.definition.currentMemoryKib;
    const half = Math.floor(actual / 2);
    return [
      ['actual', actual],
      ['swap_in', 0],
      ['swap_out', 0],
      ['major_fault', 0],
      ['minor_fault', 0],
      ['unused', half],
      ['available', actual],
      ['usable', half],
      ['last_update', LAST_UPDATE],
      ['disk_caches', Math.floor(actual / 8)],
      ['hugetlb_pgalloc', 0],
      ['hugetlb_pgfail', 0],
      ['rss', half],
    ];
  }

  stats(): readonly (readonly [string, string | number])[] {
    return [];
  }

  addresses(domain: Domain): readonly InterfaceAddress[] {
    if (!domain.active) throw notRunning();
    const cards = domain.definition.devices.filter(({ name }) => name === 'interface');
    return cards.map((card, index) => {
      const at = (name: string, key: string): string =>
        card.children.find((one) => one.name === name)?.attributes[key] ?? '';
      const address = `192.168.122.${index + 3}/24`;
      return { name: at('target', 'dev'), mac: at('mac', 'address'), protocol: 'ipv4', address };
    });
  }

  blockInfo(domain: Domain, path: string) {
    const known = domain.definition.devices.some(
      ({ name, children }) =>
        name === 'disk' &&
        children.some(({ attributes }) => attributes.dev === path || attributes.file === path),
    );
    if (!known) throw invalidArgument(`invalid path ${path} not assigned to domain`);
    return settledOn({ capacity: 1099506450432, allocation: 1099511627776, physical: 1099511627776 });
  }

  openConsole(): ConsoleEnd {
    throw new LibvirtError('this function is not supported by the connection driver: virDomainOpenConsole');
  }

  protected save(_domain: Domain, request: SnapshotRequest): Task<unknown> {
    if (request.flags !== 0) throw unsupportedFlags(request.flags, 'testDomainSnapshotCreateXML');
    return settledOn(null);
  }

  protected haltForSnapshot(domain: Domain): Task<void> {
    this.ended(domain, 'from snapshot');
    return settled();
  }

  protected restore(domain: Domain, snapshot: Snapshot, to: RevertTo): Task<void> {
    domain.config = snapshot.config;
    // A snapshot of a domain that was off leaves it off, whatever is asked for: testDomainRevertToSnapshot.
    if (snapshot.state === 'shutoff') {
      if (domain.active) domain.end('from snapshot');
      return settled();
    }
    const state = to === 'as-saved' ? snapshot.state : to;
    domain.begin(this.nextId(), state, 'from snapshot');
    return settled();
  }

  protected forget(): Task<void> {
    return settled();
  }
  protected applyMemory(): Task<void> {
    return settled();
  }

  protected tooManyVcpus(wanted: number, max: number): LibvirtError {
    return invalidArgument(`requested cpu amount exceeds maximum (${wanted} > ${max})`);
  }
}
