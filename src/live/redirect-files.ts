import type { ChildProcess } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Redirects } from './redirects.ts';

/**
 * Connects a program with the files of its line. Settles when they are whole: null, or the exit code of a shell that could not
 * open one, of which `say` was told.
 */
export async function connectFiles(
  child: ChildProcess,
  { input, output }: Redirects,
  say: (sentence: string) => void,
): Promise<number | null> {
  const faults = await Promise.all([readInto(child, input), writeFrom(child, output)]);
  const fault = faults.find((it) => it !== null);
  if (fault === undefined || fault === null) return null;
  say(fault);
  return 1;
}

async function readInto(child: ChildProcess, path: string | null): Promise<string | null> {
  if (path === null || child.stdin === null) return null;
  try {
    await pipeline(createReadStream(path), child.stdin);
    return null;
  } catch (error) {
    child.stdin.end();
    const { code } = error as NodeJS.ErrnoException;
    // A program need not read all that it is given.
    return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' ? null : `${path}: ${reason(code)}.`;
  }
}

async function writeFrom(child: ChildProcess, output: Redirects['output']): Promise<string | null> {
  if (output === null || child.stdout === null) return null;
  try {
    await pipeline(child.stdout, createWriteStream(output.path, { flags: output.appends ? 'a' : 'w' }));
    return null;
  } catch (error) {
    child.stdout.resume();
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ERR_STREAM_PREMATURE_CLOSE' ? null : `${output.path}: ${reason(code)}.`;
  }
}

function reason(code: string | undefined): string {
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not use it';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'ENOSPC' ? 'the disk is full' : `it could not be used (${code ?? 'no reason given'})`;
}
