import type { Ports, Saved, SettingsValues } from '../../../src/app/ports.ts';
import type { NewProgressEvent, ProgressEvent } from '../../../src/domain/progress-event.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import type { MachineChoice } from '../../../src/machine/supply.ts';
import { fakeLibrary } from './fake-course.ts';
import { fakeSupply } from './fake-machine.ts';

export interface FakePorts extends Ports {
  readonly saved: ProgressEvent[];
  readonly settled: Partial<SettingsValues>[];
}

export interface FakePortsOptions {
  readonly machine: Machine;
  readonly choices?: readonly MachineChoice[];
  readonly events?: readonly ProgressEvent[];
  readonly notice?: string;
  /** Saving fails with this sentence. */
  readonly diskFull?: string;
}

/** Ports in memory; what was saved can be read back. */
export function fakePorts(options: FakePortsOptions): FakePorts {
  const saved: ProgressEvent[] = [];
  const settled: Partial<SettingsValues>[] = [];
  return {
    saved,
    settled,
    lessons: fakeLibrary,
    progress: {
      events: options.events ?? [],
      notice: options.notice ?? null,
      append: (event) => {
        const full = stamped(event, saved.length + 1);
        saved.push(full);
        const written = Promise.resolve<Saved>(
          options.diskFull === undefined
            ? { saved: true, event: full }
            : { saved: false, event: full, because: options.diskFull },
        );
        return { event: full, written };
      },
    },
    settings: {
      get: () => ({ machine: null }),
      set: (change) => {
        settled.push(change);
        return Promise.resolve({ saved: true });
      },
    },
    machines: fakeSupply(options.machine, options.choices),
    clock: { now: () => 0 },
  };
}

export const stamped = (event: NewProgressEvent, number: number): ProgressEvent =>
  ({ ...event, id: String(number).padStart(6, '0'), at: number * 60_000 }) as ProgressEvent;
