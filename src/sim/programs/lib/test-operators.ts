/**
 * Models the primaries of test, [ and [[ (POSIX XCU test): files, strings, numbers. Invariant: a file that cannot be looked at is
 * false, never an error. Left out: -O, -G by effective ids other than equality.
 */
import { type Stat, type Sys, SysError } from '../../kernel/sys.ts';

/** What a primary needs to know of who asks. */
export interface TestHost {
  readonly sys: Sys;
  readonly variables?: { get(name: string): string | null };
}

export class NotANumber extends Error {
  readonly text: string;
  constructor(text: string) {
    super(text);
    this.text = text;
  }
}

function statOrNull(look: () => Stat): Stat | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

const TYPES: Readonly<Record<string, Stat['type']>> = {
  '-f': 'file',
  '-d': 'directory',
  '-b': 'block-device',
  '-c': 'char-device',
  '-p': 'fifo',
  '-S': 'socket',
};

const FILE_TESTS: Readonly<Record<string, (stat: Stat, sys: Sys) => boolean>> = {
  '-e': () => true,
  '-a': () => true,
  '-s': (stat) => stat.sizeBytes > 0,
  '-u': (stat) => (stat.mode & 0o4000) !== 0,
  '-g': (stat) => (stat.mode & 0o2000) !== 0,
  '-k': (stat) => (stat.mode & 0o1000) !== 0,
  '-O': (stat, sys) => stat.uid === sys.getuid(),
  '-G': (stat, sys) => stat.gid === sys.getgid(),
  '-N': (stat) => stat.mtimeMs > stat.atimeMs,
};

const ACCESS = { '-r': 'read', '-w': 'write', '-x': 'execute' } as const;

export const UNARY = new Set([
  ...Object.keys(TYPES),
  ...Object.keys(FILE_TESTS),
  '-r',
  '-w',
  '-x',
  '-h',
  '-L',
  '-n',
  '-z',
  '-t',
  '-v',
  '-o',
  '-R',
]);
export const BINARY = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

export function unaryTest(host: TestHost, operator: string, operand: string): boolean {
  if (operator === '-n') return operand !== '';
  if (operator === '-z') return operand === '';
  if (operator === '-t') return isTerminal(host.sys, Number(operand));
  if (operator === '-v') return (host.variables?.get(operand) ?? null) !== null;
  if (operator === '-r' || operator === '-w' || operator === '-x')
    return operand !== '' && host.sys.access(operand, ACCESS[operator]);
  if (operator === '-h' || operator === '-L')
    return statOrNull(() => host.sys.lstat(operand))?.type === 'symlink';
  const stat = statOrNull(() => host.sys.stat(operand));
  if (stat === null) return false;
  const type = TYPES[operator];
  return type !== undefined ? stat.type === type : (FILE_TESTS[operator]?.(stat, host.sys) ?? false);
}

function isTerminal(sys: Sys, fd: number): boolean {
  try {
    return sys.isatty(fd);
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

/** Throws NotANumber. */
export function binaryTest(host: TestHost, left: string, operator: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-nt':
    case '-ot':
    case '-ef':
      return compareFiles(host, left, operator, right);
    default:
      return compareNumbers(number(left), operator, number(right));
  }
}

function number(text: string): bigint {
  const trimmed = text.trim();
  if (!/^[-+]?\d+$/.test(trimmed)) throw new NotANumber(text);
  return BigInt(trimmed.replace(/^\+/, ''));
}

function compareNumbers(left: bigint, operator: string, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    default:
      return left >= right;
  }
}

function compareFiles({ sys }: TestHost, left: string, operator: string, right: string): boolean {
  const one = statOrNull(() => sys.stat(left));
  const other = statOrNull(() => sys.stat(right));
  if (operator === '-ef')
    return one !== null && other !== null && one.dev === other.dev && one.ino === other.ino;
  if (operator === '-nt') return one !== null && (other === null || one.mtimeMs > other.mtimeMs);
  return other !== null && (one === null || one.mtimeMs < other.mtimeMs);
}
