/**
 * Models the journal, systemd-journald.service(8): lines with time, unit, name and number of the process. Invariant: entries are in
 * the order of their times, and only the newest are kept. Left out: fields, priorities, storage on disk.
 */
import { type Sys, SysError } from '../../kernel/sys.ts';

export interface JournalEntry {
  readonly timeMs: number;
  /** Null for the kernel. */
  readonly unit: string | null;
  /** SYSLOG_IDENTIFIER. */
  readonly identifier: string;
  readonly pid: number | null;
  readonly text: string;
}

export const JOURNAL_SOCKET = '/run/systemd/journal';
const MOST = 2000;

export class Journal {
  readonly #entries: JournalEntry[] = [];

  write(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > MOST) this.#entries.shift();
  }

  entries(): readonly JournalEntry[] {
    return this.#entries;
  }
}

/** The journal of this machine; null where there is no systemd, as in a container. */
export function journalOf(sys: Sys): Journal | null {
  try {
    return sys.connectUnix(JOURNAL_SOCKET) as Journal;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}
