/**
 * Models find(1) of findutils and busybox: the walk, and what each predicate does. Invariant: what cannot be read is reported and the
 * walk goes on; `-exec ... +` runs once at the end. Left out: limits of the length of a command line.
 */
import {
  type Program,
  type ProgramMain,
  type Stat,
  type Sys,
  SysError,
  type Task,
} from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { fileNamePattern } from '../lib/file-name-pattern.ts';
import { err, out } from '../lib/io.ts';
import { parseMode } from '../lib/modes.ts';
import { joinPath, lastPart } from '../lib/paths.ts';
import { BUSYBOX_BANNER, busyboxUsage, words } from '../lib/program.ts';
import { readGroups, readUsers } from '../lib/users.ts';
import { type Compare, type Expression, FindError, FindParser, type Request } from './expression.ts';
import { printed } from './printf.ts';

class Quit extends Error {}

interface Visit {
  readonly path: string;
  readonly stat: Stat;
  readonly depth: number;
  readonly start: string;
  pruned: boolean;
}

interface FindWords {
  readonly cannot: (path: string, reason: string) => string;
  readonly unknownUser: (name: string, of: string) => string;
  readonly refusal: (error: FindError) => string;
  /** GNU rounds sizes up to the unit, busybox compares bytes. */
  readonly roundsSizes: boolean;
}

class Walk {
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
      yield* err(this.#sys, `find: cannot delete '${path}': ${words(error)}\n`);
      return false;
    }
  }
}

const compares = (actual: number, { sign, value }: Compare): boolean =>
  sign === '+' ? actual > value : sign === '-' ? actual < value : actual === value;

function leaves(expression: Expression): Expression[] {
  if (expression.kind === 'and' || expression.kind === 'or')
    return [...leaves(expression.left), ...leaves(expression.right)];
  return expression.kind === 'not' ? leaves(expression.of) : [expression];
}

/** What names stand for, looked up once before the walk; a string is what is wrong. */
function* lookUp(sys: Sys, expression: Expression, wording: FindWords) {
  const owners = new Map<Expression, number>();
  const newer = new Map<Expression, number>();
  for (const leaf of leaves(expression)) {
    if (leaf.kind === 'owner') {
      const table = yield* leaf.of === 'user' ? readUsers(sys) : readGroups(sys);
      const id = table.id(leaf.name) ?? (/^\d+$/.test(leaf.name) ? Number(leaf.name) : null);
      if (id === null) return wording.unknownUser(leaf.name, leaf.of);
      owners.set(leaf, id);
    } else if (leaf.kind === 'newer') {
      try {
        newer.set(leaf, sys.stat(leaf.file).mtimeMs);
      } catch (error) {
        return wording.cannot(leaf.file, words(error));
      }
    }
  }
  return { owners, newer };
}

const program = (wording: FindWords, gnu: boolean): ProgramMain =>
  function* (sys, argv): Program {
    try {
      if (!gnu && argv[1] === '--help') {
        yield* err(sys, busyboxUsage('find'));
        return 0;
      }
      const request = new FindParser(argv.slice(1), gnu).parse();
      const known = yield* lookUp(sys, request.expression, wording);
      if (typeof known !== 'string') return yield* new Walk(sys, request, wording, known).run();
      yield* err(sys, `find: ${known}\n`);
      return 1;
    } catch (error) {
      if (!(error instanceof FindError)) throw error;
      yield* err(
        sys,
        error.kind === 'not-modelled'
          ? `find: predicate '${error.word}' is real, but this simulator does not model it\n`
          : `find: ${wording.refusal(error)}\n`,
      );
      return error.kind === 'not-modelled' ? 2 : 1;
    }
  };

function gnuRefusal({ kind, word, value }: FindError): string {
  switch (kind) {
    case 'missing':
      return `missing argument to \`${word}'`;
    case 'type':
      return `Unknown argument to -type: ${value}`;
    case 'size':
      return `invalid -size type \`${value.at(-1) ?? ''}'`;
    case 'number':
      return `Expected a positive decimal integer argument to ${word}, but got '${value}'`;
    case 'path-after':
      return `paths must precede expression: \`${word}'`;
    case 'unclosed':
      return "invalid expression; I was expecting to find a ')' somewhere but did not see one.";
    case 'empty-expression':
      return 'invalid expression; empty parentheses are not allowed.';
    default:
      return `unknown predicate \`${word}'`;
  }
}

function busyboxRefusal({ kind, word, value }: FindError): string {
  if (kind === 'missing') return `${word} requires an argument`;
  if (kind === 'size' || kind === 'number') return `invalid number '${value}'`;
  if (kind === 'type') return `invalid argument '${value}' to '-type'`;
  return `unrecognized: ${word}\n${BUSYBOX_BANNER}${busyboxUsage('find').slice(BUSYBOX_BANNER.length).replace(/\n$/, '')}`;
}

export const gnuFind = program(
  {
    cannot: (path, reason) => `'${path}': ${reason}`,
    unknownUser: (name, of) =>
      of === 'user'
        ? `invalid user name or UID argument to -user: '${name}'`
        : `invalid group name or GID argument to -group: '${name}'`,
    refusal: gnuRefusal,
    roundsSizes: true,
  },
  true,
);

export const busyboxFind = program(
  {
    cannot: (path, reason) => `${path}: ${reason}`,
    unknownUser: (name, of) => `unknown ${of} ${name}`,
    refusal: busyboxRefusal,
    roundsSizes: false,
  },
  false,
);
