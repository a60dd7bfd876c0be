/** Times as systemd writes them, systemd.time(7). Invariant: UTC. */
import { formatDate } from '../lib/dates.ts';
import type { UnitStatus } from './manager.ts';

/** `17min`, `1h 5min`, `2 days`: how long ago, the smaller unit only beside hours and days. */
function ago(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days} day${days === 1 ? '' : 's'}${hours % 24 === 0 ? '' : ` ${hours % 24}h`}`;
  if (hours > 0) return minutes % 60 === 0 ? `${hours}h` : `${hours}h ${minutes % 60}min`;
  if (minutes > 0) return `${minutes}min`;
  return seconds > 0 ? `${seconds}s` : `${Math.max(0, Math.floor(ms))}ms`;
}

/** `412ms`, `1.250s`: processor time. */
export const span = (ms: number): string =>
  ms < 1000 ? `${Math.floor(ms)}ms` : ms < 60_000 ? `${(ms / 1000).toFixed(3)}s` : ago(ms);

/** `active (running) since Fri 2026-11-20 18:04:03 UTC; 17min ago`. */
export function activeLine(found: UnitStatus, nowMs: number): string {
  const state = `${found.active} (${found.sub})`;
  const since = `since ${formatDate('%a %Y-%m-%d %H:%M:%S', found.sinceMs)} UTC; ${ago(nowMs - found.sinceMs)} ago`;
  return found.active === 'failed' ? `failed (Result: exit-code) ${since}` : `${state} ${since}`;
}
