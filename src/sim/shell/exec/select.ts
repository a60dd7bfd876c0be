/**
 * Models bash's select (bash(1) Compound Commands): a numbered menu on standard error, a line from standard input, again and again.
 * Invariant: an empty line shows the menu again; the end of the input ends it with status 1. Left out: nothing.
 */
import type { Select } from 'unbash';
import { STDIN, type Task } from '../../kernel/sys.ts';
import { assignVariable } from '../assign.ts';
import { expandWords } from '../expand/word.ts';
import type { Shell } from '../shell.ts';
import { lineAt } from '../source.ts';
import { runLoopBody } from './loops.ts';

const COLUMNS = 80;

export function* runSelect(shell: Shell, node: Select): Task<number> {
  shell.line = lineAt(shell.source, node.pos);
  const items = node.wordlist === undefined ? shell.parameters : yield* expandWords(shell, node.wordlist);
  if (items.length === 0) return 0;
  let showMenu = true;
  for (;;) {
    if (showMenu) yield* shell.err(menu(items));
    yield* shell.err(shell.variables.get('PS3') ?? '#? ');
    const line = yield* readLine(shell);
    if (line === null) {
      yield* shell.out('\n');
      return 1;
    }
    showMenu = line === '';
    if (line === '') continue;
    yield* assignVariable(shell, 'REPLY', line);
    const chosen = /^\s*\d+\s*$/.test(line) ? items[Number(line) - 1] : undefined;
    yield* assignVariable(shell, node.name.text, chosen ?? '');
    if (yield* runLoopBody(shell, node.body)) return shell.status;
    showMenu = false;
  }
}

/** Down the columns; what would fit on one row stands one below the other. */
function menu(items: readonly string[]): string {
  const digits = String(items.length).length;
  const width = Math.max(...items.map((item) => item.length)) + digits + 4;
  const perRow = Math.max(1, Math.floor(COLUMNS / width));
  const rows = Math.ceil(items.length / perRow) === 1 ? items.length : Math.ceil(items.length / perRow);
  let text = '';
  for (let row = 0; row < rows; row += 1) {
    const cells: string[] = [];
    for (let at = row; at < items.length; at += rows)
      cells.push(`${String(at + 1).padStart(digits)}) ${items[at] ?? ''}`);
    text += `${cells.map((cell, at) => (at === cells.length - 1 ? cell : cell.padEnd(width))).join('')}\n`;
  }
  return text;
}

/** Byte by byte, so that what follows is left for others; null at the end of the input. */
function* readLine(shell: Shell): Task<string | null> {
  const bytes: number[] = [];
  for (;;) {
    const [byte] = yield* shell.sys.read(STDIN, 1);
    if (byte === undefined) return null;
    if (byte === 10) return new TextDecoder().decode(Uint8Array.from(bytes));
    bytes.push(byte);
  }
}
