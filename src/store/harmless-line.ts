import { timeOf } from './event-id.ts';
import { decodeLine } from './event-line.ts';
import { idOf } from './read-log.ts';

/** A line of somebody's log, as it may be added to ours. */
export type HarmlessLine =
  | { readonly kind: 'event'; readonly id: string; readonly line: string }
  | { readonly kind: 'newer-format' }
  /** Nothing to add: a note of damage, which is another file's. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' };

/** An id beyond this would drive ours ahead of every clock. */
const LAST_TIME_MS = Date.UTC(2200, 0);
/** No id, lesson or engine of ours is as long. */
const LONGEST_NAME = 300;

/**
 * Reads a line that comes from elsewhere and may mean harm. Characters that would control a terminal are replaced,
 * ids have our form and no time beyond what clocks say, and names are short.
 */
export function harmlessLine(line: string): HarmlessLine {
  const clean = withoutControls(line);
  const decoded = decodeLine(clean);
  if (decoded.kind === 'newer-format') return { kind: 'newer-format' };
  if (decoded.kind === 'damage-noted') return { kind: 'nothing' };
  const id = idOf(decoded);
  if (id === null || timeOf(id) < 0 || timeOf(id) > LAST_TIME_MS) return { kind: 'unreadable' };
  if (decoded.kind === 'event' && !namesAreShort(decoded.event)) return { kind: 'unreadable' };
  return { kind: 'event', id, line: clean };
}

function namesAreShort(event: object): boolean {
  const {
    answer: _answer,
    commandLine: _line,
    machine,
    ...names
  } = { answer: '', commandLine: '', machine: {}, ...event };
  return [...Object.values(names), ...Object.values(machine)].every(
    (value) => typeof value !== 'string' || (value.length <= LONGEST_NAME && !/[\n\r\t]/.test(value)),
  );
}

/**
 * The same JSON with U+FFFD for what would control a terminal: C0 but for tab and line ends, DEL, C1, and the marks
 * that turn the direction of text, written out or as escapes (RFC 8259, 7).
 */
function withoutControls(json: string): string {
  return json.replace(/\\u([0-9a-f]{4})|\\.|\P{ASCII}|\x7f/giu, (found, hex: string | undefined) => {
    if (found === '\\b' || found === '\\f') return '\ufffd';
    if (found.startsWith('\\') && hex === undefined) return found;
    const code = hex === undefined ? (found.codePointAt(0) ?? 0) : Number.parseInt(hex, 16);
    return isControl(code) ? '\ufffd' : found;
  });
}

function isControl(code: number): boolean {
  if (code === 0x09 || code === 0x0a || code === 0x0d) return false;
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}
