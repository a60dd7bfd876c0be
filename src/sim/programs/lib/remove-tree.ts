/** Removes a file or a directory with all in it, as rm -r. Throws SysError at the first that cannot be removed. */
import type { Sys } from '../../kernel/sys.ts';
import { joinPath } from './paths.ts';

export function removeTree(sys: Sys, path: string): void {
  if (sys.lstat(path).type !== 'directory') {
    sys.unlink(path);
    return;
  }
  for (const { name } of sys.readdir(path)) removeTree(sys, joinPath(path, name));
  sys.rmdir(path);
}
