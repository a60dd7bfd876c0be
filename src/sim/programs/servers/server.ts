/**
 * What servers share: waiting for clients and for signals at once, log times, becoming another user. Models accept(2) loops with
 * handlers that only note a signal, as nginx, Apache and Redis have them.
 */

import type { Signal } from '../../kernel/signals.ts';
import { type Fd, type Sys, SysError, type Task } from '../../kernel/sys.ts';

/** Signals that came, oldest first; each program empties it. */
export function noteSignals(sys: Sys, signals: readonly Signal[]): Signal[] {
  const came: Signal[] = [];
  for (const signal of signals) {
    sys.sigaction(signal, { kind: 'handle', handler: (got) => came.push(got) });
  }
  return came;
}

/** The next connection; null when a signal came instead. */
export function* acceptOrSignal(sys: Sys, listener: Fd, came: readonly Signal[]): Task<Fd | null> {
  try {
    if (came.length > 0) return null;
    return yield* sys.accept(listener);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EINTR') return null;
    throw error;
  }
}

/** Sleeps until a signal has come. */
export function* untilSignal(sys: Sys, came: readonly Signal[]): Task<void> {
  while (came.length === 0) {
    try {
      yield* sys.pause();
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
    }
  }
}

const two = (value: number): string => String(value).padStart(2, '0');
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The fields of a moment in UTC. */
export function momentOf(ms: number) {
  const date = new Date(Math.floor(ms));
  return {
    year: String(date.getUTCFullYear()),
    month: two(date.getUTCMonth() + 1),
    monthName: MONTHS[date.getUTCMonth()] ?? '',
    day: two(date.getUTCDate()),
    weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][date.getUTCDay()] ?? '',
    time: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`,
    millis: String(date.getUTCMilliseconds()).padStart(3, '0'),
  };
}

/** Listens on all addresses; null where the port is taken. */
export function listenOn(sys: Sys, port: number): Fd | null {
  const fd = sys.socket('stream');
  try {
    sys.bind(fd, { address: '::', port });
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EADDRINUSE') return null;
    throw error;
  }
  sys.listen(fd, 511);
  return fd;
}
