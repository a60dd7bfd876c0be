/** Models the list of earlier lines (bash(1) HISTORY; busybox lineedit, MAX_HISTORY). Invariant: blank lines are never in it. Left out: history files, `!`. */
export class History {
  readonly #lines: string[] = [];
  readonly #skipsRepeats: boolean;

  /** busybox drops a line that repeats the last one; bash does so only with HISTCONTROL. */
  constructor(skipsRepeats: boolean) {
    this.#skipsRepeats = skipsRepeats;
  }

  add(line: string): void {
    if (line.trim() === '') return;
    if (this.#skipsRepeats && this.#lines.at(-1) === line) return;
    this.#lines.push(line);
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
