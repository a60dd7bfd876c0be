import type { Machine } from './machine.ts';

/** Where labs may run. `because` says in one clause why this one was chosen or is not to be had. */
export interface MachineChoice {
  readonly kind: 'live' | 'simulated';
  readonly label: string;
  readonly because: string;
}

/** Hands out machines. The composition root builds it from live/ and sim/, each loaded when first opened. */
export interface MachineSupply {
  /** Looks for an engine once, within a bounded time; never throws. The first choice is the one to use. */
  choices(): Promise<readonly MachineChoice[]>;
  /** `world` names a simulated machine other than the usual one; it is an Error where there is none of that name. */
  open(kind: MachineChoice['kind'], world?: string): Promise<Machine>;
}
