/**
 * Models what line editors write to a terminal when the line changes: busybox lineedit and GNU readline, byte by byte as they were seen on a
 * terminal of 80 columns. Invariant: pure; after each text the terminal's cursor stands where the editor's does. Left out: lines longer than the
 * terminal is wide, whose beginnings are not painted again.
 */
export interface Buffer {
  readonly before: string;
  readonly after: string;
}

export interface Painter {
  insert(typed: string, after: string): string;
  eraseBack(count: number, after: string): string;
  eraseAhead(after: string): string;
  left(count: number): string;
  right(passed: string): string;
  /** The whole line becomes another one. */
  replace(prompt: string, old: Buffer, line: Buffer): string;
  killToEnd(after: string): string;
  clearScreen(prompt: string, line: Buffer): string;
}

const width = (text: string): number => [...text].length;
const back = (count: number): string => '\b'.repeat(count);
const csiBack = (count: number): string => (count < 4 ? back(count) : `\x1b[${count}D`);

export const BUSYBOX_PAINTER: Painter = {
  insert: (typed, after) => typed + after + csiBack(width(after)),
  eraseBack: (count, after) => `${'\b\x1b[J'.repeat(count - 1)}\b${after}\x1b[J${csiBack(width(after))}`,
  eraseAhead: (after) => `${after}\x1b[J${csiBack(width(after))}`,
  left: csiBack,
  right: (passed) => passed,
  replace: (prompt, _old, line) =>
    `\r${lastLine(prompt)}${line.before}${line.after}\x1b[J${csiBack(width(line.after))}`,
  killToEnd: () => '\x1b[J',
  clearScreen: (prompt, line) =>
    `\x1b[H\x1b[J\r${lastLine(prompt)}${line.before}${line.after}\x1b[J${csiBack(width(line.after))}`,
};

const lastLine = (prompt: string): string => prompt.slice(prompt.lastIndexOf('\n') + 1);

export const READLINE_PAINTER: Painter = {
  insert: (typed, after) => typed + after + back(width(after)),
  eraseBack: (count, after) => back(count) + after + ' '.repeat(count) + back(count + width(after)),
  eraseAhead: (after) => `${after} ${back(width(after) + 1)}`,
  left: back,
  right: (passed) => passed,
  replace: (_prompt, old, line) => {
    const surplus = Math.max(0, width(old.before + old.after) - width(line.before + line.after));
    const tail = line.after + ' '.repeat(surplus);
    return back(width(old.before)) + line.before + tail + back(width(tail));
  },
  killToEnd: () => '\x1b[K',
  clearScreen: (prompt, line) =>
    `\x1b[H\x1b[2J${prompt}${line.before}${line.after}${back(width(line.after))}`,
};
