import type {
  DomainFacts,
  ImageFacts,
  MountFacts,
  NetworkFacts,
  PublishedPort,
  ReachFacts,
  VolumeFacts,
} from './observed-nouns.ts';

/**
 * What a machine can be asked about itself. Lab checks and diagrams are written in these and in nothing
 * else, so that one check serves the learner's own engine and the simulator alike.
 */
export type Query =
  | { readonly kind: 'engine' }
  | { readonly kind: 'container'; readonly name: string }
  | { readonly kind: 'containers' }
  | { readonly kind: 'logs'; readonly container: string }
  | { readonly kind: 'processes'; readonly of: Place }
  | { readonly kind: 'file'; readonly of: Place; readonly path: string }
  | { readonly kind: 'changes'; readonly container: string }
  | { readonly kind: 'platform'; readonly container: string }
  | { readonly kind: 'image'; readonly name: string }
  | { readonly kind: 'volume'; readonly name: string }
  | { readonly kind: 'network'; readonly name: string }
  | { readonly kind: 'reach'; readonly url: string; readonly from: Place }
  | { readonly kind: 'domain'; readonly name: string };

export type Place = { readonly kind: 'host' } | { readonly kind: 'container'; readonly name: string };

/** The facts each kind of query is answered with. `null`: there is no such thing, and that is known. */
export interface Facts {
  engine: EngineFacts;
  container: ContainerFacts | null;
  containers: readonly ContainerFacts[];
  logs: string | null;
  processes: readonly ProcessFacts[] | null;
  file: string | null;
  changes: readonly string[] | null;
  platform: string | null;
  image: ImageFacts | null;
  volume: VolumeFacts | null;
  network: NetworkFacts | null;
  reach: ReachFacts | null;
  domain: DomainFacts | null;
}

export type {
  DomainFacts,
  ImageFacts,
  MountFacts,
  NetworkFacts,
  PublishedPort,
  ReachFacts,
  VolumeFacts,
} from './observed-nouns.ts';

/** "Could not look" is neither "wrong" nor "right". */
export type Observed<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly because: string };
export type FactsOf<Q extends Query> = Facts[Q['kind']];

export interface EngineFacts {
  /** `docker` or `podman`. */
  readonly name: string;
  readonly version: string;
  readonly cgroupVersion: 1 | 2;
  readonly kernelVersion: string;
  /** As the engine calls its own system: `Docker Desktop`, `Debian GNU/Linux 12 (bookworm)`. */
  readonly operatingSystem: string;
  /** As uname(2) calls it: `x86_64`, `aarch64`. */
  readonly architecture: string;
  readonly rootless: boolean;
  /** Whether root in a container is another user on the engine's host (userns-remap, rootless). */
  readonly userNamespaces: boolean;
  /** The virtual machine the engine runs in, if it is not on the learner's own kernel. */
  readonly vm: EngineVm | null;
  /** Whether a container's processes stand in the `ps` of the learner's machine. */
  readonly processesOnHost: boolean;
}

/** `wsl2`: the learner sits in that machine too, and sees its processes. `other`: in a machine, but nobody knows which. */
export type EngineVm =
  | 'docker-desktop'
  | 'wsl2'
  | 'colima'
  | 'orbstack'
  | 'rancher-desktop'
  | 'lima'
  | 'podman-machine'
  | 'other';

export type ContainerStatus =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'removing'
  | 'exited'
  | 'dead';

/** The part of `docker inspect` that both engines and all versions from 20.10 agree on. */
export interface ContainerFacts {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** `sha256:…` of the image it was made from. */
  readonly imageId: string;
  readonly status: ContainerStatus;
  readonly exitCode: number;
  readonly error: string;
  readonly oomKilled: boolean;
  readonly pid: number;
  /** When its process last began, RFC 3339; empty while it never has. */
  readonly startedAt: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly init: boolean;
  readonly restartPolicy: string;
  readonly restartCount: number;
  readonly health: 'none' | 'starting' | 'healthy' | 'unhealthy';
  readonly labels: Readonly<Record<string, string>>;
  readonly hostname: string;
  readonly user: string;
  readonly env: readonly string[];
  readonly hasHealthcheck: boolean;
  /** Limits; 0 is none. Of swap and memory together -1 is none, and 0 is what the engine takes by itself. */
  readonly memoryBytes: number;
  readonly memorySwapBytes: number;
  readonly cpus: number;
  readonly pidsLimit: number;
  /** As the engine keeps them: `host`, `none`, `container:ID`, a network's name; empty is its own. */
  readonly networkMode: string;
  readonly pidMode: string;
  readonly utsMode: string;
  readonly ipcMode: string;
  readonly readOnly: boolean;
  readonly privileged: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly securityOpt: readonly string[];
  /** By name; the address is empty while it does not run. */
  readonly networks: Readonly<Record<string, string>>;
  /** What is published now, which is nothing while it does not run. */
  readonly ports: readonly PublishedPort[];
  readonly mounts: readonly MountFacts[];
}

/** One row of a process list, seen from `of`: PIDs are those of that PID namespace. */
export interface ProcessFacts {
  readonly pid: number;
  readonly ppid: number;
  readonly state: 'R' | 'S' | 'D' | 'T' | 'Z';
  readonly comm: string;
  readonly args: readonly string[];
}
