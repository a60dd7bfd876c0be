import { directoryFacts, progressDirectory } from '../store/directory.ts';
import type { CommandIo } from '../terminal/command-io.ts';

/** Where progress is kept; null, with a sentence on stderr, where this account has no place for it. */
export function progressFolder(io: CommandIo): string | null {
  const folder = progressDirectory(directoryFacts());
  if (folder === null)
    io.complain('vmvscontainer: this account has no home directory; set VMVSCONTAINER_HOME.\n');
  return folder;
}
