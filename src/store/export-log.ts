import { join } from 'node:path';
import { withoutForgotten } from '../domain/forgotten.ts';
import { mergeEvents } from '../domain/progress.ts';
import type { ProgressEvent } from '../domain/progress-event.ts';
import { becauseOf } from './disk-fault.ts';
import { decodeLine, WRITTEN_BY_NEWER } from './event-line.ts';
import { LOG_NAME } from './progress-log.ts';
import { idOf, readLogText } from './read-log.ts';

export type Exported =
  | { readonly kind: 'exported'; readonly text: string; readonly events: number }
  | { readonly kind: 'failed'; readonly because: string };

/**
 * The log in `dir` as a file of its own: every event once, in order, also those of kinds that this program does not
 * know; neither damaged lines nor what was forgotten. That it was forgotten is told, so that another machine forgets
 * it too.
 */
export function exportLog(dir: string): Exported {
  try {
    return linesOf(readLogText(join(dir, LOG_NAME)));
  } catch (error) {
    return { kind: 'failed', because: becauseOf(error) };
  }
}

function linesOf(log: string): Exported {
  const lines = new Map<string, string>();
  const events: ProgressEvent[] = [];
  for (const line of log.split('\n')) {
    const decoded = decodeLine(line);
    if (decoded.kind === 'newer-format')
      return { kind: 'failed', because: `${WRITTEN_BY_NEWER}; update this one to export it` };
    const id = idOf(decoded);
    if (id !== null) lines.set(id, line);
    if (decoded.kind === 'event') events.push(decoded.event);
  }
  const history = mergeEvents(events);
  const counting = new Set(withoutForgotten(history));
  for (const event of history) {
    const isTold = event.kind === 'forgotten' || event.kind === 'remembered';
    if (!counting.has(event) && !isTold) lines.delete(event.id);
  }
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  return { kind: 'exported', text: sorted.map(([, line]) => `${line}\n`).join(''), events: sorted.length };
}
