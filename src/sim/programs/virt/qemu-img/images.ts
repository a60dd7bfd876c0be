/** Opening images as qemu-img does: by format where one is named, by their first bytes otherwise. */
import { DiskImage } from '../../../hypervisor/qcow2/disk-image.ts';
import type { Sys, Task } from '../../../kernel/sys.ts';
import { failure, notModelled, openFailure, warn } from './words.ts';

export type Format = 'raw' | 'qcow2';
/** Formats of a real qemu-img that are not modelled. */
const OTHERS = ['vmdk', 'vdi', 'vhdx', 'vpc', 'qed', 'qcow', 'parallels', 'luks', 'dmg', 'bochs', 'cloop'];

export function formatNamed(name: string): Format | null {
  if (name === 'raw' || name === 'qcow2') return name;
  if (OTHERS.includes(name)) throw notModelled(`the format ${name}`);
  return null;
}

export function* openImage(
  sys: Sys,
  path: string,
  options: { readonly format: string | null; readonly mode: 'read' | 'write' | 'alone' | 'alone-write' },
): Task<DiskImage> {
  const format = options.format === null ? null : formatNamed(options.format);
  if (options.format !== null && format === null) {
    throw failure(`Could not open '${path}': Unknown driver '${options.format}'`);
  }
  let image: DiskImage;
  try {
    if (sys.stat(path).type === 'directory') {
      throw failure(`Could not open '${path}': 'file' driver requires '${path}' to be a regular file`);
    }
    image =
      options.mode.startsWith('alone') && format !== 'raw'
        ? yield* DiskImage.openAlone(sys, path, options.mode === 'alone' ? 'read' : 'write')
        : yield* DiskImage.open(
            sys,
            path,
            options.mode === 'write' ? 'write' : 'read',
            0,
            format === 'raw' ? 'raw' : 'probe',
          );
  } catch (error) {
    throw openFailure(error, path);
  }
  if (format === 'qcow2' && image.qcow2 === null) {
    image.close();
    throw failure(`Could not open '${path}': Image is not in qcow2 format`);
  }
  return image;
}

/** Before a raw image is written to of which nobody said that it is raw. */
export function* warnOfProbing(sys: Sys, image: DiskImage, named: boolean): Task<void> {
  if (named || image.qcow2 !== null) return;
  yield* warn(
    sys,
    `WARNING: Image format was not specified for '${image.path}' and probing guessed raw.\n` +
      '         Automatically detecting the format is dangerous for raw images, write operations on block 0 will be restricted.\n' +
      "         Specify the 'raw' format explicitly to remove the restrictions.\n",
  );
}

/** What it occupies on the host. */
export function actualBytes(sys: Sys, path: string): number {
  const { blocks, sizeBytes } = sys.stat(path);
  return (blocks ?? Math.ceil(sizeBytes / 4096) * 8) * 512;
}
