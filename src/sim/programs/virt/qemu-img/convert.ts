/**
 * `qemu-img convert`: the disk as a guest would see it, written anew. Invariant: what was never written takes no room in the
 * new file. Left out: several inputs, compression, snapshots as a source.
 */
import { isBlank } from '../../../hypervisor/qcow2/byte-file.ts';
import { DiskImage } from '../../../hypervisor/qcow2/disk-image.ts';
import { CLUSTER_BYTES } from '../../../hypervisor/qcow2/header.ts';
import { type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { words } from '../lib.ts';
import { makeImage } from './create.ts';
import { formatNamed, openImage } from './images.ts';
import { failure, notModelled, print, readOptions, usageFailure } from './words.ts';

export function* convert(sys: Sys, args: readonly string[]): Task<number> {
  const { values, operands } = readOptions(args, 'f:O:cpqo:B:l:S:WnUm:', {});
  for (const letter of ['c', 'o', 'B', 'l', 'n']) {
    if (values.has(letter)) throw notModelled(`convert -${letter}`);
  }
  const [from, to, surplus] = operands;
  if (from === undefined || to === undefined) {
    throw from === undefined
      ? failure('Must specify image file name')
      : usageFailure('Must specify image file name');
  }
  if (surplus !== undefined) throw notModelled('convert of several images into one');
  const source = yield* openImage(sys, from, { format: values.get('f') ?? null, mode: 'read' });
  const format = formatNamed(values.get('O') ?? 'raw');
  if (format === null) throw failure(`Unknown file format '${values.get('O')}'`);
  try {
    yield* makeImage(sys, to, { format, virtualBytes: source.virtualBytes, backing: null });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw failure(`${to}: error while converting ${format}: Could not create '${to}': ${words(error)}`);
  }
  const target = yield* DiskImage.open(sys, to, 'write', 0, format === 'raw' ? 'raw' : 'probe');
  yield* copy(source, target);
  source.close();
  target.close();
  if (values.has('p')) yield* print(sys, '    (0.00/100%)\r    (100.00/100%)\r\n');
  return 0;
}

function* copy(source: DiskImage, target: DiskImage): Task<void> {
  for (const offset of yield* writtenOffsets(source)) {
    const length = Math.min(CLUSTER_BYTES, source.virtualBytes - offset);
    const data = yield* source.read(offset, length);
    if (source.qcow2 === null && (isBlank(data) || data.every((byte) => byte === 0))) continue;
    if (target.qcow2 === null) yield* target.write(offset, data);
    else yield* target.qcow2.writeCluster(offset, wholeCluster(data));
  }
}

/** Filled up with zeros: a cluster is written whole. */
export function wholeCluster(data: Uint8Array): Uint8Array {
  if (data.length === CLUSTER_BYTES) return data;
  const cluster = new Uint8Array(CLUSTER_BYTES);
  cluster.set(data);
  return cluster;
}

const STRETCH = 16 * CLUSTER_BYTES;

/** Clusters of a raw file that are not in a stretch of holes; of a qcow2 file those that it or a file behind it has. */
function* writtenOffsets(image: DiskImage): Task<readonly number[]> {
  if (image.qcow2 === null) return yield* rawOffsets(image);
  const own = yield* image.qcow2.ownClusters();
  if (image.backing === null) return own;
  const below = (yield* writtenOffsets(image.backing)).filter((offset) => offset < image.virtualBytes);
  return [...new Set([...own, ...below])].sort((a, b) => a - b);
}

function* rawOffsets(image: DiskImage): Task<readonly number[]> {
  const offsets: number[] = [];
  for (let start = 0; start < image.virtualBytes; start += STRETCH) {
    const end = Math.min(start + STRETCH, image.virtualBytes);
    if (isBlank(yield* image.read(start, end - start))) continue;
    for (let offset = start; offset < end; offset += CLUSTER_BYTES) offsets.push(offset);
  }
  return offsets;
}
