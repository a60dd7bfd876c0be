/** What many programs ask of a path: is it there, is it a directory, what is below it. Invariant: what cannot be looked at is not there. */
import { type Stat, type Sys, SysError } from '../../kernel/sys.ts';

export function statOrNull(sys: Sys, path: string, follow: boolean): Stat | null {
  try {
    return follow ? sys.stat(path) : sys.lstat(path);
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

export const isDirectoryAt = (sys: Sys, path: string): boolean =>
  statOrNull(sys, path, true)?.type === 'directory';

export const joinPath = (directory: string, name: string): string =>
  directory.endsWith('/') ? `${directory}${name}` : `${directory}/${name}`;

/** The last part of a path, whatever slashes it ends in. */
export const lastPart = (path: string): string =>
  path
    .replace(/(?<=.)\/+$/, '')
    .split('/')
    .at(-1) ?? path;

export const sameFile = (left: Stat, right: Stat): boolean =>
  left.dev === right.dev && left.ino === right.ino;
