const ESCAPE = '\x1b';
const PASTE_BEGINS = '\x1b[200~';
const PASTE_ENDS = '\x1b[201~';

/** What could be cut off a buffer: whole tokens, and a rest that may be the beginning of one more. */
export interface Cut {
  readonly tokens: readonly string[];
  readonly rest: string;
}

/**
 * Cuts terminal input into keys: a character, an escape sequence (CSI, SS3 or Alt with a key; ECMA-48, xterm's
 * ctlseqs) or one whole bracketed paste. A sequence whose end has not arrived stays in `rest`; the Escape key
 * alone looks just like that, and only time tells the two apart.
 */
export function cutKeys(buffer: string): Cut {
  const tokens: string[] = [];
  let at = 0;
  while (at < buffer.length) {
    const end = endOfToken(buffer, at);
    if (end === null) return { tokens, rest: buffer.slice(at) };
    tokens.push(buffer.slice(at, end));
    at = end;
  }
  return { tokens, rest: '' };
}

/** Where the token that begins at `at` ends; null when the buffer ends first. */
function endOfToken(buffer: string, at: number): number | null {
  if (buffer[at] !== ESCAPE) return at + characterLength(buffer, at);
  if (buffer.startsWith(PASTE_BEGINS, at)) {
    const end = buffer.indexOf(PASTE_ENDS, at);
    return end === -1 ? null : end + PASTE_ENDS.length;
  }
  // Alt with an arrow arrives as ESC ESC [ A in rxvt.
  const kind = buffer[at + 1] === ESCAPE && '[O'.includes(buffer[at + 2] ?? ' ') ? at + 2 : at + 1;
  const introducer = buffer[kind];
  if (introducer === undefined) return null;
  if (introducer === ESCAPE) return buffer[at + 2] === undefined ? null : at + 1;
  if (introducer === '[') return endOfCsi(buffer, kind + 1);
  if (introducer === 'O') return endOfSs3(buffer, kind + 1);
  return kind + characterLength(buffer, kind);
}

/** Parameters and intermediates, then one final byte 0x40 to 0x7e; `[[A` is what the Linux console sends for F1. */
function endOfCsi(buffer: string, begin: number): number | null {
  for (let at = begin; at < buffer.length; at++) {
    const code = buffer.charCodeAt(at);
    if (at === begin && buffer[at] === '[') continue;
    if (code >= 0x40 && code <= 0x7e) return at + 1;
    // Not a byte a sequence may hold: what stands so far is all there will be.
    if (code < 0x20 || code > 0x7e) return at;
  }
  return null;
}

function endOfSs3(buffer: string, begin: number): number | null {
  for (let at = begin; at < buffer.length; at++) {
    if (!/[\d;]/.test(buffer[at] ?? '')) return at + characterLength(buffer, at);
  }
  return null;
}

function characterLength(buffer: string, at: number): number {
  return (buffer.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
