/**
 * Models grep (POSIX XCU grep; -r, -o, -w, -l, -L, -h, -H, -m as GNU and busybox have them). Invariant: status 0 when a line was selected, 1 when
 * none, 2 after an error. Left out: context lines, -P, back-references in -E beyond what JavaScript's expressions read alike.
 */
import { type Program, SysError, type Task } from '../../kernel/sys.ts';
import { closeInput, Lines, openInput } from './io.ts';
import { type Context, Failure, UsageFailure, words } from './program.ts';
import { toRegExpSource } from './regular-expression.ts';

interface Search {
  readonly expression: RegExp;
  readonly context: Context;
  readonly named: boolean;
  selected: boolean;
  failed: boolean;
}

function expressionOf(patterns: readonly string[], context: Context, extended: boolean): RegExp {
  const sources = patterns
    .flatMap((text) => text.split('\n'))
    .map((text) => {
      if (context.has('F')) return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return toRegExpSource(text, extended || context.has('E'));
    });
  const joined = sources.map((source) => `(?:${source})`).join('|');
  const wordwise = context.has('w') ? `(?<![\\w])(?:${joined})(?![\\w])` : joined;
  const whole = context.has('x') ? `^(?:${wordwise})$` : wordwise;
  try {
    return new RegExp(whole, context.has('i') || context.has('y') ? 'gi' : 'g');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Failure('Invalid regular expression', 2);
  }
}

export function* grep(
  context: Context,
  missing: (path: string, reason: string) => string,
  extended: boolean,
): Program {
  const operands = [...context.operands];
  const given = context.options.values('e');
  const patterns = given.length > 0 ? given : operands.splice(0, 1);
  if (patterns.length === 0) throw new UsageFailure('');
  const recursive = context.has('r') || context.has('R');
  const paths = operands.length > 0 ? operands : [recursive ? '.' : '-'];
  const search: Search = {
    expression: expressionOf(patterns, context, extended),
    context,
    named: !context.has('h') && (context.has('H') || paths.length > 1 || recursive),
    selected: false,
    failed: false,
  };
  for (const path of paths) {
    yield* searchPath(search, path, recursive, missing);
    if (search.selected && context.has('q')) return 0;
  }
  if (search.failed) return 2;
  return search.selected ? 0 : 1;
}

function* searchPath(
  search: Search,
  path: string,
  recursive: boolean,
  missing: (path: string, reason: string) => string,
): Task<void> {
  const { sys } = search.context;
  try {
    if (path !== '-' && sys.stat(path).type === 'directory') {
      if (!recursive) {
        yield* search.context.complain(`${path}: Is a directory`);
        return;
      }
      const names = sys
        .readdir(path)
        .map((entry) => entry.name)
        .sort();
      for (const name of names)
        yield* searchPath(
          search,
          path === '.' && search.context.operands.length < 2 ? name : `${path}/${name}`,
          true,
          missing,
        );
      return;
    }
    yield* searchFile(search, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (!search.context.has('s')) yield* search.context.complain(missing(path, words(error)));
    search.failed = true;
  }
}

function* searchFile(search: Search, path: string): Task<void> {
  const { context } = search;
  const fd = yield* openInput(context.sys, path);
  const lines = new Lines(context.sys, fd);
  const shown = path === '-' ? '(standard input)' : path;
  const prefix = search.named ? `${shown}:` : '';
  const most = Number(context.value('m') ?? Number.POSITIVE_INFINITY);
  const quiet = context.has('q') || context.has('l') || context.has('L') || context.has('c');
  let found = 0;
  let number = 0;
  for (let line = yield* lines.next(); line !== null && found < most; line = yield* lines.next()) {
    number++;
    const text = line.replace(/\n$/, '');
    if ((text.search(search.expression) !== -1) === context.has('v')) continue;
    found++;
    search.selected = true;
    if (context.has('q') || context.has('l')) break;
    const place = `${prefix}${context.has('n') ? `${number}:` : ''}`;
    if (!quiet) yield* context.out(selectedText(search, text, place));
  }
  closeInput(context.sys, fd);
  if (context.has('c')) yield* context.out(`${prefix}${found}\n`);
  if (found > 0 ? context.has('l') : context.has('L')) yield* context.out(`${shown}\n`);
}

function selectedText(search: Search, text: string, place: string): string {
  if (!search.context.has('o')) return `${place}${text}\n`;
  return [...text.matchAll(search.expression)]
    .filter((match) => match[0] !== '')
    .map((match) => `${place}${match[0]}\n`)
    .join('');
}
