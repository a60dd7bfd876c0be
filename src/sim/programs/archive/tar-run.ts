/** What a run of tar carries from one member to the next: its words, its errors, which names are meant. Models tar(1). */
import type { Task } from '../../kernel/sys.ts';
import { fileNamePattern } from '../lib/file-name-pattern.ts';
import { type Context, Failure, words as reasonOf } from '../lib/program.ts';
import type { TarWords } from './tar-words.ts';

export class TarRun {
  readonly context: Context;
  readonly words: TarWords;
  readonly verbose: number;
  readonly #excluded: readonly RegExp[];
  failed = false;

  constructor(context: Context, words: TarWords) {
    this.context = context;
    this.words = words;
    this.verbose = context.options.order.filter((key) => key === 'v').length;
    this.#excluded = context.options.values('exclude').map((pattern) => fileNamePattern(pattern));
  }

  /** Passed over; the run ends with the failure status. */
  *complain(message: string): Task<void> {
    this.failed = true;
    yield* this.context.complain(message);
  }

  /** Ends the run. */
  *fail(message: string): Task<never> {
    const { fatal, status } = this.words;
    if (fatal === '') throw new Failure(message, status);
    yield* this.context.complain(message);
    throw new Failure(fatal, status);
  }

  *finish(): Task<number> {
    if (!this.failed) return 0;
    if (this.words.afterErrors !== '') yield* this.context.complain(this.words.afterErrors);
    return this.words.status;
  }

  /** An exclusion fits the whole name or any part of it that follows a slash. */
  isExcluded(name: string): boolean {
    const bare = name.replace(/\/+$/, '');
    const parts = [bare];
    for (let at = bare.indexOf('/'); at !== -1; at = bare.indexOf('/', at + 1))
      parts.push(bare.slice(at + 1));
    return this.#excluded.some((pattern) => parts.some((part) => pattern.test(part)));
  }

  /** Goes where -C says. */
  *enter(): Task<void> {
    for (const directory of this.context.options.values('C')) {
      try {
        this.context.sys.chdir(directory);
      } catch (error) {
        yield* this.fail(this.words.cannotEnter(directory, reasonOf(error)));
      }
    }
  }
}
