/** What `docker diff` shows: an upper layer against the layers below it (moby `pkg/archive/changes.go`). */
import type { Sys } from '../kernel/sys.ts';

export interface Change {
  /** Added, changed, deleted. */
  readonly kind: 'A' | 'C' | 'D';
  /** From the root of the overlay. */
  readonly path: string;
}

/** By path, as dockerd walks them. The directories are those of the overlay mount: `upperdir` and `lowerdir`s, topmost first. */
export function overlayChanges(sys: Sys, upper: string, lowers: readonly string[]): readonly Change[] {
  const changes: Change[] = [];
  const walk = (path: string, opaque: boolean): void => {
    const names = sys.readdir(upper + path).map((entry) => entry.name);
    for (const name of names.sort()) {
      const at = `${path}/${name}`;
      const stat = sys.lstat(upper + at);
      const below = !opaque && existsBelow(sys, lowers, at);
      const isWhiteout = stat.type === 'char-device' && stat.rdev.major === 0 && stat.rdev.minor === 0;
      if (isWhiteout) {
        if (below) changes.push({ kind: 'D', path: at });
        continue;
      }
      changes.push({ kind: below ? 'C' : 'A', path: at });
      if (stat.type === 'directory') walk(at, opaque || !below);
    }
  };
  walk('', false);
  return changes;
}

/** Whether the layers together show something there: a whiteout higher up hides what lies below it. */
function existsBelow(sys: Sys, lowers: readonly string[], path: string): boolean {
  for (const lower of lowers) {
    if (!sys.access(lower + path, 'exists')) continue;
    const { type, rdev } = sys.lstat(lower + path);
    return !(type === 'char-device' && rdev.major === 0 && rdev.minor === 0);
  }
  return false;
}
