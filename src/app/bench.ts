import type { CommandExit, Machine } from '../machine/machine.ts';
import type { MachineSupply } from '../machine/supply.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import type { Timer } from './runtime.ts';
import type { TaskMemory } from './task-memory.ts';

/** What the lab works with: the one open machine and the one running command. */
export interface Bench {
  readonly supply: MachineSupply;
  readonly timer: Timer;
  /** Lent to lines that a person talks with; null: there is none to lend. */
  readonly terminal: LentTerminal | null;
  machine: Machine | null;
  /** Simulated machines beside it, by world; null is the usual one. */
  readonly sides: Map<string | null, Machine>;
  run: RunningLine | null;
  /** The replay under way, by its number; null: none, or it was stopped. */
  replaying: number | null;
  /** Rises with each opening and closing, so that a machine that comes too late is put away again. */
  generation: number;
  closing: Promise<void>;
  /** The learner has agreed that their own engine is looked at. */
  mayLook: boolean;
  readonly memory: TaskMemory;
}

export interface RunningLine {
  readonly exit: Promise<unknown>;
  stop(): void;
  readonly hasTerminal?: boolean;
}

/** How a line that could not be run ends. */
export const notRun: CommandExit = { kind: 'refused', exitCode: 126, tookMs: 0 };
