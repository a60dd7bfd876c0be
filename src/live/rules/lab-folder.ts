import { realpathSync } from 'node:fs';
import { posix, resolve, sep } from 'node:path';

/** The folder of this computer that labs may read and write; commands run in it. */
export interface LabFolder {
  readonly path: string;
  /** The whole path of a name in it; null: it leads out of it, be it by a link. */
  inside(name: string): string | null;
}

/** A folder of this computer. Links in it are followed, because containers that have it can make them. */
export function labFolder(path: string): LabFolder {
  return {
    path,
    inside: (name) => {
      const whole = resolve(path, name);
      return isWithin(path, whole) && isWithin(real(path), real(whole)) ? whole : null;
    },
  };
}

/** A folder on another host of tests, whose links cannot be followed from here. */
export function labFolderElsewhere(path: string): LabFolder {
  return {
    path,
    inside: (name) => {
      const whole = posix.resolve(path, name);
      return whole === path || whole.startsWith(`${path}/`) ? whole : null;
    },
  };
}

const isWithin = (folder: string, path: string): boolean => path === folder || path.startsWith(folder + sep);

/** The real path of the part that is there, and the rest as it is. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = resolve(path, '..');
    return parent === path ? path : resolve(real(parent), path.slice(parent.length).replace(/^[/\\]+/, ''));
  }
}

/** A sentence for a path that is not in it. */
export function outsideFolder(name: string, folder: LabFolder | undefined): string {
  if (folder === undefined)
    return `\`${name}\` is a file of your computer, and commands here have no folder on it.`;
  return `\`${name}\` is outside the folder of the labs (${folder.path}), and commands here keep to it; give a path in it, such as \`./${name.split(/[/\\]/).at(-1) || 'file'}\`.`;
}
