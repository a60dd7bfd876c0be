import type { ContainerStatus, DomainFacts, MountFacts, ProcessFacts } from './observation.ts';

/** Every assertion must hold. Any path that reaches the state is accepted. */
export type Goal = readonly Assertion[];

export type Assertion =
  | ContainerAssertion
  | AbsentAssertion
  | LogsAssertion
  | ProcessAssertion
  | FileAssertion
  | ChangesAssertion
  | ImageAssertion
  | VolumeAssertion
  | NetworkAssertion
  | ReachAssertion
  | DomainAssertion
  | DurationAssertion
  | CommandAssertion;

/** Fields left out are not looked at. */
export interface ContainerAssertion {
  readonly kind: 'container';
  readonly name: string;
  readonly image?: string;
  readonly status?: ContainerStatus;
  readonly exitCode?: number;
  readonly oomKilled?: boolean;
  readonly tty?: boolean;
  readonly openStdin?: boolean;
  readonly init?: boolean;
  readonly cmd?: readonly string[];
  readonly cmdContains?: string;
  readonly errorContains?: string;
  readonly restartPolicy?: string;
  readonly restartCount?: number;
  readonly health?: 'none' | 'starting' | 'healthy' | 'unhealthy';
  readonly hostname?: string;
  readonly user?: string;
  /** Whether its configured user is root: empty, 0 or `root`. */
  readonly rootUser?: boolean;
  readonly entrypoint?: readonly string[];
  /** `K=V`, all of them. */
  readonly env?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly healthcheck?: boolean;
  /** 0 is no limit. */
  readonly memoryBytes?: number;
  readonly memorySwapBytes?: number;
  readonly cpus?: number;
  readonly pidsLimit?: number;
  /** `none`, `host`, `container:NAME`, a network's name; of the others, empty is its own. */
  readonly networkMode?: string;
  readonly pidMode?: string;
  readonly utsMode?: string;
  readonly ipcMode?: string;
  readonly readOnly?: boolean;
  readonly privileged?: boolean;
  readonly capAdd?: readonly string[];
  readonly capDrop?: readonly string[];
  readonly noNewPrivileges?: boolean;
  readonly networks?: readonly string[];
  readonly notNetworks?: readonly string[];
  readonly networksExactly?: readonly string[];
  /** A network in whose subnet one of its addresses lies. */
  readonly addressIn?: string;
  /** A container it has a network in common with. */
  readonly sharesNetworkWith?: string;
  readonly publishes?: readonly WantedPort[];
  readonly publishesNothing?: boolean;
  readonly mounts?: readonly WantedMount[];
  readonly sameImageAs?: string;
  readonly differentFrom?: string;
  /** `linux/arm64`: what its image was built for. */
  readonly runtimePlatform?: string;
  /** Against how things were when the task began. */
  readonly sameContainer?: boolean;
  readonly newContainer?: boolean;
  readonly startedAgain?: boolean;
  readonly notRestarted?: boolean;
}

/** `127.0.0.1:18088:80`, `18088:80`, `80`: what is left out may be anything. */
export interface WantedPort {
  readonly hostIp: string | null;
  readonly hostPort: string | null;
  readonly containerPort: string;
}

export interface WantedMount {
  readonly type?: MountFacts['type'];
  readonly destination?: string;
  readonly name?: string;
  readonly anonymous?: boolean;
  readonly readOnly?: boolean;
}

export interface AbsentAssertion {
  readonly kind: 'absent';
  readonly container: string;
}

export interface LogsAssertion {
  readonly kind: 'logs';
  readonly container: string;
  readonly contains?: string;
  /** The whole of it, without space around it. */
  readonly equals?: string;
  readonly excludes?: string;
  /** It is the release of the kernel that the engine's containers run on. */
  readonly sameAsKernel?: boolean;
}

/** At least one process fits, or as many as are asked for. */
export interface ProcessAssertion {
  readonly kind: 'process';
  /** A container, or `host`. */
  readonly container: string;
  readonly argsContain?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly absent?: boolean;
  readonly pid?: number;
  readonly comm?: string;
  readonly state?: ProcessFacts['state'];
}

export interface FileAssertion {
  readonly kind: 'file';
  readonly path: string;
  /** A container, or `host`. */
  readonly in: string;
  readonly contains?: string;
  /** The whole of it, without space around it. */
  readonly equals?: string;
  readonly absent?: boolean;
}

/** What `docker diff` says: `A /hello`, `C /etc`, `D /bin/wget`. */
export interface ChangesAssertion {
  readonly kind: 'changes';
  readonly container: string;
  readonly includes?: readonly string[];
  readonly excludes?: readonly string[];
}

export interface ImageAssertion {
  readonly kind: 'image';
  readonly name: string;
  readonly absent?: boolean;
  /** Another image that has the same id. */
  readonly sameAs?: string;
  readonly layers?: number;
  /** An image whose layers lie below its own, `moreLayers` fewer. */
  readonly layersOver?: string;
  readonly moreLayers?: number;
  readonly cmd?: readonly string[];
  readonly noCmd?: boolean;
  readonly entrypoint?: readonly string[];
  readonly user?: string;
  readonly architecture?: string;
}

export interface VolumeAssertion {
  readonly kind: 'volume';
  readonly name: string;
  readonly absent?: boolean;
  readonly driver?: string;
  readonly usedBy?: string;
}

export interface NetworkAssertion {
  readonly kind: 'network';
  readonly name: string;
  readonly absent?: boolean;
  readonly driver?: string;
  readonly subnet?: string;
  readonly containers?: readonly string[];
  readonly internal?: boolean;
}

export interface ReachAssertion {
  readonly kind: 'reach';
  /** `http://…`, or `tcp://host:port`. */
  readonly url: string;
  /** A container, or `host`, which is the learner's own machine. */
  readonly from: string;
  readonly contains?: string;
  readonly status?: number;
  readonly fails?: boolean;
}

/** A virtual machine. */
export interface DomainAssertion {
  readonly kind: 'domain';
  readonly name: string;
  readonly absent?: boolean;
  readonly state?: DomainFacts['state'];
  readonly memoryBytes?: number;
  readonly vcpus?: number;
  readonly snapshots?: readonly string[];
  readonly disk?: string;
}

/** The last command line that starts with these words took this long, in milliseconds by the machine's clock. */
export interface DurationAssertion {
  readonly kind: 'duration';
  readonly command: string;
  readonly atLeastMs?: number;
  readonly atMostMs?: number;
}

/** Some command line the learner ran in this task has these words, in order; used by hints, rarely by goals. */
export interface CommandAssertion {
  readonly kind: 'command';
  readonly words: readonly string[];
  readonly absent?: boolean;
}

/** What the learner has run so far in this task. */
export interface RanCommand {
  readonly commandLine: string;
  readonly exitCode: number | null;
  readonly tookMs: number;
}

/** `missing` holds one sentence for each assertion that does not hold yet. */
export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'not-yet'; readonly missing: readonly string[] }
  | { readonly kind: 'could-not-check'; readonly because: string };
