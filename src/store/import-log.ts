import { join } from 'node:path';
import { appendDurably } from './append-durably.ts';
import { boundedLines, TooMuch } from './bounded-lines.ts';
import { becauseOf } from './disk-fault.ts';
import { decodeLine, WRITTEN_BY_NEWER } from './event-line.ts';
import { harmlessLine } from './harmless-line.ts';
import { LOG_NAME } from './progress-log.ts';
import { idOf, readLogText } from './read-log.ts';

export type Imported =
  /** `known` were here already; `unreadable` lines were left out. */
  | { readonly kind: 'imported'; readonly added: number; readonly known: number; readonly unreadable: number }
  /** The source is no log that could be taken in; nothing was changed. */
  | { readonly kind: 'refused'; readonly because: string }
  /** It could not be read, or not be saved. */
  | { readonly kind: 'failed'; readonly because: string };

/** So many unreadable lines in a row at the start, and it is something else. */
const PATIENCE = 1000;

/**
 * Takes the events of `source`, an export or another machine's log, into the log in `dir`. Each event counts once,
 * by its id, however often it is imported; what a killed import has left out, the next one adds.
 */
export async function importLog(dir: string, source: AsyncIterable<Buffer | string>): Promise<Imported> {
  const found = await gather(source);
  if (found.kind !== 'gathered') return found;
  const path = join(dir, LOG_NAME);
  try {
    const own = ownIds(readLogText(path));
    if (own === null)
      return { kind: 'failed', because: `the log here: ${WRITTEN_BY_NEWER}; update this one to import` };
    const fresh = [...found.lines].filter(([id]) => !own.has(id)).map(([, line]) => `${line}\n`);
    if (fresh.length > 0) await appendDurably(path, fresh.join(''));
    const known = found.lines.size - fresh.length;
    return { kind: 'imported', added: fresh.length, known, unreadable: found.unreadable };
  } catch (error) {
    return { kind: 'failed', because: becauseOf(error) };
  }
}

type Gathered =
  | { readonly kind: 'gathered'; readonly lines: ReadonlyMap<string, string>; readonly unreadable: number }
  | Extract<Imported, { readonly kind: 'refused' | 'failed' }>;

async function gather(source: AsyncIterable<Buffer | string>): Promise<Gathered> {
  const lines = new Map<string, string>();
  let unreadable = 0;
  try {
    for await (const line of boundedLines(source)) {
      const read = harmlessLine(line);
      if (read.kind === 'newer-format')
        return { kind: 'refused', because: `${WRITTEN_BY_NEWER}; update this one to import it` };
      if (read.kind === 'event') lines.set(read.id, read.line);
      if (read.kind === 'unreadable') unreadable += 1;
      if (lines.size === 0 && unreadable >= PATIENCE) break;
    }
  } catch (error) {
    if (error instanceof TooMuch) return { kind: 'refused', because: error.message };
    return { kind: 'failed', because: becauseOf(error) };
  }
  if (lines.size > 0) return { kind: 'gathered', lines, unreadable };
  return {
    kind: 'refused',
    because: unreadable === 0 ? 'there is nothing in it' : 'it is not a progress log of vmvscontainer',
  };
}

/** null: a newer program has written there. */
function ownIds(log: string): ReadonlySet<string> | null {
  const ids = new Set<string>();
  for (const line of log.split('\n')) {
    const decoded = decodeLine(line);
    if (decoded.kind === 'newer-format') return null;
    const id = idOf(decoded);
    if (id !== null) ids.add(id);
  }
  return ids;
}
