/**
 * Models virDomainObj: what a hypervisor knows of one domain. Invariant: `live` is there exactly while it is active,
 * and then `id` is its number; a transient domain has no other definition. Source: libvirt src/conf/domain_conf.h.
 */
import type { DomainXml } from './domain-xml.ts';

export type DomainState = 'running' | 'paused' | 'shutoff';
/** Words of virshDomainStateReasonToString. */
export type StateReason =
  | 'unknown'
  | 'booted'
  | 'unpaused'
  | 'from snapshot'
  | 'restored'
  | 'user'
  | 'shutdown'
  | 'destroyed'
  | 'crashed'
  | 'saved'
  | 'failed';

/** virDomainState, and the numbers of its reasons, as domstats shows them. */
export const STATE_NUMBERS: Readonly<Record<DomainState, number>> = { running: 1, paused: 3, shutoff: 5 };
const REASON_NUMBERS: Readonly<Record<DomainState, readonly StateReason[]>> = {
  running: ['unknown', 'booted', 'failed', 'restored', 'from snapshot', 'unpaused'],
  paused: ['unknown', 'user', 'failed', 'saved', 'failed', 'failed', 'failed', 'from snapshot'],
  shutoff: ['unknown', 'shutdown', 'destroyed', 'crashed', 'failed', 'saved', 'failed', 'from snapshot'],
};
export const reasonNumber = (state: DomainState, reason: StateReason): number =>
  Math.max(0, REASON_NUMBERS[state].indexOf(reason));

export interface Snapshot {
  readonly name: string;
  readonly description: string;
  parent: string | null;
  /** Seconds since the epoch. */
  readonly createdSeconds: number;
  readonly state: DomainState;
  readonly config: DomainXml;
  /** What the driver needs to go back: disks, and memory where there was any. */
  readonly saved: unknown;
}

export class Domain {
  config: DomainXml;
  live: DomainXml | null = null;
  id: number | null = null;
  persistent: boolean;
  autostart = false;
  /** Whether its memory lies in a file of the hypervisor's, from which the next start goes on. */
  managedSave = false;
  state: DomainState = 'shutoff';
  reason: StateReason = 'unknown';
  readonly snapshots = new Map<string, Snapshot>();
  currentSnapshot: string | null = null;

  constructor(config: DomainXml, persistent: boolean) {
    this.config = config;
    this.persistent = persistent;
  }

  get name(): string {
    return this.config.name;
  }
  get uuid(): string {
    return this.config.uuid;
  }
  get active(): boolean {
    return this.live !== null;
  }
  /** The definition that counts now. */
  get definition(): DomainXml {
    return this.live ?? this.config;
  }

  become(state: DomainState, reason: StateReason): void {
    this.state = state;
    this.reason = reason;
  }

  begin(id: number, state: DomainState, reason: StateReason): void {
    this.id = id;
    this.live = this.config;
    this.become(state, reason);
  }

  end(reason: StateReason): void {
    this.id = null;
    this.live = null;
    this.become('shutoff', reason);
  }

  childrenOf(name: string): readonly Snapshot[] {
    return [...this.snapshots.values()].filter(({ parent }) => parent === name);
  }

  descendantsOf(name: string): readonly Snapshot[] {
    return this.childrenOf(name).flatMap((one) => [one, ...this.descendantsOf(one.name)]);
  }
}
