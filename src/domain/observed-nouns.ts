/** A port of the host that leads into a container. */
export interface PublishedPort {
  /** `80/tcp`. */
  readonly containerPort: string;
  readonly hostIp: string;
  readonly hostPort: string;
}

export interface MountFacts {
  readonly type: 'volume' | 'bind' | 'tmpfs';
  /** Of a volume; empty for the others. */
  readonly name: string;
  readonly source: string;
  readonly destination: string;
  readonly readOnly: boolean;
}

export interface ImageFacts {
  readonly id: string;
  /** Ids of its layers, the lowest first. */
  readonly layers: readonly string[];
  readonly cmd: readonly string[];
  readonly entrypoint: readonly string[];
  readonly user: string;
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** `amd64`, as Go names it. */
  readonly architecture: string;
}

export interface VolumeFacts {
  readonly name: string;
  readonly driver: string;
  /** Names of containers that mount it, whether they run or not. */
  readonly usedBy: readonly string[];
}

export interface NetworkFacts {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  /** `172.18.0.0/16`. */
  readonly subnets: readonly string[];
  readonly internal: boolean;
  /** Names of containers that are attached now; one that does not run is not. */
  readonly containers: readonly string[];
}

/** What came of asking at an address. Over plain TCP there is no status, and the body is empty. */
export type ReachFacts =
  | { readonly kind: 'answered'; readonly status: number | null; readonly body: string }
  | { readonly kind: 'failed'; readonly because: string };

/** A virtual machine of libvirt. */
export interface DomainFacts {
  readonly name: string;
  readonly state: 'running' | 'paused' | 'shut off';
  readonly memoryBytes: number;
  readonly vcpus: number;
  readonly snapshots: readonly string[];
  /** Paths of its disks on the host. */
  readonly disks: readonly string[];
}
