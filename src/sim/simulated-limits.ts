/** What one command line may take of the learner's computer, and what is said when it takes more. */
export interface RunLimits {
  /** Work of all processes together, in the scheduler's unit: about a step. */
  readonly steps: number;
  /** Steps between two looks at the outside. */
  readonly sliceSteps: number;
  readonly virtualMs: number;
  readonly outputBytes: number;
}

export const DEFAULT_RUN_LIMITS: RunLimits = {
  steps: 400_000,
  sliceSteps: 5_000,
  virtualMs: 24 * 3_600_000,
  outputBytes: 4 * 1024 * 1024,
};

export type Overrun = 'steps' | 'time' | 'output' | 'waits' | 'processes';

const WORDS: Readonly<Record<Overrun, string>> = {
  steps: 'it keeps the processor busy without end',
  time: 'a whole simulated day has passed in it',
  output: 'it prints without end',
  processes: 'it starts processes without end',
  waits: 'it waits for something that can no longer happen',
};

export const overrunLine = (overrun: Overrun): string =>
  `vmvscontainer: the simulator stopped this command: ${WORDS[overrun]}.\n`;
