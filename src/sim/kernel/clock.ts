/**
 * Models the clocks of time(7): CLOCK_MONOTONIC in virtual milliseconds since boot, CLOCK_REALTIME as a fixed
 * distance from it, and timers. Invariant: time never goes back, and timers fire in the order of their times,
 * equal times in the order in which they were set. Left out: clock_settime, leap seconds, time namespace offsets.
 */
export interface Timer {
  readonly atMs: number;
  readonly order: number;
  fire: (() => void) | null;
}

const before = (a: Timer, b: Timer): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

export class Clock {
  private passedMs = 0;
  readonly bootRealtimeMs: number;
  private heap: Timer[] = [];
  private cancelled = 0;
  private nextOrder = 0;

  constructor(bootRealtimeMs: number) {
    this.bootRealtimeMs = bootRealtimeMs;
  }

  /** Virtual milliseconds since boot. */
  get nowMs(): number {
    return this.passedMs;
  }

  get realtimeMs(): number {
    return this.bootRealtimeMs + this.nowMs;
  }

  /** Calls `fire` once the clock has reached `atMs` (virtual ms since boot). */
  setTimer(atMs: number, fire: () => void): Timer {
    const timer: Timer = { atMs, order: this.nextOrder++, fire };
    this.heap.push(timer);
    this.siftUp(this.heap.length - 1);
    return timer;
  }

  cancel(timer: Timer): void {
    if (timer.fire === null) return;
    timer.fire = null;
    this.cancelled += 1;
    if (this.cancelled > 64 && this.cancelled > this.heap.length / 2) this.compact();
  }

  /** When the next timer is due, or null. */
  nextTimerMs(): number | null {
    this.dropCancelled();
    return this.heap[0]?.atMs ?? null;
  }

  /** Sets the clock forward and fires what has come due. */
  advanceTo(ms: number): void {
    if (ms > this.passedMs) this.passedMs = ms;
    for (;;) {
      this.dropCancelled();
      const next = this.heap[0];
      if (next === undefined || next.atMs > this.nowMs) return;
      this.pop();
      const fire = next.fire;
      next.fire = null;
      fire?.();
    }
  }

  private dropCancelled(): void {
    while (this.heap[0] !== undefined && this.heap[0].fire === null) {
      this.pop();
      this.cancelled -= 1;
    }
  }

  private compact(): void {
    const kept = this.heap.filter((timer) => timer.fire !== null);
    kept.sort((a, b) => (before(a, b) ? -1 : 1));
    this.heap = kept;
    this.cancelled = 0;
  }

  private siftUp(start: number): void {
    let index = start;
    while (index > 0) {
      const up = (index - 1) >> 1;
      if (!this.swapIfBefore(index, up)) return;
      index = up;
    }
  }

  private swapIfBefore(lower: number, upper: number): boolean {
    const a = this.heap[lower];
    const b = this.heap[upper];
    if (a === undefined || b === undefined || !before(a, b)) return false;
    this.heap[lower] = b;
    this.heap[upper] = a;
    return true;
  }

  private pop(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    this.heap[0] = last;
    let index = 0;
    for (;;) {
      const left = index * 2 + 1;
      const a = this.heap[left];
      const b = this.heap[left + 1];
      if (a === undefined) return;
      const child = b !== undefined && before(b, a) ? left + 1 : left;
      if (!this.swapIfBefore(child, index)) return;
      index = child;
    }
  }
}
