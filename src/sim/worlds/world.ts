/** A world is a starting machine as data: its tree, what runs on it, what its Docker holds. */
import type { HostFacts } from '../engine/engine.ts';
import type { Image } from '../engine/model.ts';
import type { Registry } from '../engine/registry/registry.ts';
import type { InstalledImage } from '../hypervisor/install.ts';
import type { TreeSpec } from '../kernel/tree-spec.ts';
import type { LanSpec } from './lan.ts';

export interface World {
  readonly name: string;
  readonly hostname: string;
  readonly kernel: {
    /** Linux where left out. */
    readonly sysname?: string;
    readonly release: string;
    readonly version: string;
    readonly machine: string;
  };
  /** Milliseconds since the epoch. */
  readonly bootRealtimeMs: number;
  /** How long it has been up when the learner comes. */
  readonly upMs: number;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly tree: TreeSpec;
  /** What its network card is plugged into. */
  readonly lan: LanSpec;
  readonly services: readonly Service[];
  /** The last process before the learner's shell: what it is a child of. */
  readonly login: Service;
  readonly shell: {
    readonly path: string;
    readonly argv: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly pid: number;
  };
  /** Virtual disks, where libvirt is installed. */
  readonly libvirt?: { readonly images: readonly InstalledImage[] };
  /** Null where Docker is not installed. */
  readonly docker: InstalledDocker | null;
  /** A computer without containers: the engine runs in a virtual machine, and the socket here leads to it. */
  readonly desktop?: { readonly vm: DockerWorld; readonly socket: string };
  /** Whose virtual machine it is; left out for a computer of its own. */
  readonly hypervisor?: 'kvm';
  /** What mount(8) shows as the source of the root file system. */
  readonly rootSource?: string;
}

export interface InstalledDocker {
  readonly host: HostFacts;
  readonly images: () => readonly Image[];
  readonly registry?: Registry;
}

export interface DockerWorld extends World {
  readonly docker: InstalledDocker;
}

/** A process that runs from boot on. */
export interface Service {
  readonly pid: number;
  readonly path: string;
  readonly argv: readonly string[];
  /** Its cgroup below /sys/fs/cgroup. */
  readonly cgroup: string;
  readonly uid: number;
  /** The same number as the user's where left out. */
  readonly gid?: number;
}
