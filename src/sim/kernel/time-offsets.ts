/**
 * Models the offsets of a time namespace (time_namespaces(7)): how far its clocks since boot are set apart from the machine's.
 * Invariant: they can be set only until a program runs in the namespace. Left out: whole nanoseconds are kept and shown, but
 * only the seconds shift what is read.
 */
import type { TimeNamespace } from './namespace-objects.ts';
import { SysError } from './sys-error.ts';

const CLOCKS: Readonly<Record<string, 'monotonic' | 'boottime'>> = {
  monotonic: 'monotonic',
  '1': 'monotonic',
  boottime: 'boottime',
  '7': 'boottime',
};
const NANOSECONDS = 1_000_000_000;
/** KTIME_SEC_MAX / 2. */
const MOST_SECONDS = 4_611_686_018;

/** A new one: its clocks agree with its parent's, and may be set. */
export const newTimeOffsets = ({ offsets }: TimeNamespace): TimeNamespace['offsets'] => ({
  ...offsets,
  mayBeSet: true,
});

/** /proc/PID/timens_offsets. */
export function timeOffsetLines({ offsets }: TimeNamespace): string {
  const line = (name: 'monotonic' | 'boottime'): string => {
    const seconds = Math.floor(offsets[name]);
    const nanoseconds = Math.round((offsets[name] - seconds) * NANOSECONDS);
    return `${name.padEnd(10)} ${String(seconds).padStart(10)} ${String(nanoseconds).padStart(9)}\n`;
  };
  return line('monotonic') + line('boottime');
}

/** `clock seconds nanoseconds`, a line each. EACCES, EINVAL, and ERANGE for a clock that would begin before boot. */
export function setTimeOffsets(namespace: TimeNamespace, text: string, nowMs: number): void {
  if (!namespace.offsets.mayBeSet) throw new SysError('EACCES');
  const wanted = { ...namespace.offsets };
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [clock = '', seconds = '', nanoseconds = '', more] = line.trim().split(/\s+/);
    const name = CLOCKS[clock];
    const numbers = /^-?\d+$/.test(seconds) && /^\d+$/.test(nanoseconds) && more === undefined;
    if (name === undefined || !numbers || Number(nanoseconds) >= NANOSECONDS) throw new SysError('EINVAL');
    const offset = Number(seconds) + Number(nanoseconds) / NANOSECONDS;
    const now = nowMs / 1000 + offset;
    if (now < 0 || now > MOST_SECONDS) throw new SysError('ERANGE');
    wanted[name] = offset;
  }
  namespace.offsets = wanted;
}
