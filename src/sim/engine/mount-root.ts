/**
 * Nothing can be mounted on a container's `/` (moby `volume/mounts/linux_parser.go`, `linuxValidateNotRoot`). Invariant: the path is
 * judged as Go's `path.Clean` leaves it. Left out: VOLUME / of an image, which moby lets through and runc refuses.
 */

export const NOT_ROOT = "invalid specification: destination can't be '/'";

/** An absolute path that names the root once `.` and `..` are taken out. */
export function isRoot(path: string): boolean {
  if (!path.startsWith('/')) return false;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth = Math.max(0, depth - 1);
    else if (part !== '' && part !== '.') depth += 1;
  }
  return depth === 0;
}
