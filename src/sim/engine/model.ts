/**
 * dockerd's nouns: what the engine keeps of an image, a container, a volume and a network. The fields carry
 * the names of Docker's API (moby `api/types`, version 1.51) in camel case; units stand in the names.
 * Left out: swarm, plugins.
 */
import type { NamespacePid } from '../kernel/ids.ts';
import type { Mount, MountSpec, UlimitSpec } from './mount-model.ts';
import type { ContainerNetwork, PortBinding } from './network-model.ts';
import type { OutputHub } from './output-hub.ts';
import type { Shim, ShimProcess } from './shim.ts';

export type { Mount, MountSpec, UlimitSpec } from './mount-model.ts';
export type * from './network-model.ts';

export interface ImageConfig {
  readonly cmd: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly env: readonly string[] | null;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly user: string;
  readonly workingDir: string;
  readonly volumes: readonly string[] | null;
  readonly exposedPorts: readonly string[] | null;
  readonly stopSignal: string | null;
  readonly healthcheck: Healthcheck | null;
  readonly shell?: readonly string[];
  readonly onBuild?: readonly string[];
  /** BuildKit marks what it made with it. */
  readonly argsEscaped?: boolean;
}

/** One line of `docker history`; only lines that made a layer have its files. */
export interface HistoryEntry {
  readonly createdMs: number;
  readonly createdBy: string;
  readonly comment: string;
  readonly author?: string;
  readonly emptyLayer: boolean;
}

export interface Layer {
  readonly diffId: string;
  /** Where the layer's files lie on the host: /var/lib/docker/overlay2/ID/diff. */
  readonly directory: string;
  readonly link: string;
  readonly sizeBytes: number;
}

export interface Image {
  readonly id: string;
  repoTags: readonly string[];
  readonly repoDigests: readonly string[];
  readonly parent: string;
  readonly comment: string;
  readonly author: string;
  readonly createdMs: number;
  lastTagMs: number | null;
  readonly dockerVersion: string;
  readonly layers: readonly Layer[];
  /** Oldest first; those without an empty layer are as many as `layers`. */
  readonly history: readonly HistoryEntry[];
  readonly architecture: string;
  readonly config: ImageConfig;
}

/** Intervals in nanoseconds, 0 for the default, as the API has them. */
export interface Healthcheck {
  readonly test: readonly string[];
  readonly intervalNs: number;
  readonly timeoutNs: number;
  readonly startPeriodNs: number;
  readonly startIntervalNs: number;
  readonly retries: number;
}

export interface ContainerConfig {
  hostname: string;
  readonly domainname: string;
  readonly user: string;
  readonly attachStdin: boolean;
  readonly attachStdout: boolean;
  readonly attachStderr: boolean;
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly stdinOnce: boolean;
  readonly env: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly image: string;
  readonly workingDir: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[] | null;
  readonly healthcheck: Healthcheck | null;
  readonly stopSignal: string | null;
  readonly stopTimeoutSeconds: number | null;
}

export type RestartPolicyName = 'no' | 'always' | 'on-failure' | 'unless-stopped';
export interface RestartPolicy {
  readonly name: RestartPolicyName;
  readonly maximumRetryCount: number;
}

export interface HostConfig {
  readonly binds: readonly string[] | null;
  readonly mounts: readonly MountSpec[] | null;
  /** Names, each with `:ro` or `:rw` or without. */
  readonly volumesFrom: readonly string[];
  readonly ulimits: readonly UlimitSpec[];
  readonly sysctls?: ReadonlyMap<string, string>;
  readonly cidFile: string;
  readonly devices: readonly string[];
  readonly logDriver: string;
  readonly logOptions?: ReadonlyMap<string, string>;
  readonly networkMode: string;
  readonly portBindings: readonly PortBinding[];
  restartPolicy: RestartPolicy;
  readonly autoRemove: boolean;
  readonly capAdd: readonly string[] | null;
  /** The slice its cgroup is in, of systemd; '' or absent: system.slice. */
  readonly cgroupParent?: string;
  /** 10 to 1000; 0 or absent: not asked for. */
  readonly blkioWeight?: number;
  readonly capDrop: readonly string[] | null;
  readonly cgroupnsMode: string;
  readonly annotations?: ReadonlyMap<string, string>;
  readonly usernsMode?: string;
  readonly dns: readonly string[];
  readonly dnsOptions?: readonly string[];
  readonly dnsSearch?: readonly string[];
  readonly links?: readonly string[] | null;
  readonly publishAllPorts?: boolean;
  readonly extraHosts: readonly string[] | null;
  readonly groupAdd: readonly string[] | null;
  readonly ipcMode: string;
  readonly oomScoreAdj: number;
  readonly pidMode: string;
  readonly privileged: boolean;
  readonly readonlyRootfs: boolean;
  readonly securityOpt: readonly string[] | null;
  readonly tmpfs: ReadonlyMap<string, string> | null;
  readonly utsMode: string;
  readonly shmSizeBytes: number;
  cpuShares: number;
  memoryBytes: number;
  nanoCpus: number;
  cpuPeriod: number;
  cpuQuota: number;
  cpusetCpus: string;
  cpusetMems?: string;
  memoryReservationBytes: number;
  memorySwapBytes: number;
  readonly oomKillDisable: boolean;
  pidsLimit: number | null;
  readonly init: boolean | null;
  readonly consoleSize: readonly [rows: number, columns: number];
}

export interface HealthLogEntry {
  readonly startMs: number;
  readonly endMs: number;
  readonly exitCode: number;
  readonly output: string;
}

export interface HealthState {
  status: 'starting' | 'healthy' | 'unhealthy';
  failingStreak: number;
  log: readonly HealthLogEntry[];
}

export interface ContainerState {
  status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  running: boolean;
  paused: boolean;
  restarting: boolean;
  oomKilled: boolean;
  pid: number;
  exitCode: number;
  error: string;
  startedMs: number | null;
  finishedMs: number | null;
  health: HealthState | null;
}

export interface ExecProcess {
  readonly id: string;
  readonly pid: NamespacePid;
}

export interface Container {
  readonly id: string;
  name: string;
  readonly image: Image;
  readonly createdMs: number;
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly path: string;
  readonly args: readonly string[];
  readonly state: ContainerState;
  restartCount: number;
  /** Set by stop and kill: the restart policy does not bring it back. */
  stoppedByUser: boolean;
  readonly mounts: readonly Mount[];
  readonly layer: ContainerLayer;
  readonly network: ContainerNetwork;
  sandboxId: string;
  readonly output: OutputHub;
  shim: Shim | null;
  /** Where clients' typing goes; null when it does not run. */
  input: ShimProcess | null;
  /** Called once each time the main process has ended and the state says so. */
  readonly exitWaiters: Set<(exitCode: number) => void>;
  readonly removalWaiters: Set<() => void>;
  readonly execs: Map<string, ExecProcess>;
  /** Changes with each start, so that a health monitor knows its run is over. */
  generation: number;
}

/** The writable layer's place on the host. */
export interface ContainerLayer {
  readonly id: string;
  readonly link: string;
  readonly initLink: string;
}

export interface Volume {
  readonly name: string;
  readonly createdMs: number;
  readonly labels: ReadonlyMap<string, string> | null;
  readonly options: ReadonlyMap<string, string> | null;
  readonly mountpoint: string;
  readonly anonymous: boolean;
}
