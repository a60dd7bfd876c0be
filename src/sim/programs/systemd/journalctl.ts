/**
 * Models journalctl(1): -u, -n, -k, -f, -r, --no-pager, -b. Invariant: what it shows was written by the kernel, by systemd or by a
 * service here. Left out: fields, other boots, time ranges, output formats.
 */
import type { Program, Sys, Task } from '../../kernel/sys.ts';
import { type Context, Failure } from '../lib/program.ts';
import { entryLine } from './entry-line.ts';
import { type Journal, type JournalEntry, journalOf } from './journal.ts';
import { fullName } from './unit.ts';

const LOOK_MS = 250;
const FOLLOWED_LINES = 10;

export function* journalctl(context: Context): Program {
  const journal = journalOf(context.sys);
  if (journal === null) {
    yield* context.sys.write(2, 'No journal files were found.\n');
    yield* context.out('-- No entries --\n');
    return 0;
  }
  const count = context.value('n') ?? (context.has('f') ? String(FOLLOWED_LINES) : null);
  if (count !== null && count !== 'all' && !/^\+?\d+$/.test(count))
    throw new Failure(`Failed to parse lines '${count}'.`);
  const all = selected(context, journal);
  const shown =
    count === null || count === 'all' ? all : Number(count) === 0 ? [] : all.slice(-Number(count));
  if (shown.length === 0 && !context.has('f')) yield* context.out('-- No entries --\n');
  yield* show(context, context.has('r') ? [...shown].reverse() : shown);
  if (context.has('f')) yield* follow(context, journal, all.length);
  return 0;
}

/** The kernel's lines and the services', by time. */
function selected(context: Context, journal: Journal): readonly JournalEntry[] {
  const unit = context.value('u');
  const name = unit === null ? null : fullName(unit);
  const own = journal.entries();
  if (name !== null) return own.filter((entry) => entry.unit === name);
  const kernel = kernelEntries(context.sys);
  if (context.has('k')) return kernel;
  return [...kernel, ...own].sort((a, b) => a.timeMs - b.timeMs);
}

function kernelEntries(sys: Sys): readonly JournalEntry[] {
  const bootMs = sys.realtimeMs() - sys.monotonicMs();
  return sys
    .readKernelLog()
    .map(({ atMs, text }) => ({ timeMs: bootMs + atMs, unit: null, identifier: 'kernel', pid: null, text }));
}

function* show(context: Context, entries: readonly JournalEntry[]): Task<void> {
  const host = context.sys.uname().nodename;
  for (const entry of entries) yield* context.out(entryLine(entry, host));
}

function* follow(context: Context, journal: Journal, seen: number): Task<void> {
  let shown = seen;
  for (;;) {
    yield* context.sys.sleep(LOOK_MS);
    const all = selected(context, journal);
    yield* show(context, all.slice(shown));
    shown = all.length;
  }
}
