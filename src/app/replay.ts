import type { Machine } from '../machine/machine.ts';
import type { Timer } from './runtime.ts';

/** How many of the command lines ran before time was up or somebody stopped it. */
export interface Replayed {
  readonly ran: number;
  readonly all: number;
  /** Of those that ran, in order; null: the machine refused the line. */
  readonly exitCodes?: readonly (number | null)[];
}

export interface ReplayLimits {
  /** Wall time for a line, and for all of them. */
  readonly lineMs: number;
  readonly allMs: number;
}

/** The simulated machine needs some milliseconds a line, and nobody should wait for what does not end. */
export const silently: ReplayLimits = { lineMs: 2_000, allMs: 8_000 };
/** On a real engine `docker stop` may take its ten seconds. */
export const watched: ReplayLimits = { lineMs: 60_000, allMs: 600_000 };

/** Runs the lines one after the other and lets their output go; `onLine` hears of each before it starts. */
export async function replay(
  machine: Machine,
  lines: readonly string[],
  timer: Timer,
  limits: ReplayLimits,
  goesOn: () => boolean,
  onLine: (at: number, stop: () => void) => void = () => undefined,
): Promise<Replayed> {
  let timeLeft = true;
  const forgetAll = timer.after(limits.allMs, () => {
    timeLeft = false;
  });
  const exitCodes: (number | null)[] = [];
  try {
    for (const [at, line] of lines.entries()) {
      if (!timeLeft || !goesOn()) break;
      const run = machine.run(line);
      onLine(at, () => run.stop());
      const forget = timer.after(limits.lineMs, () => run.stop());
      for await (const _chunk of run.output);
      const exit = await run.exit;
      forget();
      exitCodes.push(exit.kind === 'refused' ? null : exit.exitCode);
    }
  } finally {
    forgetAll();
  }
  return { ran: exitCodes.length, all: lines.length, exitCodes };
}
