/** What ls, stat, find and others say of a file: mode letters, sizes, dates. Models ls(1), stat(1). Invariant: pure. Times are UTC. */
import type { FileType, Stat } from '../../kernel/sys.ts';
import { civil, clockTime } from '../procps/columns.ts';

const TYPE_LETTERS: Readonly<Record<FileType, string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  fifo: 'p',
  socket: 's',
  'char-device': 'c',
  'block-device': 'b',
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_YEAR_MS = 182.625 * 86_400_000;

/** `drwxr-xr-x`, `-rwsr-xr-x`, `drwxrwxrwt`. */
export function modeLetters(type: FileType, mode: number): string {
  const triple = (shift: number, special: boolean, letter: string): string => {
    const bits = (mode >> shift) & 7;
    const execute = special ? (bits & 1 ? letter : letter.toUpperCase()) : bits & 1 ? 'x' : '-';
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${execute}`;
  };
  return (
    TYPE_LETTERS[type] +
    triple(6, (mode & 0o4000) !== 0, 's') +
    triple(3, (mode & 0o2000) !== 0, 's') +
    triple(0, (mode & 0o1000) !== 0, 't')
  );
}

/** `Nov 20 18:04`, or `Feb  4  2025` when it is more than half a year away. */
export function listDate(ms: number, nowMs: number): string {
  const date = civil(Math.floor(ms / 86_400_000));
  const head = `${MONTHS[date.month - 1] ?? ''} ${String(date.day).padStart(2)}`;
  const recent = ms > nowMs - HALF_YEAR_MS && ms <= nowMs;
  return recent ? `${head} ${timeOfDay(ms).slice(0, 5)}` : `${head}  ${date.year}`;
}

const timeOfDay = (ms: number): string =>
  clockTime(Math.floor((((ms % 86_400_000) + 86_400_000) % 86_400_000) / 1000));

/** `2026-11-20 18:04:05.000000000 +0000`. */
export function fullDate(ms: number): string {
  const date = civil(Math.floor(ms / 86_400_000));
  const day = `${date.year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
  const nano = String(Math.floor(((ms % 1000) + 1000) % 1000)).padStart(3, '0');
  return `${day} ${timeOfDay(ms)}.${nano}000000 +0000`;
}

/** What the file occupies, in blocks of 1024 bytes, on a file system of 4096-byte blocks. */
export const blocksKib = (stat: Stat): number => {
  if (stat.blocks !== undefined) return stat.blocks / 2;
  if (stat.type === 'file' || stat.type === 'directory') return Math.ceil(stat.sizeBytes / 4096) * 4;
  return 0;
};

/** `ls -h` and `df -h` of GNU: `4.0K`, `12K`, `1.5M`, rounded up. */
export function humanSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  const units = 'KMGTP';
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const rounded = value < 10 ? Math.ceil(value * 10) / 10 : Math.ceil(value);
  if (rounded >= 10) return `${Math.ceil(rounded)}${units[unit] ?? ''}`;
  return `${rounded.toFixed(1)}${units[unit] ?? ''}`;
}
