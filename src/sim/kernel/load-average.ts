/**
 * Models the load averages of a machine (calc_load(), proc(5) under /proc/loadavg): how many processes want a processor,
 * looked at over 5 s and forgotten over 1, 5 and 15 minutes. Invariant: there is one load, the machine's, whichever
 * namespace asks. Left out: processes in uninterruptible sleep, which do not exist here.
 */
const PERIOD_MS = 5000;
const MINUTES = [1, 5, 15] as const;

export class LoadAverage {
  private averages: readonly number[] = MINUTES.map(() => 0);
  private sinceMs = 0;
  private wantedMs = 0;

  /** `processes` wanted a processor for `ms` that end now. */
  note(nowMs: number, processes: number, ms: number): void {
    this.foldUntil(nowMs);
    this.wantedMs += processes * ms;
  }

  /** The averages over 1, 5 and 15 minutes. */
  read(nowMs: number): readonly number[] {
    this.foldUntil(nowMs);
    return this.averages;
  }

  private foldUntil(nowMs: number): void {
    const periods = Math.floor((nowMs - this.sinceMs) / PERIOD_MS);
    if (periods < 1) return;
    const load = this.wantedMs / PERIOD_MS;
    this.averages = MINUTES.map((minutes, at) => {
      const kept = Math.exp(-PERIOD_MS / (minutes * 60_000));
      const first = (this.averages[at] ?? 0) * kept + load * (1 - kept);
      // Nobody wanted anything in the periods after the first, or they would have been noted.
      return first * kept ** (periods - 1);
    });
    this.sinceMs += periods * PERIOD_MS;
    this.wantedMs = 0;
  }
}
