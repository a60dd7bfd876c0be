import type { ContainerStatus, ProcessFacts } from './observation.ts';

/** Every assertion must hold. Any path that reaches the state is accepted. */
export type Goal = readonly Assertion[];

export type Assertion =
  | ContainerAssertion
  | AbsentAssertion
  | LogsAssertion
  | ProcessAssertion
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
}

export interface AbsentAssertion {
  readonly kind: 'absent';
  readonly container: string;
}

export interface LogsAssertion {
  readonly kind: 'logs';
  readonly container: string;
  readonly contains: string;
}

/** At least one process of the container fits. */
export interface ProcessAssertion {
  readonly kind: 'process';
  readonly container: string;
  readonly pid?: number;
  readonly comm?: string;
  readonly state?: ProcessFacts['state'];
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
