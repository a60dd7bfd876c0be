/** What a virtual machine is made of, apart from what runs on it, and how it can end. */
import type { Segment } from '../net/index.ts';

export interface GuestHardware {
  readonly seed: string;
  readonly vcpus: number;
  readonly memoryBytes: number;
  readonly mac: string;
  readonly segment: Segment | null;
}

export type Ending = 'shutdown' | 'destroyed' | 'crashed';
