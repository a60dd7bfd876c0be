/** What the engine keeps of mounts and of limits a process is born with (moby `api/types/mount`, docker/go-units). */
/** What `--mount` says. */
export interface MountSpec {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly noCopy: boolean;
  readonly labels: ReadonlyMap<string, string> | null;
  /** Of the volume's driver, where the volume is yet to be made. */
  readonly driverOptions: ReadonlyMap<string, string> | null;
  readonly tmpfsSizeBytes: number | null;
  readonly tmpfsMode: number | null;
  /** Of a bind; null where nothing was said. */
  readonly propagation?: string | null;
}

export interface UlimitSpec {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

export interface Mount {
  readonly type: 'volume' | 'bind' | 'tmpfs';
  readonly name: string;
  readonly source: string;
  readonly destination: string;
  readonly mode: string;
  readonly rw: boolean;
  /** Of a bind, `rprivate` where nothing else was asked for; the mount itself is private (mount_namespaces(7)). */
  readonly propagation?: string;
  /** Options of a tmpfs. */
  readonly data?: string;
}
