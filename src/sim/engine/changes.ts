/**
 * `GET /containers/ID/changes`: the upper directory of the overlay against the layers below it (moby `archive/changes`).
 * A whiteout, a character device 0/0, is a deletion. What runc made to mount on is not counted: it lies in the init layer.
 */
import { type Stat, type Sys, SysError } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import type { Container } from './model.ts';
import { initDirectory, upperDirectory } from './paths.ts';

export interface Change {
  readonly kind: 'A' | 'C' | 'D';
  readonly path: string;
}

export function changesOf(engine: Engine, container: Container): readonly Change[] {
  const lowers = [
    initDirectory(container.layer),
    ...container.image.layers.map(({ directory }) => directory),
  ];
  const found: Change[] = [];
  collect(engine.sys, { upper: upperDirectory(container.layer), lowers }, '', found);
  return found;
}

interface Layers {
  readonly upper: string;
  readonly lowers: readonly string[];
}

function collect(sys: Sys, layers: Layers, path: string, found: Change[]): void {
  const names = sys.readdir(layers.upper + path).map(({ name }) => name);
  for (const name of names.filter((one) => one !== '.' && one !== '..').sort()) {
    const at = `${path}/${name}`;
    const stat = sys.lstat(layers.upper + at);
    const below = lowestStat(sys, layers.lowers, at);
    if (stat.type === 'char-device' && stat.rdev.major === 0 && stat.rdev.minor === 0) {
      found.push({ kind: 'D', path: at });
      continue;
    }
    if (stat.type !== 'directory') {
      found.push({ kind: below === null ? 'A' : 'C', path: at });
      continue;
    }
    const inside: Change[] = [];
    collect(sys, layers, at, inside);
    if (below === null) found.push({ kind: 'A', path: at });
    // A directory's time and size do not count: only its own attributes, or what changed in it.
    else if (inside.length > 0 || differs(below, stat)) found.push({ kind: 'C', path: at });
    found.push(...inside);
  }
}

const differs = (a: Stat, b: Stat): boolean =>
  a.type !== b.type || a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid;

/** What the topmost of the lower layers has there. */
function lowestStat(sys: Sys, lowers: readonly string[], path: string): Stat | null {
  for (const lower of lowers) {
    try {
      return sys.lstat(lower + path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return null;
}
