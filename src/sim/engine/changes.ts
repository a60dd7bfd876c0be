/**
 * `GET /containers/ID/changes`: the upper directory of the overlay against the layers below it (moby `archive/changes`).
 * A whiteout, a character device 0/0, is a deletion. What runc made to mount on is not counted: it lies in the init layer.
 */
import type { Sys } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { exists } from './host-files.ts';
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
    const below = layers.lowers.some((lower) => exists(sys, lower + at) || linkExists(sys, lower + at));
    if (stat.type === 'char-device' && stat.rdev.major === 0 && stat.rdev.minor === 0) {
      found.push({ kind: 'D', path: at });
      continue;
    }
    found.push({ kind: below ? 'C' : 'A', path: at });
    if (stat.type === 'directory') collect(sys, layers, at, found);
  }
}

function linkExists(sys: Sys, path: string): boolean {
  try {
    sys.lstat(path);
    return true;
  } catch {
    return false;
  }
}
