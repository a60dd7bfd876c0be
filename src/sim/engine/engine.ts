/**
 * dockerd's state in one place and its connections: to the host kernel (its own process), to containerd, and
 * to its clients. Verbs live in files of their own (create.ts, start.ts, stop.ts ...) as functions of an Engine.
 * Invariant: whatever a client is told comes from here or from the kernel. Source: moby `daemon`.
 */
import type { Sys, Task } from '../kernel/sys.ts';
import { BuildCache } from './build-cache.ts';
import { ContainerStore } from './container-store.ts';
import type { Containerd } from './containerd.ts';
import type { EngineBuild } from './engine-build.ts';
import { EventLog } from './events.ts';
import { GoRuntime } from './go-runtime.ts';
import { ImageStore } from './image-store.ts';
import { Inbox } from './inbox.ts';
import type { Container } from './model.ts';
import { NetworkStore } from './network-store.ts';
import { EphemeralPorts } from './ports.ts';
import type { Registry } from './registry/registry.ts';
import { VolumeStore } from './volume-store.ts';

/** What the machine's maker says of it; the rest dockerd finds out by itself. */
export interface HostFacts {
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly operatingSystem: string;
  readonly engineId: string;
  readonly initBinary: string;
  /** Debian's package where left out. */
  readonly build?: EngineBuild;
}

export class Engine {
  /** Of the process that is dockerd now. */
  sys: Sys;
  runtime: GoRuntime;
  containerd: Containerd;
  /** It has been told to end: containers that end now are not started again by it. */
  closing = false;
  readonly host: HostFacts;
  readonly images = new ImageStore();
  readonly buildCache = new BuildCache();
  /** What can be pulled; null where no registry can be reached. */
  readonly registry: Registry | null;
  readonly containers = new ContainerStore();
  readonly events = new EventLog();
  readonly networks = new NetworkStore();
  readonly ephemeralPorts = new EphemeralPorts();
  readonly volumes: VolumeStore;

  constructor(sys: Sys, containerd: Containerd, host: HostFacts, registry: Registry | null = null) {
    this.registry = registry;
    this.sys = sys;
    this.runtime = new GoRuntime(sys);
    this.containerd = containerd;
    this.host = host;
    this.volumes = new VolumeStore(sys, ({ name }) => this.emitVolume('create', name));
  }

  /** A new process of dockerd goes on with what the last one left on disk, and hears what shims had to say meanwhile. */
  resume(sys: Sys, containerd: Containerd): void {
    const waiting = this.runtime.abandon();
    this.sys = sys;
    this.containerd = containerd;
    this.closing = false;
    this.runtime = new GoRuntime(sys);
    this.volumes.use(sys);
    for (const task of waiting) this.runtime.go(task);
  }

  /** Now, with a fraction of a millisecond that no two stamps share. */
  stamp(): number {
    return this.sys.realtimeMs() + this.sys.random() * 0.999;
  }

  emit(container: Container, action: string, more: Readonly<Record<string, string>> = {}): void {
    const attributes = new Map([
      ...container.config.labels,
      ['image', container.config.image],
      ['name', container.name],
      ...Object.entries(more),
    ] as [string, string][]);
    this.events.emit({ stampMs: this.stamp(), type: 'container', action, id: container.id, attributes });
  }

  emitImage(action: string, id: string, name: string): void {
    const attributes = new Map([['name', name]]);
    this.events.emit({ stampMs: this.stamp(), type: 'image', action, id, attributes });
  }

  emitVolume(action: string, name: string, more: Readonly<Record<string, string>> = {}): void {
    const attributes = new Map(
      Object.entries({ ...more, driver: 'local' }).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    this.events.emit({ stampMs: this.stamp(), type: 'volume', action, id: name, attributes });
  }

  /** A box in which a thread of the daemon waits for something that happens elsewhere. */
  inbox<T>(): Inbox<T> {
    return new Inbox<T>(this.sys);
  }

  /** Waits `ms` of virtual time: how long the real daemon works. */
  *busy(ms: number): Task<void> {
    const untilMs = this.sys.monotonicMs() + ms;
    while (this.sys.monotonicMs() < untilMs) yield* this.sys.sleep(untilMs - this.sys.monotonicMs());
  }
}
