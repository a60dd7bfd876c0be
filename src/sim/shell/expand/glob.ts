/**
 * Models pathname expansion (glob(7), POSIX XCU 2.6.6). Invariant: names come sorted; a leading dot is matched only by a
 * dot; a pattern that matches nothing stays as it is. Left out: globstar.
 */
import { type Sys, SysError } from '../../kernel/sys.ts';
import { hasPattern, matchesPattern, unescapePattern } from './pattern.ts';

export interface GlobOptions {
  readonly dotglob: boolean;
  readonly extended: boolean;
}

function names(sys: Sys, directory: string): readonly string[] {
  try {
    return sys.readdir(directory === '' ? '.' : directory).map((entry) => entry.name);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

function isDirectory(sys: Sys, path: string): boolean {
  try {
    return sys.stat(path).type === 'directory';
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

function matching(sys: Sys, directory: string, segment: string, options: GlobOptions): string[] {
  const hidden = segment.startsWith('.') || segment.startsWith('\\.');
  return [...names(sys, directory), ...(hidden ? ['.', '..'] : [])]
    .filter((name) => hidden || options.dotglob || !name.startsWith('.'))
    .filter((name) => matchesPattern(segment, name, { extended: options.extended }));
}

/** The paths that match, sorted; empty when none does. */
export function glob(sys: Sys, pattern: string, options: GlobOptions): readonly string[] {
  const segments = pattern.split('/');
  let paths = [''];
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    const slash = last ? '' : '/';
    if (segment === '' || !hasPattern(segment)) {
      const literal = unescapePattern(segment);
      paths = paths.map((path) => `${path}${literal}${slash}`);
      if (last && literal !== '') paths = paths.filter((path) => sys.access(path, 'exists'));
      return;
    }
    paths = paths.flatMap((path) =>
      matching(sys, path, segment, options)
        .map((name) => `${path}${name}`)
        .filter((found) => last || isDirectory(sys, found))
        .map((found) => `${found}${slash}`),
    );
  });
  return paths.filter((path) => path !== '' && (!pattern.endsWith('/') || isDirectory(sys, path))).sort();
}
