/**
 * Models how cp copies one thing (cp(1), POSIX XCU cp): files by their bytes, directories by what is in them, links as links where
 * asked. Invariant: what cannot be copied is reported and the rest goes on. Left out: hard links among the copied, sparse files.
 */
import { type Stat, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { isDirectoryAt, joinPath, sameFile, statOrNull } from './paths.ts';
import { words } from './program.ts';

export interface CopyRequest {
  readonly recursive: boolean;
  /** Follow links: always, only where named (-H), never. */
  readonly follow: boolean;
  readonly preserve: boolean;
  readonly force: boolean;
  readonly noClobber: boolean;
  readonly verbose: boolean;
}

/** How a family words what went wrong, and whether a directory is told of before its contents. */
export interface CopyWords {
  readonly stat: (path: string, reason: string) => string;
  readonly open: (path: string, reason: string) => string;
  readonly create: (path: string, reason: string, directory: boolean) => string;
  readonly omit: (path: string) => string;
  readonly intoItself: (from: string, to: string) => string;
  readonly notDirectory: (to: string, from: string) => string;
  readonly overDirectory: (to: string, from: string) => string;
  readonly directoryFirst: boolean;
}

const BLOCK = 1_048_576;

export class Copier {
  readonly #sys: Sys;
  readonly #request: CopyRequest;
  readonly #words: CopyWords;
  readonly #say: (text: string) => Task<void>;
  readonly #complain: (text: string) => Task<void>;
  failed = false;

  constructor(
    sys: Sys,
    request: CopyRequest,
    wording: CopyWords,
    say: (text: string) => Task<void>,
    complain: (text: string) => Task<void>,
  ) {
    this.#sys = sys;
    this.#request = request;
    this.#words = wording;
    this.#say = say;
    this.#complain = complain;
  }

  *copy(from: string, to: string): Task<void> {
    let stat: Stat;
    try {
      stat = this.#request.follow ? this.#sys.stat(from) : this.#sys.lstat(from);
    } catch (error) {
      return yield* this.#fail(this.#words.stat(from, words(error)));
    }
    const there = statOrNull(this.#sys, to, stat.type !== 'symlink');
    if (stat.type === 'directory') return yield* this.#directory(from, to, stat, there);
    if (there !== null && sameFile(stat, there))
      return yield* this.#fail(`'${from}' and '${to}' are the same file`);
    if (there?.type === 'directory') return yield* this.#fail(this.#words.overDirectory(to, from));
    if (there !== null && this.#request.noClobber) return;
    try {
      if (stat.type === 'file' || !this.#request.recursive) {
        if (!(yield* this.#bytes(from, to, stat, there))) return;
      } else this.#special(from, to, stat, there);
      this.#keep(to, stat);
      yield* this.#tell(from, to);
    } catch (error) {
      yield* this.#fail(this.#words.create(to, words(error), false));
    }
  }

  *#fail(message: string): Task<void> {
    this.failed = true;
    yield* this.#complain(message);
  }

  *#tell(from: string, to: string): Task<void> {
    if (this.#request.verbose) yield* this.#say(`'${from}' -> '${to}'\n`);
  }

  *#directory(from: string, to: string, stat: Stat, there: Stat | null): Task<void> {
    if (!this.#request.recursive) return yield* this.#fail(this.#words.omit(from));
    if (there !== null && there.type !== 'directory')
      return yield* this.#fail(this.#words.notDirectory(to, from));
    if (isBelow(this.#sys, to, stat)) return yield* this.#fail(this.#words.intoItself(from, to));
    const names = this.#sys.readdir(from).map(({ name }) => name);
    try {
      if (there === null) this.#sys.mkdir(to, stat.mode | 0o700);
    } catch (error) {
      return yield* this.#fail(this.#words.create(to, words(error), true));
    }
    if (this.#words.directoryFirst && there === null) yield* this.#tell(from, to);
    for (const name of names) yield* this.copy(joinPath(from, name), joinPath(to, name));
    this.#keep(to, stat);
    if (!this.#words.directoryFirst) yield* this.#tell(from, to);
  }

  /** False when it could not be read, which has been reported. */
  *#bytes(from: string, to: string, stat: Stat, there: Stat | null): Task<boolean> {
    const sys = this.#sys;
    let input: number;
    try {
      input = yield* sys.open(from, ['read']);
    } catch (error) {
      yield* this.#fail(this.#words.open(from, words(error)));
      return false;
    }
    try {
      const output = yield* this.#openTarget(to, stat.mode & 0o777, there);
      try {
        for (;;) {
          const chunk = yield* sys.read(input, BLOCK);
          if (chunk.length === 0) return true;
          yield* sys.write(output, chunk);
        }
      } finally {
        sys.close(output);
      }
    } finally {
      sys.close(input);
    }
  }

  *#openTarget(to: string, mode: number, there: Stat | null): Task<number> {
    try {
      return yield* this.#sys.open(to, ['write', 'create', 'trunc'], mode);
    } catch (error) {
      if (!(error instanceof SysError) || !this.#request.force || there === null) throw error;
      this.#sys.unlink(to);
      return yield* this.#sys.open(to, ['write', 'create', 'trunc'], mode);
    }
  }

  #special(from: string, to: string, stat: Stat, there: Stat | null): void {
    if (there !== null) this.#sys.unlink(to);
    if (stat.type === 'symlink') this.#sys.symlink(this.#sys.readlink(from), to);
    else this.#sys.mknod(to, stat.type, stat.mode, stat.rdev);
  }

  #keep(to: string, stat: Stat): void {
    if (!this.#request.preserve) return;
    try {
      this.#sys.chown(to, stat.uid, stat.gid, { nofollow: true });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
    if (stat.type === 'symlink') return;
    this.#sys.chmod(to, stat.mode);
    this.#sys.utimes(to, stat.atimeMs, stat.mtimeMs);
  }
}

/** Whether the place a path is in lies in the directory. */
function isBelow(sys: Sys, path: string, directory: Stat): boolean {
  const parts = path.replace(/\/+$/, '').split('/');
  for (let length = parts.length - 1; length > 0; length--) {
    const above = parts.slice(0, length).join('/') || '/';
    const stat = statOrNull(sys, above, true);
    if (stat !== null && isDirectoryAt(sys, above) && sameFile(stat, directory)) return true;
  }
  return false;
}
