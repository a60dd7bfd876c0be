/** Modules and built-in functions of Python that labs touch: sys, os, platform, socket, time, math; the rest is not found or refused. */
import { STDERR, STDOUT, type Sys, type Task } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import { isList } from './operators.ts';
import { NotModelled } from './tokens.ts';
import { isNumber, PyError, type PyModule, represent, show, truthy, typeName, type Value } from './values.ts';

export interface Runtime {
  readonly sys: Sys;
  /** `3.14.1`. */
  readonly version: string;
  readonly argv: readonly string[];
  readonly executable: string;
}

export const isTwo = ({ version }: Runtime): boolean => version.startsWith('2.');

type Body = (args: readonly Value[], named: ReadonlyMap<string, Value>) => Task<Value>;
const fn = (name: string, call: Body): Value => ({ kind: 'function', name, call });
const plain = (name: string, body: (args: readonly Value[]) => Value): Value =>
  // biome-ignore lint/correctness/useYield: a plain function is called like one that may wait.
  fn(name, function* (args) {
    return body(args);
  });
const module = (name: string, members: Readonly<Record<string, Value>>): PyModule => ({
  kind: 'module',
  name,
  members: new Map(Object.entries(members)),
});
const list = (items: readonly Value[]): Value => ({ kind: 'list', items: [...items] });

/** Ends the interpreter. */
export class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super('exit');
    this.code = code;
  }
}

const versionText = ({ version }: Runtime): string => {
  if (version.startsWith('2.')) return `${version} (default, Apr 20 2020, 20:30:41) \n[GCC 9.3.0]`;
  return version === '3.11.2'
    ? `${version} (main, May 12 2026, 05:17:27) [GCC 12.2.0]`
    : `${version} (main, Sep 18 2026, 01:12:04) [GCC 14.2.0]`;
};

function exit(args: readonly Value[]): Value {
  const [code = null] = args;
  throw new Exit(typeof code === 'bigint' ? Number(code) & 255 : code === null ? 0 : 1);
}

const MODULES: Readonly<Record<string, (runtime: Runtime) => PyModule>> = {
  sys: (runtime) => {
    const [major = 0, minor = 0, micro = 0] = runtime.version.split('.').map(Number);
    return module('sys', {
      version: versionText(runtime),
      version_info: { kind: 'tuple', items: [BigInt(major), BigInt(minor), BigInt(micro), 'final', 0n] },
      platform: major === 2 ? 'linux2' : 'linux',
      executable: runtime.executable,
      argv: list(runtime.argv),
      exit: plain('exit', exit),
      maxsize: 9223372036854775807n,
    });
  },
  os: ({ sys }) =>
    module('os', {
      getpid: plain('getpid', () => BigInt(sys.getpid())),
      getppid: plain('getppid', () => BigInt(sys.getppid())),
      getuid: plain('getuid', () => BigInt(sys.getuid())),
      getcwd: plain('getcwd', () => sys.getcwd()),
      getenv: plain('getenv', ([name = '', fallback = null]) => sys.env.get(show(name)) ?? fallback),
      listdir: plain('listdir', ([path = '.']) => list(sys.readdir(show(path)).map(({ name }) => name))),
      cpu_count: fn('cpu_count', function* () {
        return BigInt([...(yield* readText(sys, '/proc/cpuinfo')).matchAll(/^processor/gm)].length);
      }),
      sep: '/',
      name: 'posix',
    }),
  platform: (runtime) => {
    const { sysname, release, machine, nodename } = runtime.sys.uname();
    return module('platform', {
      python_version: plain('python_version', () => runtime.version),
      system: plain('system', () => sysname),
      release: plain('release', () => release),
      machine: plain('machine', () => machine),
      node: plain('node', () => nodename),
      platform: plain('platform', () => `${sysname}-${release}-${machine}-with-glibc2.41`),
    });
  },
  socket: ({ sys }) => module('socket', { gethostname: plain('gethostname', () => sys.uname().nodename) }),
  time: ({ sys }) =>
    module('time', {
      time: plain('time', () => sys.realtimeMs() / 1000),
      sleep: fn('sleep', function* ([seconds = 0n]) {
        yield* sys.sleep(Number(seconds) * 1000);
        return null;
      }),
    }),
  math: () =>
    module('math', {
      pi: Math.PI,
      e: Math.E,
      sqrt: plain('sqrt', ([value = 0n]) => Math.sqrt(Number(value))),
      floor: plain('floor', ([value = 0n]) => BigInt(Math.floor(Number(value)))),
    }),
};

const REAL =
  /^(json|re|random|datetime|subprocess|threading|multiprocessing|urllib|http|collections|itertools|functools|hashlib|pathlib|string|signal|shutil|tempfile|struct|logging|argparse|sqlite3|asyncio|ctypes|resource|gc|io|csv|uuid|base64|copy|typing|decimal|this|antigravity)(\..*)?$/;

export function importModule(runtime: Runtime, name: string): PyModule {
  const make = MODULES[name];
  if (make !== undefined) return make(runtime);
  if (REAL.test(name)) throw new NotModelled(`the module ${name}`);
  throw new PyError(
    isTwo(runtime) ? 'ImportError' : 'ModuleNotFoundError',
    isTwo(runtime) ? `No module named ${name}` : `No module named '${name}'`,
  );
}

const REAL_BUILTINS =
  /^(open|map|filter|zip|enumerate|sorted|dict|set|bytes|bytearray|type|isinstance|getattr|setattr|dir|vars|eval|exec|iter|next|reversed|any|all|chr|ord|hex|bin|format|id|hash|object|super|property|globals|locals|pow|divmod)$/;

export function builtins(runtime: Runtime): Map<string, Value> {
  const { sys } = runtime;
  return new Map<string, Value>([
    ['print', fn('print', (args, named) => print(sys, args, named))],
    ['len', plain('len', ([value = null]) => lengthOf(value))],
    ['str', plain('str', ([value = '']) => show(value))],
    ['repr', plain('repr', ([value = null]) => represent(value))],
    ['int', plain('int', ([value = 0n]) => toInt(value))],
    ['float', plain('float', ([value = 0n]) => Number(typeof value === 'object' ? 0 : value))],
    ['bool', plain('bool', ([value = null]) => truthy(value))],
    [
      'abs',
      plain('abs', ([value = 0n]) =>
        typeof value === 'bigint' ? (value < 0n ? -value : value) : Math.abs(Number(value)),
      ),
    ],
    ['range', plain('range', range)],
    [
      'list',
      plain('list', ([value = null]) =>
        list(isList(value) ? value.items : typeof value === 'string' ? [...value] : []),
      ),
    ],
    [
      'sum',
      plain('sum', ([value = null]) =>
        isList(value)
          ? value.items.reduce<Value>(
              (total, one) =>
                typeof total === 'bigint' && typeof one === 'bigint'
                  ? total + one
                  : Number(total) + Number(one),
              0n,
            )
          : 0n,
      ),
    ],
    ['min', plain('min', (args) => extreme(args, (a, b) => a < b))],
    ['max', plain('max', (args) => extreme(args, (a, b) => a > b))],
    [
      'round',
      plain('round', ([value = 0n, digits]) =>
        digits === undefined
          ? BigInt(Math.round(Number(value)))
          : Number(Number(value).toFixed(Number(digits))),
      ),
    ],
    ['input', fn('input', (args) => input(sys, args))],
    ['exit', plain('exit', exit)],
    ['quit', plain('quit', exit)],
    ['__name__', '__main__'],
  ]);
}

export function unknownName(name: string): never {
  if (REAL_BUILTINS.test(name)) throw new NotModelled(`the function ${name}`);
  throw new PyError('NameError', `name '${name}' is not defined`);
}

function* print(sys: Sys, args: readonly Value[], named: ReadonlyMap<string, Value>): Task<Value> {
  const separator = named.get('sep') ?? ' ';
  const end = named.get('end') ?? '\n';
  yield* sys.write(STDOUT, args.map(show).join(show(separator)) + show(end));
  return null;
}

function* input(sys: Sys, [prompt = '']: readonly Value[]): Task<Value> {
  yield* sys.write(STDERR, show(prompt));
  const data = new TextDecoder().decode(yield* sys.read(0, 4096));
  if (data === '') throw new PyError('EOFError', 'EOF when reading a line');
  return data.replace(/\n[\s\S]*$/, '');
}

function lengthOf(value: Value): Value {
  if (typeof value === 'string') return BigInt([...value].length);
  if (isList(value)) return BigInt(value.items.length);
  if (typeof value === 'object' && value?.kind === 'bulk') return BigInt(value.length);
  throw new PyError('TypeError', `object of type '${typeName(value)}' has no len()`);
}

function toInt(value: Value): Value {
  if (typeof value === 'string') {
    if (/^\s*[+-]?\d+\s*$/.test(value)) return BigInt(value.trim());
    throw new PyError('ValueError', `invalid literal for int() with base 10: ${represent(value)}`);
  }
  if (isNumber(value)) return BigInt(Math.trunc(Number(value)));
  throw new PyError(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  );
}

const MOST_ITEMS = 1_000_000;

function range(args: readonly Value[]): Value {
  const numbers = args.map(Number);
  const [from = 0, to = 0, step = 1] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  if (Math.abs((to - from) / step) > MOST_ITEMS) throw new NotModelled(`a range of more than ${MOST_ITEMS}`);
  const items: Value[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) items.push(BigInt(at));
  return { kind: 'list', items };
}

function extreme(args: readonly Value[], better: (a: number, b: number) => boolean): Value {
  const [first = null] = args;
  const items = args.length === 1 && isList(first) ? first.items : args;
  return items.reduce((best, one) => (better(Number(one), Number(best)) ? one : best));
}
