/** Models awk's functions (POSIX XCU awk, "Arithmetic Functions", "String Functions", "Input/Output and General Functions"). Left out: gensub, strftime, mktime and the bit functions. */
import type { Task } from '../../../kernel/sys.ts';
import type { Regex, RegexMatch } from '../regex/regex.ts';
import { evaluate, regexFrom, textOf, write } from './evaluate.ts';
import { formatText } from './format.ts';
import { AwkError } from './machine.ts';
import { isPlace } from './parse-expression.ts';
import { splitBy, splitFields } from './records.ts';
import type { Runtime } from './runtime.ts';
import type { Expression, Place } from './tree.ts';
import { Input, type Scalar, toNumber } from './values.ts';

type Args = readonly Expression[];
type Function = (run: Runtime, args: Args) => Task<Scalar>;

const RECORD: Place = { kind: 'field', index: { kind: 'number', value: 0 } };
const NOTHING: Expression = { kind: 'string', value: '' };

function* numberAt(run: Runtime, args: Args, index: number): Task<number> {
  return toNumber(yield* evaluate(run, args[index] ?? NOTHING));
}

const ofNumber = (compute: (value: number) => number): Function =>
  function* (run, args) {
    return compute(yield* numberAt(run, args, 0));
  };

const ofText = (compute: (text: string) => Scalar): Function =>
  function* (run, args) {
    return compute(yield* textOf(run, args[0] ?? RECORD));
  };

function* length(run: Runtime, args: Args): Task<Scalar> {
  const [only] = args;
  if (only?.kind === 'variable') {
    const { array } = run.machine.slot(only.name);
    if (array !== null) return array.size;
  }
  return [...(yield* textOf(run, only ?? RECORD))].length;
}

function* substr(run: Runtime, args: Args): Task<Scalar> {
  const text = [...(yield* textOf(run, args[0] ?? NOTHING))];
  // Both begin at 1 when told to begin before, without counting what is not there.
  const start = Math.max(1, Math.round(yield* numberAt(run, args, 1)));
  const end = args[2] === undefined ? text.length + 1 : start + Math.round(yield* numberAt(run, args, 2));
  return text.slice(Math.max(0, start - 1), Math.max(0, Math.min(text.length, end - 1))).join('');
}

function* index(run: Runtime, args: Args): Task<Scalar> {
  const text = yield* textOf(run, args[0] ?? NOTHING);
  return text.indexOf(yield* textOf(run, args[1] ?? NOTHING)) + 1;
}

function* split(run: Runtime, args: Args): Task<Scalar> {
  const text = yield* textOf(run, args[0] ?? NOTHING);
  const [, target, separator] = args;
  if (target?.kind !== 'variable') throw new AwkError('split: its second argument is no array');
  const parts =
    separator?.kind === 'regex'
      ? text === ''
        ? []
        : splitBy(text, yield* regexFrom(run, separator))
      : splitFields(text, separator === undefined ? run.machine.text('FS') : yield* textOf(run, separator));
  const array = run.machine.array(target.name);
  array.clear();
  for (const [at, part] of parts.entries()) array.set(String(at + 1), new Input(part));
  return parts.length;
}

const substitute = (all: boolean): Function =>
  function* (run, args) {
    const regex = yield* regexFrom(run, args[0] ?? NOTHING);
    const replacement = yield* textOf(run, args[1] ?? NOTHING);
    const target = args[2] ?? RECORD;
    const text = yield* textOf(run, target);
    const { result, count } = replaced(text, regex, replacement, all);
    if (count > 0 && isPlace(target)) yield* write(run, target, result);
    return count;
  };

function replaced(text: string, regex: Regex, replacement: string, all: boolean) {
  let result = '';
  let at = 0;
  let count = 0;
  for (let from = 0; from <= text.length && (all || count === 0); ) {
    const match = regex.exec(text, from);
    if (match === null) break;
    const empty = match.end === match.index;
    if (!empty || count === 0 || match.index !== at) {
      result += text.slice(at, match.index) + filled(replacement, match);
      at = match.end;
      count++;
    }
    from = empty ? match.end + 1 : match.end;
  }
  return { result: result + text.slice(at), count };
}

const filled = (replacement: string, match: RegexMatch): string =>
  replacement.replace(/\\\\(?=&)|\\&|&/g, (found) =>
    found === '&' ? (match.groups[0] ?? '') : found === '\\&' ? '&' : '\\',
  );

function* match(run: Runtime, args: Args): Task<Scalar> {
  const text = yield* textOf(run, args[0] ?? NOTHING);
  const found = (yield* regexFrom(run, args[1] ?? NOTHING)).exec(text);
  run.machine.set('RSTART', found === null ? 0 : found.index + 1);
  run.machine.set('RLENGTH', found === null ? -1 : found.end - found.index);
  return found === null ? 0 : found.index + 1;
}

function* sprintf(run: Runtime, args: Args): Task<Scalar> {
  const values: Scalar[] = [];
  for (const argument of args.slice(1)) values.push(yield* evaluate(run, argument));
  return formatText(yield* textOf(run, args[0] ?? NOTHING), values);
}

function* srand(run: Runtime, args: Args): Task<Scalar> {
  const old = run.seed;
  run.seed = args[0] === undefined ? Math.floor(run.sys.realtimeMs() / 1000) : yield* numberAt(run, args, 0);
  return old;
}

const FUNCTIONS: Readonly<Record<string, Function>> = {
  length,
  substr,
  index,
  split,
  match,
  sprintf,
  srand,
  sub: substitute(false),
  gsub: substitute(true),
  sin: ofNumber(Math.sin),
  cos: ofNumber(Math.cos),
  exp: ofNumber(Math.exp),
  log: ofNumber(Math.log),
  sqrt: ofNumber(Math.sqrt),
  int: ofNumber(Math.trunc),
  tolower: ofText((text) => text.toLowerCase()),
  toupper: ofText((text) => text.toUpperCase()),
  *atan2(run, args) {
    return Math.atan2(yield* numberAt(run, args, 0), yield* numberAt(run, args, 1));
  },
  *rand(run) {
    yield* [];
    return run.sys.random();
  },
  *system(run, args) {
    return yield* run.streams.system(yield* textOf(run, args[0] ?? NOTHING));
  },
  *close(run, args) {
    return yield* run.streams.close(yield* textOf(run, args[0] ?? NOTHING));
  },
  *fflush() {
    yield* [];
    return 0;
  },
  *systime(run) {
    yield* [];
    return Math.floor(run.sys.realtimeMs() / 1000);
  },
};

const MATH = new Set(['sin', 'cos', 'atan2', 'exp', 'log', 'sqrt']);

export function* callBuiltin(run: Runtime, name: string, args: Args | null): Task<Scalar> {
  const known = FUNCTIONS[name];
  if (known === undefined)
    throw new AwkError(`function ${name} is real, but this simulator does not model it`);
  if (run.kind === 'busybox' && MATH.has(name)) throw new AwkError('Math support is not compiled in');
  return yield* known(run, args ?? []);
}
