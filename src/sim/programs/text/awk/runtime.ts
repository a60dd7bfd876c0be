/** What a running awk program is made of, for the parts that evaluate it. Types only. */
import type { Sys, Task } from '../../../kernel/sys.ts';
import type { AwkMachine } from './machine.ts';
import type { Streams } from './streams.ts';
import type { AwkProgram, Statement } from './tree.ts';
import type { Scalar } from './values.ts';

export interface Runtime {
  readonly sys: Sys;
  readonly machine: AwkMachine;
  readonly streams: Streams;
  readonly program: AwkProgram;
  /** Whose rules hold where they differ. */
  readonly kind: 'mawk' | 'busybox';
  seed: number;
  /** The next record of the main input, counted in NR and FNR; null at its end. */
  nextRecord(): Task<string | null>;
  /** Runs a function's body to its `return`. */
  callBody(body: Statement): Task<Scalar>;
}
