import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { directoryFacts, progressDirectory } from '../store/directory.ts';
import { becauseOf, codeOf } from '../store/disk-fault.ts';

/** Where progress is kept, and whether it can be. */
export interface ProgressPlace {
  /** null: this account has no home to keep it in. */
  readonly folder: string | null;
  readonly writable: boolean;
  /** Why not, in one clause. */
  readonly because: string | null;
}

/** Looks without making anything: a folder that is not there yet can be made when the nearest one above may be written. */
export async function progressPlace(
  folder: string | null = progressDirectory(directoryFacts()),
): Promise<ProgressPlace> {
  if (folder === null)
    return {
      folder,
      writable: false,
      because: 'this account has no home directory; set VMVSCONTAINER_HOME',
    };
  const fault = await faultOf(folder);
  return { folder, writable: fault === null, because: fault };
}

async function faultOf(folder: string): Promise<string | null> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && dirname(folder) !== folder) return faultOf(dirname(folder));
    return becauseOf(error);
  }
}
