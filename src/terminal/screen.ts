type Output = Pick<NodeJS.WriteStream, 'write'>;

/**
 * Enters the alternate screen with the cursor at its corner. Ink enters it too, but draws from wherever the
 * shell had left the cursor, so that a key echoed before the first frame shifts the whole screen; entering
 * twice is harmless, since each screen keeps a saved cursor of its own (xterm, DECSET 1049).
 */
export function enterScreen(output: Output): void {
  output.write('\x1b[?1049h\x1b[2J\x1b[H');
}

/** Gives the normal screen back with its cursor; harmless when that has been done and nothing written since. */
export function leaveScreen(output: Output): void {
  output.write('\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[0m');
}
