/**
 * What was done to a machine, so that it can be done again: a kernel is a function of world, seed and inputs.
 * Replaying a journal gives the same machine, to the last id and PID; so any earlier moment of it is a shorter journal.
 */
import type { TerminalSize } from '../machine/terminal.ts';

/** What came from outside while a line had a terminal, in order. */
export type TerminalAction =
  | { readonly kind: 'typed'; readonly bytes: Uint8Array }
  | { readonly kind: 'resized'; readonly size: TerminalSize }
  /** So much virtual time was allowed to pass, or so much of it as the limit of a slice let. */
  | { readonly kind: 'passed'; readonly ms: number };

export type JournalEntry =
  | {
      readonly kind: 'ran';
      readonly commandLine: string /** Where it was stopped from outside. */;
      readonly stoppedAfterSlices?: number;
    }
  | {
      readonly kind: 'attached';
      readonly commandLine: string;
      readonly size: TerminalSize;
      readonly actions: readonly TerminalAction[];
    }
  /** Virtual time that passed between two commands. */
  | { readonly kind: 'waited'; readonly ms: number };

export interface Journal {
  readonly world: string;
  readonly seed: string;
  readonly entries: readonly JournalEntry[];
}

/** The machine after this many commands; 0 is the machine as it was prepared. */
export interface Checkpoint {
  readonly afterCommands: number;
  /** The last of them; null at 0. */
  readonly commandLine: string | null;
}

export function checkpointsOf(journal: Journal): readonly Checkpoint[] {
  const lines = journal.entries.flatMap((entry) => (entry.kind === 'waited' ? [] : [entry.commandLine]));
  return [null, ...lines].map((commandLine, afterCommands) => ({ afterCommands, commandLine }));
}

/** What was done up to and with the command of that number. Time that passed after it belongs to the next. */
export function journalUntil(journal: Journal, afterCommands: number): Journal {
  let commands = 0;
  const entries: JournalEntry[] = [];
  for (const entry of journal.entries) {
    if (commands === afterCommands) break;
    entries.push(entry);
    if (entry.kind !== 'waited') commands += 1;
  }
  return { ...journal, entries };
}
