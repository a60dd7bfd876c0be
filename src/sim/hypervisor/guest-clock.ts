/**
 * Models the clock a guest sees (kvm-clock): it begins at the guest's boot, runs with the host's and stands still while the
 * guest is paused. Invariant: one heap of timers, the host's, so that host and guest never disagree on what comes first.
 */
import { Clock, type Timer } from '../kernel/clock.ts';

export class GuestClock extends Clock {
  private readonly host: Clock;
  /** Host time at which this clock shows 0, later by each pause. */
  private startMs: number;
  private stoppedAtMs: number | null = null;

  constructor(host: Clock) {
    super(host.realtimeMs);
    this.host = host;
    this.startMs = host.nowMs;
  }

  override get nowMs(): number {
    return this.stoppedAtMs ?? this.host.nowMs - this.startMs;
  }

  override get realtimeMs(): number {
    return this.bootRealtimeMs + this.nowMs;
  }

  override setTimer(atMs: number, fire: () => void): Timer {
    return this.host.setTimer(atMs + this.startMs, fire);
  }

  override cancel(timer: Timer): void {
    this.host.cancel(timer);
  }

  override nextTimerMs(): number | null {
    const next = this.host.nextTimerMs();
    return next === null ? null : next - this.startMs;
  }

  override advanceTo(ms: number): void {
    this.host.advanceTo(ms + this.startMs);
  }

  stop(): void {
    this.stoppedAtMs = this.nowMs;
  }

  /** Timers that came due in the meantime have fired: sleepers look at this clock and go on sleeping. */
  go(): void {
    if (this.stoppedAtMs === null) return;
    this.startMs = this.host.nowMs - this.stoppedAtMs;
    this.stoppedAtMs = null;
  }
}
