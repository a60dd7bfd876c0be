/** Models how awk cuts its input into records and records into fields (POSIX XCU awk, RS and FS). Invariant: reads no further than it needs, by lines. */
import type { Task } from '../../../kernel/sys.ts';
import type { Lines } from '../../lib/io.ts';
import { Regex } from '../regex/regex.ts';

export class RecordReader {
  readonly #lines: Lines;
  #rest = '';
  #ended = false;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  /** The next record without its separator; null at the end. */
  *next(separator: string): Task<string | null> {
    if (separator === '\n' && this.#rest === '') {
      const line = yield* this.#lines.next();
      return line === null ? null : line.replace(/\n$/, '');
    }
    for (;;) {
      const cut = this.#cut(separator);
      if (cut !== null) return cut;
      if (this.#ended) return this.#last(separator);
      const line = yield* this.#lines.next();
      if (line === null) this.#ended = true;
      else this.#rest += line;
    }
  }

  #cut(separator: string): string | null {
    if (separator === '') this.#rest = this.#rest.replace(/^\n+/, '');
    const match = separatorRegex(separator).exec(this.#rest);
    if (
      match === null ||
      match.end === match.index ||
      (match.end === this.#rest.length && !this.#ended && separator.length !== 1)
    )
      return null;
    const record = this.#rest.slice(0, match.index);
    this.#rest = this.#rest.slice(match.end);
    return record;
  }

  #last(separator: string): string | null {
    const rest =
      separator.length === 1 && separator !== '\n'
        ? this.#rest
        : this.#rest.replace(separator === '' ? /\n+$/ : /\n$/, '');
    this.#rest = '';
    return rest === '' ? null : rest;
  }
}

const cache = new Map<string, Regex>();

/** An extended expression; kept, since loops ask again and again. Throws RegexError. */
export function regexOf(source: string): Regex {
  const known = cache.get(source);
  if (known !== undefined) return known;
  if (cache.size > 500) cache.clear();
  const regex = new Regex(source, { extended: true });
  cache.set(source, regex);
  return regex;
}

const separatorRegex = (separator: string): Regex => {
  if (separator === '') return regexOf('\n\n+');
  return regexOf(separator.length === 1 ? separator.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : separator);
};

/** Fields of a text; `paragraphs`: a newline separates as well. */
export function splitFields(text: string, separator: string, paragraphs = false): string[] {
  if (separator === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '');
  if (text === '') return [];
  if (separator === '') return [...text];
  if (separator.length === 1 && separator !== '\\') {
    const parts = text.split(separator);
    return paragraphs ? parts.flatMap((part) => part.split('\n')) : parts;
  }
  return splitBy(text, regexOf(separator));
}

export function splitBy(text: string, regex: Regex): string[] {
  const fields: string[] = [];
  let start = 0;
  for (let from = 0; from <= text.length; ) {
    const match = regex.exec(text, from);
    if (match === null) break;
    if (match.end === match.index) {
      from = match.end + 1;
      continue;
    }
    fields.push(text.slice(start, match.index));
    start = match.end;
    from = match.end;
  }
  fields.push(text.slice(start));
  return fields;
}
