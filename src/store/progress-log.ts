import { accessSync, constants, copyFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Appended, Clock, ProgressLog, Saved } from '../app/ports.ts';
import { withoutForgotten } from '../domain/forgotten.ts';
import { mergeEvents } from '../domain/progress.ts';
import type { NewProgressEvent, ProgressEvent } from '../domain/progress-event.ts';
import { appendDurably } from './append-durably.ts';
import { becauseOf, codeOf, setAsideName } from './disk-fault.ts';
import { eventIds, type Random } from './event-id.ts';
import { encodeDamageNoted, encodeEvent, WRITTEN_BY_NEWER } from './event-line.ts';
import { type LogContents, readLog, readLogFile } from './read-log.ts';

export interface LogOptions {
  readonly dir: string;
  readonly clock: Clock;
  readonly random: Random;
  /** What each event says of the course it was made with: `course@0.1.0`. */
  readonly pack?: string;
}

interface Stamp {
  readonly id: string;
  readonly at: number;
  readonly pack?: string;
}

/** The log's name in its directory. */
export const LOG_NAME = 'progress.jsonl';

const NEWER = `${WRITTEN_BY_NEWER}; update this one to go on saving`;

/** Reads `progress.jsonl` in `dir` and appends to it. Never throws for what the disk does. */
export async function openProgressLog({ dir, clock, random, pack }: LogOptions): Promise<ProgressLog> {
  const path = join(dir, LOG_NAME);
  const { contents, fault } = contentsOf(path);
  const nextId = eventIds({ now: () => clock.now(), random, newest: contents.newestId });
  const stamp = (): Stamp => ({ id: nextId(), at: clock.now() });
  const refusal = contents.newerFormat === null ? null : NEWER;
  return {
    events: withoutForgotten(mergeEvents(contents.events)),
    notice: await noticeOf(path, contents, fault ?? refusal ?? obstacleTo(path), stamp),
    append: appender(path, refusal, () => ({ ...stamp(), ...(pack === undefined ? {} : { pack }) })),
  };
}

/** Appends one after the other. What could not be saved is tried again with the next event. */
function appender(path: string, refusal: string | null, stamp: () => Stamp) {
  let queue: Promise<unknown> = Promise.resolve();
  let waiting: readonly ProgressEvent[] = [];
  const save = async (event: ProgressEvent): Promise<Saved> => {
    waiting = [...waiting, event];
    try {
      await appendDurably(path, waiting.map(encodeEvent).join(''));
      waiting = [];
      return { saved: true, event };
    } catch (error) {
      return { saved: false, event, because: becauseOf(error) };
    }
  };
  return (added: NewProgressEvent): Appended => {
    const event: ProgressEvent = { ...stamp(), ...added };
    if (refusal !== null) {
      return { event, written: Promise.resolve({ saved: false, event, because: refusal }) };
    }
    const written = queue.then(() => save(event));
    queue = written;
    return { event, written };
  };
}

function contentsOf(path: string): { readonly contents: LogContents; readonly fault: string | null } {
  try {
    return { contents: readLogFile(path), fault: null };
  } catch (error) {
    return { contents: readLog(''), fault: becauseOf(error) };
  }
}

async function noticeOf(
  path: string,
  contents: LogContents,
  obstacle: string | null,
  stamp: () => Stamp,
): Promise<string | null> {
  const damage =
    contents.damagedLines === 0 ? null : await setAside(path, contents, obstacle === null, stamp());
  const unsaved = obstacle === null ? null : `Progress cannot be saved in ${path}: ${obstacle}.`;
  return [damage, unsaved].filter((part) => part !== null).join(' ') || null;
}

/**
 * Copies the damaged log beside itself and notes that in the log. The log stays where it is: another session
 * may be appending to it now, and what it appends to a file moved away would be lost.
 */
async function setAside(
  path: string,
  { events, damagedLines }: LogContents,
  mayWrite: boolean,
  { id, at }: Stamp,
): Promise<string> {
  const damaged = damagedLines === 1 ? '1 line' : `${damagedLines} lines`;
  const found = `${damaged} of your progress could not be read; everything else (${events.length} entries) is here.`;
  if (!mayWrite) return found;
  const copy = setAsideName(basename(path), at);
  try {
    copyFileSync(path, join(dirname(path), copy), constants.COPYFILE_EXCL);
    await appendDurably(path, encodeDamageNoted({ id, at, copy }));
    return `${found} The damaged file is kept as ${copy}.`;
  } catch {
    return found;
  }
}

/** Why an append is going to fail, as far as that can be known without writing. */
function obstacleTo(path: string): string | null {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return null;
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? directoryObstacle(dirname(path)) : becauseOf(error);
  }
}

function directoryObstacle(dir: string): string | null {
  try {
    if (!statSync(dir).isDirectory()) return 'part of the path is a file, not a directory';
    accessSync(dir, constants.W_OK);
    return null;
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT' && dirname(dir) !== dir;
    return missing ? directoryObstacle(dirname(dir)) : becauseOf(error);
  }
}
