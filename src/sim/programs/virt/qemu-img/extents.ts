/**
 * Which stretch of a disk comes from where: its own file, one behind it, or nowhere (bdrv_block_status). Invariant: the extents
 * of an image follow each other without a gap, from 0 to its end. Holes below a qcow2 file's clusters are left out.
 */
import { isBlank } from '../../../hypervisor/qcow2/byte-file.ts';
import type { DiskImage } from '../../../hypervisor/qcow2/disk-image.ts';
import { CLUSTER_BYTES } from '../../../hypervisor/qcow2/header.ts';
import type { Task } from '../../../kernel/sys.ts';

export interface Extent {
  readonly start: number;
  readonly length: number;
  /** How many files behind the image. */
  readonly depth: number;
  readonly present: boolean;
  readonly zero: boolean;
  readonly data: boolean;
  /** Where in `file`; null where it is nowhere. */
  readonly offset: number | null;
  readonly file: string | null;
}

const PAGE = 4096;
const STRETCH = 256 * PAGE;

export function* extentsOf(image: DiskImage): Task<readonly Extent[]> {
  return yield* between(image, 0, image.virtualBytes, 0);
}

function* between(image: DiskImage, from: number, to: number, depth: number): Task<readonly Extent[]> {
  if (image.qcow2 === null) return yield* rawExtents(image, from, to, depth);
  const found: Extent[] = [];
  let at = from;
  for (const [guest, offset] of yield* image.qcow2.mapping()) {
    if (guest < from || guest >= to) continue;
    yield* gap(found, image, at, guest, depth);
    at = Math.min(guest + CLUSTER_BYTES, to);
    const length = at - guest;
    add(found, { start: guest, length, depth, ...DATA, offset, file: image.path });
  }
  yield* gap(found, image, at, to, depth);
  return found;
}

const DATA = { present: true, zero: false, data: true } as const;
const NOTHING = { present: false, zero: true, data: false, offset: null, file: null } as const;

/** What the image itself does not have: the file behind it does, as far as that goes. */
function* gap(found: Extent[], image: DiskImage, from: number, to: number, depth: number): Task<void> {
  if (from >= to) return;
  const { backing } = image;
  const reach = backing === null ? from : Math.max(from, Math.min(to, backing.virtualBytes));
  if (backing !== null && reach > from) {
    for (const one of yield* between(backing, from, reach, depth + 1)) add(found, one);
  }
  if (reach < to) add(found, { start: reach, length: to - reach, depth, ...NOTHING });
}

function* rawExtents(
  { file, path }: DiskImage,
  from: number,
  to: number,
  depth: number,
): Task<readonly Extent[]> {
  const found: Extent[] = [];
  const put = (start: number, end: number, hole: boolean): void =>
    add(found, {
      start,
      length: end - start,
      depth,
      present: true,
      zero: hole,
      data: !hole,
      offset: start,
      file: path,
    });
  for (let start = from; start < to; ) {
    const end = Math.min(to, (Math.floor(start / STRETCH) + 1) * STRETCH);
    if (isBlank(yield* file.read(start, end - start))) put(start, end, true);
    else {
      for (let at = start; at < end; at += PAGE) {
        const length = Math.min(PAGE, end - at);
        put(at, at + length, isBlank(yield* file.read(at, length)));
      }
    }
    start = end;
  }
  return found;
}

/** entry_mergeable of qemu-img.c: one extent with the last where they go on in the same file. */
function add(found: Extent[], next: Extent): void {
  const last = found.at(-1);
  const joins =
    last !== undefined &&
    last.depth === next.depth &&
    last.present === next.present &&
    last.zero === next.zero &&
    last.data === next.data &&
    last.file === next.file &&
    (last.offset === null ? next.offset === null : last.offset + last.length === next.offset);
  if (!joins || last === undefined) found.push(next);
  else found[found.length - 1] = { ...last, length: last.length + next.length };
}
