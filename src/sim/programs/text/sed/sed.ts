/**
 * Models sed(1), GNU sed 4.9 and busybox 1.38, around its scripts: options, files one after the other, -i. Invariant: -i leaves a file untouched when
 * its script cannot be read. Left out: see script.ts; -l, -z, --debug, which refuse.
 */
import { type Program, SysError, type Task } from '../../../kernel/sys.ts';
import { closeInput, Lines, openInput, readText } from '../../lib/io.ts';
import {
  bsd,
  busybox,
  type Context,
  Failure,
  gnu,
  type ProgramSpec,
  UsageFailure,
  words,
} from '../../lib/program.ts';
import { TooHard } from '../regex/regex.ts';
import { SED_USAGE } from '../usages.ts';
import { type SedInput, SedRun } from './run.ts';
import { type Command, parseScript, SedError } from './script.ts';

interface Family {
  readonly cannotRead: (path: string, reason: string) => string;
  readonly scriptWords: (error: SedError) => string;
  readonly missingStatus: number;
  readonly isBusybox: boolean;
}

/** Lines of several files as one stream; one line is read ahead, for `$`. */
class FileLines implements SedInput {
  status = 0;
  readonly #context: Context;
  readonly #paths: string[];
  readonly #family: Family;
  #open: { readonly lines: Lines; readonly fd: number } | null = null;
  #ahead: string | null | undefined = undefined;

  constructor(context: Context, paths: readonly string[], family: Family) {
    this.#context = context;
    this.#paths = [...paths];
    this.#family = family;
  }

  *next(): Task<string | null> {
    const line = this.#ahead === undefined ? yield* this.#fetch() : this.#ahead;
    this.#ahead = undefined;
    return line;
  }

  *isLast(): Task<boolean> {
    if (this.#ahead === undefined) this.#ahead = yield* this.#fetch();
    return this.#ahead === null;
  }

  *#fetch(): Task<string | null> {
    const { sys } = this.#context;
    for (;;) {
      try {
        const line = this.#open === null ? null : yield* this.#open.lines.next();
        if (line !== null) return line;
        if (this.#open !== null) closeInput(sys, this.#open.fd);
        this.#open = null;
        const path = this.#paths[0];
        if (path === undefined) return null;
        const fd = yield* openInput(sys, path);
        this.#open = { fd, lines: new Lines(sys, fd) };
        this.#paths.shift();
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        this.status = this.#family.missingStatus;
        this.#open = null;
        yield* this.#context.complain(this.#family.cannotRead(this.#paths.shift() ?? '', words(error)));
      }
    }
  }
}

function* scriptOf(context: Context, operands: string[], family: Family): Task<Command[]> {
  const pieces = [...context.options.values('e')];
  for (const path of context.options.values('f')) {
    try {
      pieces.push((yield* readText(context.sys, path)).replace(/\n$/, ''));
    } catch (error) {
      throw new Failure(`couldn't open file ${path}: ${words(error)}`, 1);
    }
  }
  if (pieces.length === 0) {
    const first = operands.shift();
    if (first === undefined) throw new UsageFailure('');
    pieces.push(first);
  }
  try {
    return parseScript(pieces.join('\n'), context.has('E') || context.has('r'), family.isBusybox);
  } catch (error) {
    if (!(error instanceof SedError)) throw error;
    throw new Failure(family.scriptWords(error), 1);
  }
}

const sed = (family: Family) =>
  function* (context: Context): Program {
    const operands = [...context.operands];
    const commands = yield* scriptOf(context, operands, family);
    try {
      if (context.has('i')) return yield* inPlace(context, commands, operands, family);
      const input = new FileLines(context, operands.length === 0 ? ['-'] : operands, family);
      const status = yield* new SedRun(commands, input, (text) => context.out(text), context.has('n')).run();
      return status === 0 ? input.status : status;
    } catch (error) {
      if (!(error instanceof TooHard)) throw error;
      throw new Failure('this simulator gave up matching a regular expression', 4);
    }
  };

/** -i: each file by itself, written back when it is done; with a suffix the old one is kept. */
function* inPlace(
  context: Context,
  commands: readonly Command[],
  paths: readonly string[],
  family: Family,
): Program {
  const { sys } = context;
  let result = 0;
  for (const path of paths) {
    const input = new FileLines(context, [path], family);
    let text = '';
    const run = new SedRun(
      commands,
      input,
      function* (piece) {
        text += piece;
        yield* [];
      },
      context.has('n'),
    );
    const status = yield* run.run();
    if (input.status !== 0) {
      result = input.status;
      continue;
    }
    const suffix = context.value('i') ?? '';
    const { mode } = sys.stat(path);
    sys.rename(path, suffix === '' ? `${path}.sed` : `${path}${suffix}`);
    const fd = yield* sys.open(path, ['write', 'create', 'trunc'], mode);
    yield* sys.write(fd, text);
    sys.close(fd);
    if (suffix === '') sys.unlink(`${path}.sed`);
    if (status !== 0) return status;
  }
  return result;
}

const SPEC = {
  short: 'ne:f:i::Ersu',
  long: {
    quiet: 'n',
    silent: 'n',
    expression: 'e:',
    file: 'f:',
    'in-place': 'i?',
    'regexp-extended': 'E',
    separate: 's',
  },
  real: 'lzb',
} as const;

export const gnuSed = gnu({
  ...SPEC,
  usage: SED_USAGE,
  run: sed({
    cannotRead: (path, reason) => `can't read ${path}: ${reason}`,
    scriptWords: (error) => error.message,
    missingStatus: 2,
    isBusybox: false,
  }),
} satisfies ProgramSpec);

/** macOS's: without -i, whose suffix is never attached there. */
export const bsdSed = bsd({
  short: 'ne:f:E',
  run: sed({
    cannotRead: (path, reason) => `${path}: ${reason}`,
    scriptWords: (error) => `1: "${error.message}"`,
    missingStatus: 1,
    isBusybox: false,
  }),
} satisfies ProgramSpec);

export const busyboxSed = busybox({
  ...SPEC,
  run: sed({
    cannotRead: (path, reason) => `${path}: ${reason}`,
    scriptWords: (error) => busyboxWords(error.message),
    missingStatus: 1,
    isBusybox: true,
  }),
} satisfies ProgramSpec);

function busyboxWords(text: string): string {
  const message = text.replace(/^-e expression #1, char \d+: /, '');
  if (message.startsWith('unknown command')) return `unsupported command ${/`(.)'/.exec(message)?.[1] ?? ''}`;
  if (message.startsWith('unterminated')) return "unmatched '/'";
  if (message.startsWith("unknown option to `s'")) return 'bad option in substitution expression';
  return message;
}
