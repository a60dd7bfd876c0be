/**
 * Models what the drivers of libvirt have in common: how domains change and what is told of them (libvirt
 * src/libvirt-domain.c, src/conf/snapshot_conf.c). Invariant: what runs and what is defined change apart. Left out:
 * migration, jobs, managed save, checkpoints, interfaces and devices of the host.
 */
import type { Sys, Task } from '../kernel/sys.ts';
import type { Domain, Snapshot } from './domain.ts';
import { DomainTable } from './domain-table.ts';
import type { DomainXml } from './domain-xml.ts';
import { networksOf, poolsOf, type StoragePool, type VirtualNetwork } from './host-nouns.ts';
import type {
  Affect,
  BlockInfo,
  ConsoleEnd,
  InterfaceAddress,
  NodeInfo,
  RevertTo,
  SavedTo,
  Security,
  SnapshotRequest,
} from './hypervisor-types.ts';
import {
  invalidArgument,
  LibvirtError,
  notRunning,
  operationFailed,
  operationInvalid,
} from './libvirt-error.ts';
import { managedPath } from './paths.ts';

export abstract class Hypervisor extends DomainTable {
  abstract readonly uri: string;
  /** As virConnectGetType: TEST, QEMU. */
  abstract readonly api: string;
  abstract readonly version: string;
  abstract readonly hostname: string;
  abstract readonly maxVcpus: number;

  /** `mode` is what virsh's --mode asked for, null for none. */
  abstract shutdown(domain: Domain, mode: string | null): Task<void>;
  abstract reboot(domain: Domain, mode: string | null): Task<void>;
  abstract destroy(domain: Domain, graceful: boolean): Task<void>;
  abstract reset(domain: Domain): Task<void>;
  abstract suspend(domain: Domain): Task<void>;
  abstract resume(domain: Domain): Task<void>;
  /** Puts memory and devices into a file; the domain is off then. `to` is how it goes on, null as it was. */
  protected abstract putAway(domain: Domain, path: string, to: SavedTo): Task<void>;
  abstract restoreFrom(path: string, to: SavedTo): Task<void>;
  abstract removeManagedSave(domain: Domain): Task<void>;

  /** Into a file of the hypervisor's own, from which the next start goes on. */
  *managedSave(domain: Domain, to: SavedTo): Task<void> {
    if (!domain.persistent) throw operationInvalid('cannot do managed save for transient domain');
    yield* this.putAway(domain, managedPath(domain), to);
    domain.managedSave = true;
  }

  saveTo(domain: Domain, path: string, to: SavedTo): Task<void> {
    return this.putAway(domain, path, to);
  }

  abstract osType(domain: Domain): string;
  abstract cpuSeconds(domain: Domain): number;
  abstract security(domain: Domain): Security;
  abstract nodeInfo(): NodeInfo;

  networks(): readonly VirtualNetwork[] {
    return networksOf(this.uri);
  }

  /** `client` looks into the folders of the pools. */
  pools(client: Sys): readonly StoragePool[] {
    return poolsOf(this.uri, client);
  }

  /** Rows of dommemstat. */
  abstract memoryStats(domain: Domain): readonly (readonly [name: string, value: number])[];
  /** Groups of domstats beyond the state. */
  abstract stats(
    domain: Domain,
    groups: ReadonlySet<string>,
  ): readonly (readonly [string, string | number])[];
  abstract addresses(domain: Domain): readonly InterfaceAddress[];
  abstract blockInfo(domain: Domain, path: string): Task<BlockInfo>;
  abstract openConsole(domain: Domain, onData: (data: Uint8Array) => void): ConsoleEnd;
  protected abstract get nowSeconds(): number;
  /** Puts the state away for a snapshot. */
  protected abstract save(domain: Domain, request: SnapshotRequest): Task<unknown>;
  protected abstract restore(domain: Domain, snapshot: Snapshot, to: RevertTo): Task<void>;
  protected abstract forget(domain: Domain, snapshot: Snapshot): Task<void>;
  protected abstract applyMemory(domain: Domain, kib: number): Task<void>;
  protected abstract tooManyVcpus(wanted: number, max: number, live: boolean): LibvirtError;
  protected abstract haltForSnapshot(domain: Domain): Task<void>;
  /** Whether one call may change both the running domain and its definition. */
  protected abstract readonly changesBoth: boolean;

  *describe(domain: Domain, which: 'title' | 'description', text: string, affect: Affect): Task<void> {
    yield* this.change(domain, affect, (xml) => xml.withText(which, text));
  }

  *setMemory(domain: Domain, kib: number, affect: Affect): Task<void> {
    this.requireOneOf(domain, affect);
    const reached = this.reached(domain, affect);
    if (reached.live && kib > domain.definition.memoryKib) throw memoryTooHigh();
    if (reached.config && kib > domain.config.memoryKib) throw memoryTooHigh();
    if (reached.live) yield* this.applyMemory(domain, kib);
    yield* this.change(domain, affect, (xml) => xml.withCurrentMemory(kib));
  }

  *setMaxMemory(domain: Domain, kib: number, affect: Affect): Task<void> {
    this.requireOneOf(domain, affect);
    if (this.reached(domain, affect).live) {
      throw operationInvalid('cannot resize the maximum memory on an active domain');
    }
    yield* this.change(domain, affect, (xml) => xml.withMemory(kib));
  }

  *setVcpus(domain: Domain, count: number, affect: Affect, maximum: boolean): Task<void> {
    const reached = this.reached(domain, affect);
    const bound = reached.live ? domain.definition.maxVcpus : domain.config.maxVcpus;
    if (!maximum && count > bound) throw this.tooManyVcpus(count, bound, reached.live);
    yield* this.change(domain, affect, (xml) =>
      maximum ? xml.withVcpus(Math.min(xml.vcpus, count), count) : xml.withVcpus(count, xml.maxVcpus),
    );
  }

  private requireOneOf(_domain: Domain, affect: Affect): void {
    if (affect.live && affect.config && !this.changesBoth) {
      throw new LibvirtError(
        "Flags 'VIR_DOMAIN_AFFECT_LIVE' and 'VIR_DOMAIN_AFFECT_CONFIG' are mutually exclusive",
      );
    }
  }

  /** virDomainObjUpdateModificationImpact. */
  reached(domain: Domain, affect: Affect): Affect {
    const current = !affect.live && !affect.config;
    const live = affect.live || (current && domain.active);
    const config = affect.config || (current && !domain.active);
    if (live && !domain.active) throw notRunning();
    if (config && !domain.persistent) {
      throw operationInvalid('transient domains do not have any persistent config');
    }
    return { live, config };
  }

  protected *change(domain: Domain, affect: Affect, edit: (xml: DomainXml) => DomainXml): Task<void> {
    const { live, config } = this.reached(domain, affect);
    // Both are one object until a domain starts; `live` is replaced first, so that the definition stays apart.
    if (live && domain.live !== null) domain.live = edit(domain.live);
    if (!config) return;
    domain.config = edit(domain.config);
    yield* this.stored(domain, false);
  }

  *snapshotCreate(domain: Domain, request: SnapshotRequest): Task<string> {
    const name = request.name ?? String(this.nowSeconds);
    if (domain.snapshots.has(name)) throw operationFailed(`domain moment ${name} already exists`);
    const { state, definition: config, currentSnapshot: parent } = domain;
    const saved = yield* this.save(domain, { ...request, name });
    const { description } = request;
    domain.snapshots.set(name, {
      name,
      description,
      parent,
      createdSeconds: this.nowSeconds,
      state,
      config,
      saved,
    });
    domain.currentSnapshot = name;
    if (request.halt && domain.active) yield* this.haltForSnapshot(domain);
    return name;
  }

  snapshot(domain: Domain, name: string): Snapshot {
    const found = domain.snapshots.get(name);
    if (found === undefined) {
      throw new LibvirtError(`Domain snapshot not found: no domain snapshot with matching name '${name}'`);
    }
    return found;
  }

  currentSnapshot(domain: Domain): Snapshot {
    if (domain.currentSnapshot === null) {
      throw new LibvirtError('Domain snapshot not found: the domain does not have a current snapshot');
    }
    return this.snapshot(domain, domain.currentSnapshot);
  }

  *snapshotRevert(domain: Domain, snapshot: Snapshot, to: RevertTo): Task<void> {
    yield* this.restore(domain, snapshot, to);
    domain.currentSnapshot = snapshot.name;
  }

  *snapshotDelete(
    domain: Domain,
    snapshot: Snapshot,
    which: 'one' | 'children' | 'children-only',
  ): Task<void> {
    const below = which === 'one' ? [] : domain.descendantsOf(snapshot.name);
    const gone = which === 'children-only' ? below : [snapshot, ...below];
    if (which === 'one') for (const one of domain.childrenOf(snapshot.name)) one.parent = snapshot.parent;
    for (const one of gone) {
      yield* this.forget(domain, one);
      domain.snapshots.delete(one.name);
    }
    if (domain.currentSnapshot !== null && !domain.snapshots.has(domain.currentSnapshot)) {
      domain.currentSnapshot = which === 'children-only' ? snapshot.name : snapshot.parent;
    }
  }
}

const memoryTooHigh = (): LibvirtError => invalidArgument('cannot set memory higher than max memory');
