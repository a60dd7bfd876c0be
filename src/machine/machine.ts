import type { FactsOf, Observed, Query } from '../domain/observation.ts';
import type { LentTerminal } from './terminal.ts';

/**
 * THE PORT: what a learner's machine can be asked. Implemented by live/ (the learner's own engine) and sim/
 * (the simulator); one contract suite (test/contract/) holds both.
 */
export interface Machine {
  readonly identity: MachineIdentity;
  /**
   * What `run` would do with this line: the exact words that will run, or the rule that refuses it. The
   * learner sees this before anything starts.
   */
  plan(commandLine: string): CommandPlan;
  /** Starts the line. A non-zero exit is a value, never an exception; a refused line exits as refused. */
  run(commandLine: string): CommandRun;
  /**
   * Starts the line with a person at the terminal, so that `docker run -it` is interactive; settles, and never
   * rejects, when the line has ended. Without a terminal there is `run`, whose programs say "the input device is not a TTY".
   * A machine that has no such way leaves this out.
   */
  attach?(commandLine: string, terminal: LentTerminal): Promise<CommandExit>;
  /** Answers a typed question about the machine's state without changing it. */
  observe<Q extends Query>(query: Q): Promise<Observed<FactsOf<Q>>>;
  /** Completions of the word that ends at `cursor`, best first. */
  complete(commandLine: string, cursor: number): Promise<readonly string[]>;
  /** Brings the machine to a starting state. Live, it removes only objects that carry our label. */
  prepare(): Promise<void>;
  /** Ends everything this machine started. Live, it removes only objects that carry our label. */
  dispose(): Promise<void>;
}

export interface MachineIdentity {
  readonly kind: 'live' | 'simulated';
  /** What stands in the status line: `Docker 28.5 on this computer`, `simulated`. */
  readonly label: string;
  /** Engine and version, as progress records it: `docker 28.5.2`. */
  readonly engine: string;
}

export type CommandPlan =
  | {
      readonly kind: 'runs';
      readonly shown: string;
      /** With a person at a terminal, `attach` is how this line is to be started. */
      readonly interactive?: boolean;
      /** What it does to the learner's own computer; absent: nothing, as nothing simulated does. */
      readonly effect?: CommandEffect;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** From the least to the most; of several commands in a line the most counts. */
export type CommandEffect = 'looks' | 'creates' | 'changes' | 'removes';

/** Three refusals, never mixed; the first (no such Docker flag) is the program's own output, not one of these. */
export interface Refusal {
  readonly rule: 'not-simulated' | 'not-allowed' | 'not-understood';
  /** One sentence: what is refused, why, and what to do instead. */
  readonly sentence: string;
}

export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** A started command line. `output` ends when the command has; `exit` then settles, and never rejects. */
export interface CommandRun {
  readonly output: AsyncIterable<OutputChunk>;
  readonly exit: Promise<CommandExit>;
  /** As Ctrl-C on a terminal: SIGINT first, and after a grace period SIGKILL. */
  stop(): void;
}

export interface CommandExit {
  readonly kind: 'exited' | 'stopped' | 'timed-out' | 'refused';
  readonly exitCode: number;
  /** By the machine's own clock: simulated seconds count, though nobody waited for them. */
  readonly tookMs: number;
}
