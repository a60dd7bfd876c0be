/** A line of the journal as `journalctl` shows it (short format). Invariant: times are UTC. */
import { formatDate } from '../lib/dates.ts';
import type { JournalEntry } from './journal.ts';

export function entryLine({ timeMs, identifier, pid, text }: JournalEntry, host: string): string {
  const process = pid === null ? identifier : `${identifier}[${pid}]`;
  return `${formatDate('%b %d %H:%M:%S', timeMs)} ${host} ${process}: ${text}\n`;
}
