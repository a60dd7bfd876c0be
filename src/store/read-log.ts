import { readFileSync, statSync } from 'node:fs';
import type { ProgressEvent } from '../domain/progress-event.ts';
import { codeOf } from './disk-fault.ts';
import { type DecodedLine, decodeLine } from './event-line.ts';

/**
 * What a log holds, read anew at each start: 15,000 events, a year of much learning, take less than 0.1 s and 100,000 some
 * 0.6 s, so nothing that is derived from them is kept. Nothing is left out of the file because it is left out here.
 */
export interface LogContents {
  readonly events: readonly ProgressEvent[];
  /** Unreadable lines that the learner has not been told of. */
  readonly damagedLines: number;
  /** The newest line format met, when it is newer than this program's. */
  readonly newerFormat: number | null;
  /** The highest id of all, also of events that this program does not know. */
  readonly newestId: string | null;
}

/** Throws what the file system throws; a missing file is an empty log. */
export function readLogFile(path: string): LogContents {
  return readLog(readLogText(path));
}

/** Throws what the file system throws; a missing file is an empty text. */
export function readLogText(path: string): string {
  try {
    if (!statSync(path).isFile()) throw new Error('it is not a regular file');
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Reads every line that can be read. A last line without its line end may be another session's, on its way
 * to the disk, so it is no damage yet; the next append ends it.
 */
export function readLog(text: string): LogContents {
  const lines = text.split('\n');
  const events: ProgressEvent[] = [];
  let damagedLines = 0;
  let newerFormat: number | null = null;
  let newestId: string | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const decoded = decodeLine(line);
    if (decoded.kind === 'event') events.push(decoded.event);
    const id = idOf(decoded);
    if (id !== null && (newestId === null || id > newestId)) newestId = id;
    if (decoded.kind === 'newer-format') newerFormat = Math.max(newerFormat ?? 0, decoded.format);
    if (decoded.kind === 'damage-noted') damagedLines = 0;
    if (decoded.kind === 'damaged' && index < lines.length - 1) damagedLines += 1;
  }
  return { events, damagedLines, newerFormat, newestId };
}

/** The id of an event, whether this program knows its kind or not. */
export function idOf(decoded: DecodedLine): string | null {
  if (decoded.kind === 'event') return decoded.event.id;
  return decoded.kind === 'unknown-event' ? decoded.id : null;
}
