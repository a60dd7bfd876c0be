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
  | { readonly kind: 'file'; readonly of: Place; readonly path: string };

export type Place = { readonly kind: 'host' } | { readonly kind: 'container'; readonly name: string };

/** The facts each kind of query is answered with. `null`: there is no such thing, and that is known. */
export interface Facts {
  engine: EngineFacts;
  container: ContainerFacts | null;
  containers: readonly ContainerFacts[];
  logs: string | null;
  processes: readonly ProcessFacts[] | null;
  file: string | null;
}

/** "Could not look" is neither "wrong" nor "right". */
export type Observed<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly because: string };
export type FactsOf<Q extends Query> = Facts[Q['kind']];

export interface EngineFacts {
  readonly name: string;
  readonly version: string;
  readonly cgroupVersion: 1 | 2;
  readonly kernelVersion: string;
}

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
  readonly status: ContainerStatus;
  readonly exitCode: number;
  readonly error: string;
  readonly oomKilled: boolean;
  readonly pid: number;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly init: boolean;
  readonly restartPolicy: string;
  readonly restartCount: number;
  readonly health: 'none' | 'starting' | 'healthy' | 'unhealthy';
  readonly labels: Readonly<Record<string, string>>;
}

/** One row of a process list, seen from `of`: PIDs are those of that PID namespace. */
export interface ProcessFacts {
  readonly pid: number;
  readonly ppid: number;
  readonly state: 'R' | 'S' | 'D' | 'T' | 'Z';
  readonly comm: string;
  readonly args: readonly string[];
}
