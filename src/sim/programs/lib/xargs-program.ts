/**
 * Models xargs(1) of findutils and busybox: words from standard input become arguments. Invariant: 123 when a command failed, 124 after
 * 255, 126 and 127 when it could not be started. Left out: -p, -a, -d, and running several at once (-P runs one after another).
 */
import { type Program, SysError, type Task } from '../../kernel/sys.ts';
import { execvp } from './execvp.ts';
import { readAll } from './io.ts';
import { type Context, Failure, UsageFailure, words } from './program.ts';

export interface XargsWords {
  readonly unmatched: (kind: 'single' | 'double') => string;
  readonly badNumber: (text: string, option: string) => Error;
  readonly cannotRun: (name: string, reason: string) => string;
  readonly aborted: (name: string) => string;
  /** Whether what came before a quote that does not end is still run. */
  readonly runsWhenUnmatched: boolean;
}

interface Split {
  readonly items: readonly string[];
  readonly unmatched: 'single' | 'double' | null;
}

/** Quoted parts, escaped letters, plain letters and blanks, one after the other. */
const PART = /'([^'\n]*)'|"([^"\n]*)"|\\([\s\S])|(\s+)|([\s\S])/g;

/** The words of a text, with quotes and backslashes as xargs reads them. */
function splitWords(text: string): Split {
  const items: string[] = [];
  let word: string | null = null;
  for (const [, single, double, escaped, blank, letter] of text.matchAll(PART)) {
    if (letter === "'" || letter === '"') return { items, unmatched: letter === "'" ? 'single' : 'double' };
    if (blank === undefined) word = (word ?? '') + (single ?? double ?? escaped ?? letter ?? '');
    else if (word !== null) {
      items.push(word);
      word = null;
    }
  }
  return { items: word === null ? items : [...items, word], unmatched: null };
}

function limit(context: Context, key: string, wording: XargsWords): number {
  const text = context.value(key);
  if (text === null) return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(text) || Number(text) === 0) throw wording.badNumber(text, key);
  return Number(text);
}

function chunks(items: readonly string[], size: number): string[][] {
  if (items.length === 0) return [];
  if (size === Number.POSITIVE_INFINITY) return [[...items]];
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

export const xargs = (wording: XargsWords) => (context: Context) => run(context, wording);

interface Plan {
  /** The words each command gets. */
  readonly groups: readonly (readonly string[])[];
  readonly unmatched: Split['unmatched'];
}

function planOf(context: Context, text: string, perCommand: number, lines: number): Plan {
  const marker = context.value('I');
  const nulls = context.has('0');
  if (marker !== null || lines !== Number.POSITIVE_INFINITY) {
    const separate = text.split(nulls ? '\0' : '\n').filter((line) => line.trim() !== '');
    const groups = chunks(separate, marker === null ? lines : 1).map((group) =>
      marker === null ? splitWords(group.join('\n')).items : group.map((line) => line.trimStart()),
    );
    return { groups, unmatched: null };
  }
  if (!nulls) {
    const { items, unmatched } = splitWords(text);
    return { groups: chunks(items, perCommand), unmatched };
  }
  const items = text === '' ? [] : text.replace(/\0$/, '').split('\0');
  return { groups: chunks(items, perCommand), unmatched: null };
}

function* run(context: Context, wording: XargsWords): Program {
  const perCommand = limit(context, 'n', wording);
  const lines = limit(context, 'L', wording);
  limit(context, 'P', wording);
  const text = new TextDecoder().decode(yield* readAll(context.sys, 0));
  const marker = context.value('I');
  const command = context.operands.length === 0 ? ['echo'] : context.operands;
  const { groups, unmatched } = planOf(context, text, perCommand, lines);
  if (unmatched !== null) yield* context.complain(wording.unmatched(unmatched));
  if (unmatched !== null && !wording.runsWhenUnmatched) return 1;
  const runsOnce = groups.length === 0 && !context.has('r') && marker === null;
  return yield* runAll(context, wording, command, runsOnce ? [[]] : groups, marker, unmatched !== null);
}

function* runAll(
  context: Context,
  wording: XargsWords,
  command: readonly string[],
  groups: readonly (readonly string[])[],
  marker: string | null,
  bad: boolean,
): Program {
  let status = bad ? 1 : 0;
  for (const group of groups) {
    const argv =
      marker === null
        ? [...command, ...group]
        : command.map((word) => word.replaceAll(marker, group[0] ?? ''));
    if (context.has('t')) yield* context.sys.write(2, `${argv.join(' ')}\n`);
    const code = yield* runOne(context, wording, argv);
    if (code === 126 || code === 127) return code;
    if (code === 255) {
      yield* context.complain(wording.aborted(argv[0] ?? ''));
      return 124;
    }
    if (code !== 0) status = 123;
  }
  return status;
}

function* runOne(context: Context, wording: XargsWords, argv: readonly string[]): Task<number> {
  const { sys } = context;
  const pid = sys.clone({}, function* (child): Program {
    try {
      const fd = yield* child.open('/dev/null', ['read']);
      child.dup2(fd, 0);
      child.close(fd);
      return yield* execvp(child, argv);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      yield* context.complain(wording.cannotRun(argv[0] ?? '', words(error)));
      return error.errno === 'ENOENT' ? 127 : 126;
    }
  });
  const waited = yield* sys.wait4(pid);
  return waited?.status.kind === 'exited' ? waited.status.code : 125;
}

export const GNU_XARGS: XargsWords = {
  unmatched: (kind) =>
    `unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`,
  badNumber: (text, option) => new UsageFailure(`invalid number "${text}" for -${option} option`),
  cannotRun: (name, reason) => `failed to run command ‘${name}’: ${reason}`,
  aborted: (name) => `${name}: exited with status 255; aborting`,
  runsWhenUnmatched: true,
};

export const BUSYBOX_XARGS: XargsWords = {
  unmatched: (kind) => `unmatched ${kind} quote`,
  badNumber: (text) => new Failure(`invalid number '${text}'`),
  cannotRun: (name, reason) => `${name}: ${reason}`,
  aborted: (name) => `${name}: exited with status 255; aborting`,
  runsWhenUnmatched: false,
};
