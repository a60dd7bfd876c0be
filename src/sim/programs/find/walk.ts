/** The walk of find(1) over a tree, and what each predicate does. Invariant: what cannot be read is reported and the walk goes on. */
import { type Program, type Stat, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { fileNamePattern } from '../lib/file-name-pattern.ts';
import { err, out } from '../lib/io.ts';
import { parseMode } from '../lib/modes.ts';
import { joinPath, lastPart } from '../lib/paths.ts';
import { words } from '../lib/program.ts';
import type { Compare, Expression, FindError, Request } from './expression.ts';
import { printed } from './printf.ts';

class Quit extends Error {}

interface Visit {
  readonly path: string;
  readonly stat: Stat;
  readonly depth: number;
  readonly start: string;
  pruned: boolean;
}

export interface FindWords {
  readonly cannot: (path: string, reason: string) => string;
  readonly unknownUser: (name: string, of: string) => string;
  readonly refusal: (error: FindError) => string;
  /** GNU rounds sizes up to the unit, busybox compares bytes. */
  readonly roundsSizes: boolean;
}

export class Walk {
  readonly #sys: Sys;
  readonly #request: Request;
  readonly #words: FindWords;
  readonly #batches = new Map<Expression, string[]>();
  readonly #owners: ReadonlyMap<Expression, number>;
  readonly #newer: ReadonlyMap<Expression, number>;
  status = 0;

  constructor(
    sys: Sys,
    request: Request,
    wording: FindWords,
    known: {
      readonly owners: ReadonlyMap<Expression, number>;
      readonly newer: ReadonlyMap<Expression, number>;
    },
  ) {
    this.#sys = sys;
    this.#request = request;
    this.#words = wording;
    this.#owners = known.owners;
    this.#newer = known.newer;
  }

  *run(): Program {
    try {
      for (const path of this.#request.paths) yield* this.#visit(path, 0, path, null);
    } catch (error) {
      if (!(error instanceof Quit)) throw error;
    }
    for (const [expression, paths] of this.#batches)
      if (expression.kind === 'exec' && !(yield* this.#spawn([...expression.command, ...paths])))
        this.status = 1;
    return this.status;
  }

  *#visit(path: string, depth: number, start: string, device: number | null): Task<void> {
    let stat: Stat;
    try {
      stat = this.#request.follow ? this.#sys.stat(path) : this.#sys.lstat(path);
    } catch (error) {
      return yield* this.#report(path, error);
    }
    const visit: Visit = { path, stat, depth, start, pruned: false };
    const wanted = depth >= this.#request.minDepth;
    if (wanted && !this.#request.depthFirst) yield* this.#test(this.#request.expression, visit);
    const stays = !this.#request.sameDevice || device === null || device === stat.dev;
    if (stat.type === 'directory' && depth < this.#request.maxDepth && !visit.pruned && stays)
      yield* this.#below(visit);
    if (wanted && this.#request.depthFirst) yield* this.#test(this.#request.expression, visit);
  }

  *#below({ path, depth, start, stat }: Visit): Task<void> {
    let names: string[];
    try {
      names = this.#sys.readdir(path).map(({ name }) => name);
    } catch (error) {
      return yield* this.#report(path, error);
    }
    for (const name of names) yield* this.#visit(joinPath(path, name), depth + 1, start, stat.dev);
  }

  *#report(path: string, error: unknown): Task<void> {
    this.status = 1;
    yield* err(this.#sys, `find: ${this.#words.cannot(path, words(error))}\n`);
  }

  *#test(expression: Expression, visit: Visit): Task<boolean> {
    switch (expression.kind) {
      case 'and':
        return (yield* this.#test(expression.left, visit)) && (yield* this.#test(expression.right, visit));
      case 'or':
        return (yield* this.#test(expression.left, visit)) || (yield* this.#test(expression.right, visit));
      case 'not':
        return !(yield* this.#test(expression.of, visit));
      case 'print':
        yield* out(this.#sys, `${visit.path}${expression.end}`);
        return true;
      case 'printf':
        yield* out(this.#sys, yield* printed(this.#sys, expression.format, visit));
        return true;
      case 'exec':
        return yield* this.#exec(expression, visit);
      case 'delete':
        return yield* this.#delete(visit);
      case 'quit':
        throw new Quit();
      case 'prune':
        visit.pruned = true;
        return true;
      default:
        return this.#holds(expression, visit);
    }
  }

  #holds(expression: Expression, { path, stat }: Visit): boolean {
    switch (expression.kind) {
      case 'name':
        return fileNamePattern(expression.pattern, expression.ignoreCase).test(lastPart(path));
      case 'path':
        return fileNamePattern(expression.pattern).test(path);
      case 'type':
        return expression.types.includes(stat.type);
      case 'size':
        return this.#sizeFits(stat.sizeBytes, expression.unitBytes, expression.compare);
      case 'links':
        return compares(stat.nlink, expression.compare);
      case 'time': {
        const time = { m: stat.mtimeMs, a: stat.atimeMs, c: stat.ctimeMs }[expression.which];
        return compares(Math.floor((this.#sys.realtimeMs() - time) / expression.unitMs), expression.compare);
      }
      case 'perm': {
        const mode = parseMode(expression.text, { mode: 0, directory: false, umask: 0 }) ?? 0;
        const have = stat.mode & mode;
        return expression.how === 'exact'
          ? stat.mode === mode
          : expression.how === 'all'
            ? have === mode
            : mode === 0 || have !== 0;
      }
      case 'newer':
        return stat.mtimeMs > (this.#newer.get(expression) ?? 0);
      case 'owner':
        return (expression.of === 'user' ? stat.uid : stat.gid) === this.#owners.get(expression);
      case 'empty':
        if (stat.type === 'directory') return this.#sys.readdir(path).length === 0;
        return stat.type === 'file' && stat.sizeBytes === 0;
      default:
        return expression.kind === 'true';
    }
  }

  #sizeFits(bytes: number, unitBytes: number, compare: Compare): boolean {
    if (this.#words.roundsSizes) return compares(Math.ceil(bytes / unitBytes), compare);
    return compares(bytes, { ...compare, value: compare.value * unitBytes });
  }

  *#exec(expression: Extract<Expression, { kind: 'exec' }>, visit: Visit): Task<boolean> {
    if (!expression.batch)
      return yield* this.#spawn(expression.command.map((word) => word.replaceAll('{}', visit.path)));
    const paths = this.#batches.get(expression) ?? [];
    paths.push(visit.path);
    this.#batches.set(expression, paths);
    return true;
  }

  *#spawn(command: readonly string[]): Task<boolean> {
    const pid = this.#sys.clone({}, function* (child): Program {
      try {
        return yield* execvp(child, command);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        yield* err(child, `find: ${command[0] ?? ''}: ${words(error)}\n`);
        return 1;
      }
    });
    const waited = yield* this.#sys.wait4(pid);
    return waited?.status.kind === 'exited' && waited.status.code === 0;
  }

  *#delete({ path, stat }: Visit): Task<boolean> {
    if (path === '.') return true;
    try {
      if (stat.type === 'directory') this.#sys.rmdir(path);
      else this.#sys.unlink(path);
      return true;
    } catch (error) {
      this.status = 1;
      yield* err(this.#sys, `find: cannot delete ‘${path}’: ${words(error)}\n`);
      return false;
    }
  }
}

const compares = (actual: number, { sign, value }: Compare): boolean =>
  sign === '+' ? actual > value : sign === '-' ? actual < value : actual === value;
