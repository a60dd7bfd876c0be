/** One entry of a file of answers. */
export interface AnswerEntry {
  /** The line of the file it begins on, from 1. */
  readonly line: number;
  readonly id: string;
  /** What the question was when it was answered; null: not said. */
  readonly hash: string | null;
  /** undefined: it was left open. */
  readonly answer: unknown;
}

export type AnswersRead =
  | { readonly kind: 'read'; readonly entries: readonly AnswerEntry[] }
  /** The file is no file of answers; `because` is a clause about that line. */
  | { readonly kind: 'fault'; readonly line: number; readonly because: string };

/**
 * Reads answers: an object {"id","answer"} a line, a list of such objects, or what `quiz --json` printed with an
 * "answer" added to its questions.
 */
export function readAnswers(text: string): AnswersRead {
  const body = text.replace(/^\ufeff/, '');
  const whole = parsed(body);
  if (whole === undefined) return readLines(body);
  const listAt = Array.isArray(whole) ? body.indexOf('[') : listOfQuestions(whole, body);
  if (listAt === null) return readLines(body);
  return collected(elementsOf(body, listAt));
}

/** Where the list of a document of `quiz --json` begins; null: it is none. */
function listOfQuestions(whole: unknown, body: string): number | null {
  if (!isPlain(whole) || !Array.isArray(whole.questions)) return null;
  const key = /"questions"\s*:\s*\[/.exec(body);
  return key === null ? null : key.index + key[0].length - 1;
}

interface Piece {
  readonly line: number;
  readonly text: string;
}

function readLines(body: string): AnswersRead {
  const pieces = body.split('\n').map((text, index): Piece => ({ line: index + 1, text: text.trim() }));
  return collected(pieces.filter(({ text }) => text !== ''));
}

function collected(pieces: readonly Piece[]): AnswersRead {
  const entries: AnswerEntry[] = [];
  const lines = new Map<string, number>();
  for (const { line, text } of pieces) {
    const entry = entryOf(parsed(text), line);
    if (typeof entry === 'string') return { kind: 'fault', line, because: entry };
    const before = lines.get(entry.id);
    if (before !== undefined)
      return { kind: 'fault', line, because: `${entry.id} is answered a second time; line ${before} did it` };
    lines.set(entry.id, line);
    entries.push(entry);
  }
  if (entries.length === 0) return { kind: 'fault', line: 1, because: 'there are no answers in it' };
  return { kind: 'read', entries };
}

function entryOf(value: unknown, line: number): AnswerEntry | string {
  if (!isPlain(value)) return 'expected an object {"id","answer"}';
  const { id, hash, answer } = value;
  if (typeof id !== 'string') return '"id" is missing, such as "pid1/when-it-stops"';
  return { line, id, hash: typeof hash === 'string' ? hash : null, answer: answer ?? undefined };
}

/** The elements of a JSON list, as text, with the line each begins on. The text is known to be JSON. */
function elementsOf(body: string, listAt: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let line = body.slice(0, listAt).split('\n').length;
  let start = listAt + 1;
  for (const end of elementEnds(body, listAt)) {
    const text = body.slice(start, end);
    const lead = text.length - text.trimStart().length;
    const at = line + newlines(text.slice(0, lead));
    if (text.trim() !== '') pieces.push({ line: at, text: text.trim() });
    line += newlines(text);
    start = end + 1;
  }
  return pieces;
}

const newlines = (text: string): number => text.split('\n').length - 1;

/** Where the commas between the elements stand, and the bracket after the last. */
function elementEnds(body: string, listAt: number): readonly number[] {
  const ends: number[] = [];
  let depth = 0;
  let inString = false;
  for (let at = listAt + 1; at < body.length; at += 1) {
    const character = body[at] ?? '';
    if (inString) {
      if (character === '\\') at += 1;
      else inString = character !== '"';
    } else if (character === '"') inString = true;
    else if (depth === 0 && (character === ',' || character === ']')) ends.push(at);
    if (inString) continue;
    if (character === ']' && depth === 0) break;
    if (character === '[' || character === '{') depth += 1;
    if (character === ']' || character === '}') depth -= 1;
  }
  return ends;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
