/** Models realpath(3): a path without links, dots and double slashes. Invariant: at most the last part may be missing, where allowed. */
import { type Stat, type Sys, SysError } from '../../kernel/sys.ts';
import { joinPath, statOrNull } from './paths.ts';

const MOST_LINKS = 40;

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `lastMayBeMissing` is null before the last part, which must be a directory. */
function mustGoOn(sys: Sys, path: string, stat: Stat | null, lastMayBeMissing: boolean | null): void {
  if (stat === null && lastMayBeMissing !== true) sys.lstat(path);
  if (stat !== null && stat.type !== 'directory' && lastMayBeMissing === null) throw new SysError('ENOTDIR');
}

/** Throws SysError: ENOENT, ELOOP, ENOTDIR. */
export function realPath(sys: Sys, path: string, lastMayBeMissing: boolean): string {
  const parts = (path.startsWith('/') ? path : joinPath(sys.getcwd(), path)).split('/').reverse();
  let done = '';
  let links = 0;
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      done = parentOf(done);
      continue;
    }
    const next = `${done}/${part}`;
    const stat = statOrNull(sys, next, false);
    if (stat?.type === 'symlink') {
      if (++links > MOST_LINKS) throw new SysError('ELOOP');
      const target = sys.readlink(next);
      if (target.startsWith('/')) done = '';
      parts.push(...target.split('/').reverse());
      continue;
    }
    mustGoOn(sys, next, stat, parts.every((rest) => rest === '' || rest === '.') ? lastMayBeMissing : null);
    done = next;
  }
  return done === '' ? '/' : done;
}
