/** The normal and the unified form of a diff (POSIX XCU diff). Invariant: pure. A line without newline at the end is marked as such. */
import type { Edit } from './diff-lines.ts';

const NO_NEWLINE = '\\ No newline at end of file\n';
const shown = (mark: string, line: string): string =>
  line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n${NO_NEWLINE}`;

const range = (first: number, count: number): string =>
  count <= 1 ? String(count === 0 ? first - 1 : first) : `${first},${first + count - 1}`;

export function normalDiff(edits: readonly Edit[]): string {
  let [left, right, text] = [1, 1, ''];
  for (let at = 0; at < edits.length; ) {
    if (edits[at]?.kind === 'same') {
      left++;
      right++;
      at++;
      continue;
    }
    const end = edits.findIndex((edit, index) => index > at && edit.kind === 'same');
    const change = edits.slice(at, end === -1 ? undefined : end);
    const removed = change.filter(({ kind }) => kind === 'removed');
    const added = change.filter(({ kind }) => kind === 'added');
    const letter = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
    text += `${range(left, removed.length)}${letter}${range(right, added.length)}\n`;
    text += removed.map(({ line }) => shown('< ', line)).join('');
    if (letter === 'c') text += '---\n';
    text += added.map(({ line }) => shown('> ', line)).join('');
    left += removed.length;
    right += added.length;
    at += change.length;
  }
  return text;
}

const MARKS = { same: ' ', removed: '-', added: '+' };

/** The hunks with so many lines around each change. */
export function unifiedDiff(edits: readonly Edit[], context: number): string {
  const changes = edits.flatMap((edit, index) => (edit.kind === 'same' ? [] : [index]));
  let text = '';
  for (let at = 0; at < changes.length; ) {
    let last = at;
    while (last + 1 < changes.length && (changes[last + 1] ?? 0) - (changes[last] ?? 0) <= 2 * context + 1)
      last++;
    const from = Math.max(0, (changes[at] ?? 0) - context);
    const to = Math.min(edits.length, (changes[last] ?? 0) + context + 1);
    text += hunk(edits, from, to);
    at = last + 1;
  }
  return text;
}

function hunk(edits: readonly Edit[], from: number, to: number): string {
  const count = (part: readonly Edit[], without: Edit['kind']): number =>
    part.filter(({ kind }) => kind !== without).length;
  const [before, inside] = [edits.slice(0, from), edits.slice(from, to)];
  const side = (without: Edit['kind']): string => {
    const lines = count(inside, without);
    const first = count(before, without) + (lines === 0 ? 0 : 1);
    return lines === 1 ? String(first) : `${first},${lines}`;
  };
  const body = inside.map(({ kind, line }) => shown(MARKS[kind], line)).join('');
  return `@@ -${side('added')} +${side('removed')} @@\n${body}`;
}
