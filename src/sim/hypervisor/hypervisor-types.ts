/** What is asked of a hypervisor and what it tells: the parameters of libvirt's calls (libvirt-domain.h). */
/** VIR_DOMAIN_AFFECT_LIVE and _CONFIG; neither is the current state. */
export interface Affect {
  readonly live: boolean;
  readonly config: boolean;
}

export interface SnapshotRequest {
  readonly name: string | null;
  readonly description: string;
  readonly halt: boolean;
  /** VIR_DOMAIN_SNAPSHOT_CREATE_* bits that are not modelled but real. */
  readonly flags: number;
}

export interface InterfaceAddress {
  readonly name: string;
  readonly mac: string;
  readonly protocol: 'ipv4' | 'ipv6';
  readonly address: string;
}

export interface NodeInfo {
  readonly model: string;
  readonly cpus: number;
  readonly mhz: number;
  readonly sockets: number;
  readonly cores: number;
  readonly threads: number;
  readonly numaCells: number;
  readonly memoryKib: number;
}

export interface Security {
  readonly model: string;
  readonly doi: string;
  readonly label: string | null;
}

export type RevertTo = 'as-saved' | 'running' | 'paused';
/** VIR_DOMAIN_SAVE_RUNNING and _PAUSED; null is as it was. */
export type SavedTo = 'running' | 'paused' | null;
/** What is typed at a console, and what comes from it. */
export interface ConsoleEnd {
  type(bytes: Uint8Array): void;
  resize(columns: number, rows: number): void;
  close(): void;
}

/** Bytes, as domblkinfo shows them. */
export interface BlockInfo {
  readonly capacity: number;
  readonly allocation: number;
  readonly physical: number;
}
