import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type LabFolder, labFolder } from './rules/lab-folder.ts';

/** The folder that the labs of one session may use, and its coming and going. */
export interface LabSpace {
  readonly folder: LabFolder;
  /** Rejects when it cannot be made. */
  make(): Promise<void>;
  /** Removes it with all that is in it; false: something in it is not ours to remove. */
  remove(): Promise<boolean>;
}

export function localLabSpace(path: string): LabSpace {
  return {
    folder: labFolder(path),
    make: async () => {
      await mkdir(path, { recursive: true, mode: 0o755 });
    },
    remove: async () => {
      try {
        await rm(path, { recursive: true, force: true });
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** A folder for each session, beside where they are written down. */
export const labSpaces =
  (stateFolder: string) =>
  ({ id }: { readonly id: string }): LabSpace =>
    localLabSpace(join(stateFolder, 'lab', id));
