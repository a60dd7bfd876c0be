/** Models what s does to a text (POSIX XCU sed): which matches it takes and what stands in their place. Invariant: pure. */
import type { Regex, RegexMatch } from '../regex/regex.ts';
import type { Substitution } from './script.ts';

/** Null when nothing was replaced. */
export function replaceIn(text: string, regex: Regex, { parts, all, nth }: Substitution): string | null {
  let result = '';
  let at = 0;
  let times = 0;
  let changed = false;
  for (let from = 0; from <= text.length; ) {
    const match = regex.exec(text, from);
    if (match === null) break;
    const empty = match.end === match.index;
    if (!(empty && match.index === at && times > 0)) {
      times++;
      if (times >= nth) {
        result += text.slice(at, match.index) + filled(parts, match);
        at = match.end;
        changed = true;
        if (!all) break;
      }
    }
    from = empty ? match.end + 1 : match.end;
  }
  return changed ? result + text.slice(at) : null;
}

function filled(parts: Substitution['parts'], match: RegexMatch): string {
  let text = '';
  let mode: 'U' | 'L' | 'E' = 'E';
  let once: 'u' | 'l' | null = null;
  for (const part of parts) {
    if (part.kind === 'case') {
      if (part.how === 'u' || part.how === 'l') once = part.how;
      else mode = part.how;
      continue;
    }
    const plain = part.kind === 'text' ? part.text : (match.groups[part.group] ?? '');
    let piece = mode === 'U' ? plain.toUpperCase() : mode === 'L' ? plain.toLowerCase() : plain;
    if (once !== null && piece !== '') {
      piece = (once === 'u' ? piece.charAt(0).toUpperCase() : piece.charAt(0).toLowerCase()) + piece.slice(1);
      once = null;
    }
    text += piece;
  }
  return text;
}

/** y: the first half of the table is what to look for, the second what stands for it. */
export function transliterated(text: string, table: string): string {
  const half = table.length / 2;
  const from = table.slice(0, half);
  return [...text]
    .map((character) => {
      const at = from.indexOf(character);
      return at === -1 ? character : (table[half + at] ?? character);
    })
    .join('');
}
