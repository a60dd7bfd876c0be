/**
 * Models grep(1): GNU grep 3.12 and busybox 1.38 (POSIX XCU grep). Invariants: status 0 when a line was selected, 1 when none, 2 after an error (but 0
 * with -q once a line was); context lines are printed once, groups parted by `--`. Left out: -P, -b, -u, -Z, -z, -T, colours, which refuse or are off.
 */
import { type Program, SysError, type Task } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import { isDirectoryAt } from '../lib/paths.ts';
import {
  baseName,
  bsd,
  busybox,
  type Context,
  Failure,
  gnu,
  type ProgramSpec,
  UsageFailure,
  words,
} from '../lib/program.ts';
import { type Search, searchFile } from './grep-file.ts';
import { earliest, findOf } from './grep-find.ts';
import { TooHard } from './regex/regex.ts';
import { wildcard } from './wildcard.ts';

function* patternsOf(context: Context, operands: string[]): Task<string[]> {
  const patterns = context.options.values('e').flatMap((text) => text.split('\n'));
  for (const path of context.options.values('f')) {
    try {
      patterns.push(...(yield* readText(context.sys, path)).replace(/\n$/, '').split('\n'));
    } catch (error) {
      throw new Failure(`${path}: ${words(error)}`, 2);
    }
  }
  if (context.options.has('e') || context.options.has('f')) return patterns;
  const first = operands.shift();
  if (first === undefined) throw new UsageFailure('');
  return first.split('\n');
}

function contextLines(context: Context, letter: 'A' | 'B'): number {
  const text = context.value(letter) ?? context.value('C') ?? '0';
  if (!/^\d+$/.test(text)) throw new Failure(`${text}: invalid context length argument`, 2);
  return Number(text);
}

const grep = (extended: boolean, gnuWords: boolean) =>
  function* (context: Context): Program {
    const operands = [...context.operands];
    const patterns = yield* patternsOf(context, operands);
    const recursive = context.has('r') || context.has('R');
    const paths = operands.length > 0 ? operands : [recursive ? '.' : '-'];
    const [onlyPath = ''] = paths;
    const intoDirectory = operands.length === 0 || isDirectoryAt(context.sys, onlyPath);
    const search: Search = {
      context,
      find: earliest(patterns.map((pattern) => findOf(context, pattern, extended, gnuWords))),
      named: !context.has('h') && (context.has('H') || paths.length > 1 || (recursive && intoDirectory)),
      before: contextLines(context, 'B'),
      after: contextLines(context, 'A'),
      gnuWords,
      selected: false,
      failed: false,
      printedGroup: false,
    };
    for (const path of paths) {
      yield* searchPath(search, path, recursive, operands.length === 0);
      if (search.selected && context.has('q')) return 0;
    }
    if (search.failed) return 2;
    return search.selected ? 0 : 1;
  };

function* searchPath(search: Search, path: string, recursive: boolean, implied: boolean): Task<void> {
  const { context } = search;
  const { sys } = context;
  try {
    if (path === '-' || sys.stat(path).type !== 'directory') yield* searchFile(search, path);
    else if (recursive) yield* searchDirectory(search, path, implied);
    else yield* refuseDirectory(search, path);
  } catch (error) {
    if (error instanceof TooHard)
      throw new Failure('this simulator gave up matching a regular expression', 2);
    if (!(error instanceof SysError)) throw error;
    if (!context.has('s')) yield* context.complain(`${path}: ${words(error)}`);
    search.failed = true;
  }
}

/** busybox passes over directories without a word. */
function* refuseDirectory(search: Search, path: string): Task<void> {
  if (!search.gnuWords) return;
  if (!search.context.has('s')) yield* search.context.complain(`${path}: Is a directory`);
  search.failed = true;
}

function* searchDirectory(search: Search, path: string, implied: boolean): Task<void> {
  const { context } = search;
  const entries = [...context.sys.readdir(path)].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, type } of entries) {
    if (name === '.' || name === '..' || (type === 'symlink' && !context.has('R'))) continue;
    if (
      type === 'directory'
        ? context.options.values('exclude-dir').some((glob) => wildcard(glob).test(name))
        : !wanted(context, name)
    )
      continue;
    const inside = implied && path === '.' ? name : `${path.replace(/\/$/, '')}/${name}`;
    yield* searchPath(
      search,
      implied && !search.gnuWords ? `./${inside}`.replace(/^(\.\/)+/, './') : inside,
      true,
      implied,
    );
  }
}

function wanted(context: Context, name: string): boolean {
  const included = context.options.values('include');
  if (included.length > 0 && !included.some((glob) => wildcard(glob).test(baseName(name)))) return false;
  return !context.options.values('exclude').some((glob) => wildcard(glob).test(baseName(name)));
}

const SPEC = {
  short: 'cvinqErlLowFxe:f:hHsm:RyA:B:C:a',
  long: {
    count: 'c',
    'invert-match': 'v',
    'ignore-case': 'i',
    'line-number': 'n',
    quiet: 'q',
    silent: 'q',
    recursive: 'r',
    'extended-regexp': 'E',
    'fixed-strings': 'F',
    'files-with-matches': 'l',
    'files-without-match': 'L',
    'only-matching': 'o',
    'word-regexp': 'w',
    'line-regexp': 'x',
    regexp: 'e:',
    file: 'f:',
    'no-filename': 'h',
    'with-filename': 'H',
    'no-messages': 's',
    'max-count': 'm:',
    'after-context': 'A:',
    'before-context': 'B:',
    context: 'C:',
    text: 'a',
    color: 'color?',
    colour: 'color?',
    include: 'include:',
    exclude: 'exclude:',
    'exclude-dir': 'exclude-dir:',
    'basic-regexp': 'G',
    'dereference-recursive': 'R',
  },
  numberIs: 'C',
  real: 'PUZbuzGTdDI',
  usageStatus: 2,
} as const;

const gnuGrep = (extended: boolean): ProgramSpec => ({
  ...SPEC,
  usage: "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n",
  run: grep(extended, true),
});
const busyboxGrep = (extended: boolean): ProgramSpec => ({
  ...SPEC,
  long: { color: 'color?' },

  run: grep(extended, false),
});

const fixed = (context: Context): Context => ({ ...context, has: (key) => key === 'F' || context.has(key) });

export const GNU_GREPS = {
  grep: gnu(gnuGrep(false)),
  egrep: gnu(gnuGrep(true)),
  fgrep: gnu({ ...gnuGrep(false), run: (context) => grep(false, true)(fixed(context)) }),
};
/** macOS's grep is BSD's; where a line is found the two agree. */
export const BSD_GREPS = {
  grep: bsd({ ...SPEC, run: grep(false, false) }),
  egrep: bsd({ ...SPEC, run: grep(true, false) }),
  fgrep: bsd({ ...SPEC, run: (context) => grep(false, false)(fixed(context)) }),
};
export const BUSYBOX_GREPS = {
  grep: busybox(busyboxGrep(false)),
  egrep: busybox(busyboxGrep(true)),
  fgrep: busybox({ ...busyboxGrep(false), run: (context) => grep(false, false)(fixed(context)) }),
};
