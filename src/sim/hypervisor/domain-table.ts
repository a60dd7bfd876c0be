/**
 * Models the list of domains that every driver of libvirt keeps (src/conf/virdomainobjlist.c). Invariants: a name and a uuid
 * belong to one domain; ids are never given twice; a domain that was never defined is forgotten when it ends.
 */
import type { Task } from '../kernel/sys.ts';
import { Domain, type StateReason } from './domain.ts';
import { type DomainDefaults, type DomainXml, readDomainXml } from './domain-xml.ts';
import { operationFailed, operationInvalid } from './libvirt-error.ts';
import { settled } from './settled.ts';

export abstract class DomainTable {
  readonly domains = new Map<string, Domain>();
  protected abstract readonly defaults: DomainDefaults;
  /** Whether undefine and autostart refuse a domain that was never defined. */
  protected readonly sparesTransient: boolean = true;
  #lastId = 0;

  abstract start(domain: Domain, options: { readonly paused: boolean }): Task<void>;

  /** Called before every look at the table, so that what has ended by itself shows. */
  refresh(): void {}
  /** The definitions have changed. */
  protected stored(_domain: Domain, _removed: boolean): Task<void> {
    return settled();
  }

  all(): readonly Domain[] {
    this.refresh();
    return [...this.domains.values()].sort(inOrder);
  }

  /** By id, uuid or name, as virsh looks. */
  find(reference: string): Domain | null {
    const all = this.all();
    const byId = /^\d+$/.test(reference) ? all.find(({ id }) => id === Number(reference)) : undefined;
    return (
      byId ?? all.find(({ uuid }) => uuid === reference) ?? all.find(({ name }) => name === reference) ?? null
    );
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  *define(text: string): Task<Domain> {
    const config = readDomainXml(text, this.defaults);
    const old = this.clash(config);
    const domain = old ?? new Domain(config, true);
    domain.config = config;
    domain.persistent = true;
    this.domains.set(config.uuid, domain);
    yield* this.stored(domain, false);
    return domain;
  }

  /** A transient domain, running. */
  *create(text: string, options: { readonly paused: boolean }): Task<Domain> {
    const config = readDomainXml(text, this.defaults);
    const old = this.clash(config);
    if (old?.active) throw operationFailed(`domain is already active as '${old.name}'`);
    const domain = old ?? new Domain(config, false);
    domain.config = config;
    this.domains.set(config.uuid, domain);
    try {
      yield* this.start(domain, options);
    } catch (error) {
      if (old === null) this.domains.delete(config.uuid);
      throw error;
    }
    return domain;
  }

  private clash(config: DomainXml): Domain | null {
    this.refresh();
    const byUuid = this.domains.get(config.uuid) ?? null;
    if (byUuid !== null && byUuid.name !== config.name) {
      throw operationFailed(`domain '${byUuid.name}' is already defined with uuid ${byUuid.uuid}`);
    }
    const byName = [...this.domains.values()].find(({ name }) => name === config.name);
    if (byName !== undefined && byName !== byUuid) {
      throw operationFailed(`domain '${byName.name}' already exists with uuid ${byName.uuid}`);
    }
    return byUuid;
  }

  *undefine(domain: Domain, snapshotsToo: boolean): Task<void> {
    if (!domain.persistent && this.sparesTransient)
      throw operationInvalid('cannot undefine transient domain');
    if (!domain.active && domain.snapshots.size > 0 && !snapshotsToo) {
      throw operationInvalid(`cannot delete inactive domain with ${domain.snapshots.size} snapshots`);
    }
    domain.persistent = false;
    domain.autostart = false;
    if (!domain.active) this.domains.delete(domain.uuid);
    yield* this.stored(domain, true);
  }

  *rename(domain: Domain, name: string): Task<void> {
    if (domain.active) throw operationInvalid('cannot rename active domain');
    if ([...this.domains.values()].some((one) => one.name === name && one !== domain)) {
      throw operationInvalid(`domain with name '${name}' already exists`);
    }
    yield* this.stored(domain, true);
    domain.config = domain.config.withText('name', name);
    yield* this.stored(domain, false);
  }

  *setAutostart(domain: Domain, on: boolean): Task<void> {
    if (!domain.persistent && this.sparesTransient)
      throw operationInvalid('cannot set autostart for transient domain');
    domain.autostart = on;
    yield* this.stored(domain, false);
  }

  /** Forgets a domain that has ended and was never defined. */
  protected ended(domain: Domain, reason: StateReason): void {
    domain.end(reason);
    if (!domain.persistent) this.domains.delete(domain.uuid);
  }
}

/** Active ones by id, then the others by name. */
function inOrder(a: Domain, b: Domain): number {
  if (a.id !== null || b.id !== null)
    return (a.id ?? Number.POSITIVE_INFINITY) - (b.id ?? Number.POSITIVE_INFINITY);
  return a.name < b.name ? -1 : 1;
}
