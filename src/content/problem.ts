/** A fault in a content file, in one sentence, at the line where the author has to look. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
}

/** `lessons/03-pid1/lesson.md:41: quiz.answer: expected ...`, as editors and terminals make clickable. */
export function printProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}: ${problem.sentence}`;
}

/** Collects the problems of one file, so that its author sees all of them at once. */
export class ProblemList {
  readonly file: string;
  readonly #problems: Problem[] = [];

  constructor(file: string) {
    this.file = file;
  }

  add(line: number, sentence: string): void {
    this.#problems.push({ file: this.file, line, sentence: printable(sentence) });
  }

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  /** In the order of the file; a sentence said twice of one line is said once. */
  sorted(): readonly Problem[] {
    const seen = new Set<string>();
    return this.#problems
      .filter((problem) => {
        const key = printProblem(problem);
        return seen.has(key) ? false : seen.add(key);
      })
      .sort((a, b) => a.line - b.line);
  }
}

/** A problem may quote the file, and the file may hold what the problem complains about. */
function printable(sentence: string): string {
  return sentence.replace(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
