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
  /** Options of a tmpfs. */
  readonly data?: string;
}
