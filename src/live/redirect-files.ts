import type { ChildProcess } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Redirects } from './redirects.ts';

/**
 * Connects a program with the files of its line. Settles when they are whole: null, or the exit code of a shell that could not
 * open one, of which `say` was told.
 */
export async function connectFiles(
  child: ChildProcess,
  { input, output, errors }: Redirects,
  say: (sentence: string) => void,
): Promise<number | null> {
  const faults = await Promise.all([readInto(child, input), writeFrom(child, output, errors === 'joined')]);
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

async function writeFrom(
  child: ChildProcess,
  output: Redirects['output'],
  joined: boolean,
): Promise<string | null> {
  if (output === null || child.stdout === null) return null;
  try {
    const file = createWriteStream(output.path, { flags: output.appends ? 'a' : 'w' });
    await pipeline(joined ? both(child) : child.stdout, file);
    return null;
  } catch (error) {
    child.stdout.resume();
    if (joined) child.stderr?.resume();
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

/** Output and errors as one stream, which ends when both have. */
export function both({ stdout, stderr }: ChildProcess): PassThrough {
  const joined = new PassThrough();
  const streams = [stdout, stderr].filter((stream) => stream !== null);
  let open = streams.length;
  for (const stream of streams) {
    stream.pipe(joined, { end: false });
    stream.once('end', () => {
      open -= 1;
      if (open === 0) joined.end();
    });
  }
  return joined;
}
