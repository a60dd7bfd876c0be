/**
 * The text of /proc/PID/maps, proc_pid_maps(5): the parts of the program's file, heap, stack. Invariant: addresses are the same for each
 * run, as without randomisation; the file is the one /proc/PID/exe names. Left out: libraries, anonymous maps.
 */
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import { findPlace } from './path-walk.ts';
import { statOf } from './stat.ts';

const PAGE = 4096;
const BASE = 0x400000;
const HEAP_BYTES = 0x22000;

interface FileFacts {
  readonly ino: number;
  readonly sizeBytes: number;
  readonly device: string;
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');
const pages = (bytes: number): number => Math.max(PAGE, Math.ceil(bytes / PAGE) * PAGE);

function line(
  start: number,
  end: number,
  mode: string,
  offset: number,
  file: FileFacts | null,
  name: string,
): string {
  const place = file === null ? '00:00 0' : `${file.device} ${file.ino}`;
  const head = `${hex(start)}-${hex(end)} ${mode} ${hex(offset)} ${place}`;
  return `${name === '' ? `${head} ` : `${head.padEnd(73)}${name}`}\n`;
}

/** Code is about three quarters of a program's file, read-only data the most of the rest. */
function linesOf(process: Process, file: FileFacts): string {
  if (process.ended) return '';
  const whole = pages(file.sizeBytes);
  const code = pages(whole * 0.75);
  const parts: readonly (readonly [mode: string, bytes: number])[] = [
    ['r--p', PAGE],
    ['r-xp', code],
    ['r--p', Math.max(PAGE, whole - code - 6 * PAGE)],
    ['r--p', 2 * PAGE],
    ['rw-p', 2 * PAGE],
  ];
  let at = BASE;
  let offset = 0;
  let text = '';
  for (const [mode, bytes] of parts) {
    text += line(at, at + bytes, mode, offset, file, process.exe);
    at += bytes;
    offset += bytes;
  }
  text += line(at, at + HEAP_BYTES, 'rw-p', 0, null, '[heap]');
  text += '7ffff7ff9000-7ffff7ffd000 r--p 00000000 00:00 0                          [vvar]\n';
  text += '7ffff7ffd000-7ffff7fff000 r-xp 00000000 00:00 0                          [vdso]\n';
  text += '7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0                          [stack]\n';
  return text;
}

/** Nothing where the program's file is gone. */
export function mapsLines(process: Process): string {
  try {
    const { ino, sizeBytes, dev } = statOf(findPlace(process, process.exe).node);
    const device = [dev >> 8, dev & 0xff].map((part) => part.toString(16).padStart(2, '0')).join(':');
    return linesOf(process, { ino, sizeBytes, device });
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}
