/** `qemu-img compare`: whether a guest would see two disks alike. Left out: formats that only one of them names, sources by options. */
import type { DiskImage } from '../../../hypervisor/qcow2/disk-image.ts';
import { CLUSTER_BYTES } from '../../../hypervisor/qcow2/header.ts';
import type { Sys, Task } from '../../../kernel/sys.ts';
import { extentsOf } from './extents.ts';
import { openImage } from './images.ts';
import { print, QemuImgFailure, readOptions, usageFailure } from './words.ts';

const SECTOR = 512;

/** 0 alike, 1 different, 2 where one cannot be read. */
export function* compare(sys: Sys, args: readonly string[]): Task<number> {
  const { values, operands } = readOptions(args, 'f:F:T:pqsU', { 'force-share': 'U' });
  const [one, other] = operands;
  if (one === undefined || other === undefined || operands.length > 2) {
    throw usageFailure('Expecting two image file names');
  }
  const first = yield* opened(sys, one, values.get('f') ?? null);
  const second = yield* opened(sys, other, values.get('F') ?? null);
  const told = yield* verdict(first, second, values.has('s'));
  first.close();
  second.close();
  const progress = values.has('p') ? '    (0.00/100%)\r    (100.00/100%)\r' : '';
  if (!values.has('q')) yield* print(sys, `${progress}${told.text}${values.has('p') ? '\n' : ''}`);
  return told.code;
}

function* opened(sys: Sys, path: string, format: string | null): Task<DiskImage> {
  try {
    return yield* openImage(sys, path, { format, mode: 'read' });
  } catch (error) {
    throw error instanceof QemuImgFailure ? new QemuImgFailure(error.message, 2) : error;
  }
}

interface Verdict {
  readonly text: string;
  readonly code: number;
}
const different = (what: string): Verdict => ({ text: `${what}!\n`, code: 1 });

function* verdict(one: DiskImage, other: DiskImage, strict: boolean): Task<Verdict> {
  const sameSize = one.virtualBytes === other.virtualBytes;
  if (strict && !sameSize) return different('Strict mode: Image size mismatch');
  const content = yield* firstDifference(one, other);
  const status = strict ? yield* firstStatus(one, other) : null;
  if (status !== null && (content === null || status <= content)) {
    return different(`Strict mode: Offset ${status} block status mismatch`);
  }
  const warning = sameSize ? '' : 'Warning: Image size mismatch!\n';
  if (content === null) return { text: `${warning}Images are identical.\n`, code: 0 };
  const late = content >= Math.min(one.virtualBytes, other.virtualBytes);
  return { ...different(`${late ? warning : ''}Content mismatch at offset ${content}`) };
}

/** The first sector that differs; what is beyond the end of the shorter one counts as zeros. */
function* firstDifference(one: DiskImage, other: DiskImage): Task<number | null> {
  for (const at of yield* interesting(one, other)) {
    const a = yield* clusterOf(one, at);
    const b = yield* clusterOf(other, at);
    const found = a.findIndex((byte, index) => byte !== b[index]);
    if (found >= 0) return at + Math.floor(found / SECTOR) * SECTOR;
  }
  return null;
}

/** Clusters that hold data in one of them: all others are zero in both. */
function* interesting(one: DiskImage, other: DiskImage): Task<readonly number[]> {
  const clusters = new Set<number>();
  for (const { start, length, data } of [...(yield* extentsOf(one)), ...(yield* extentsOf(other))]) {
    if (!data) continue;
    const first = Math.floor(start / CLUSTER_BYTES) * CLUSTER_BYTES;
    for (let at = first; at < start + length; at += CLUSTER_BYTES) clusters.add(at);
  }
  return [...clusters].sort((a, b) => a - b);
}

function* clusterOf(image: DiskImage, at: number): Task<Uint8Array> {
  const whole = new Uint8Array(CLUSTER_BYTES);
  const length = Math.min(CLUSTER_BYTES, image.virtualBytes - at);
  if (length > 0) whole.set(yield* image.read(at, length));
  return whole;
}

/** Where one has data or zeros and the other has not. */
function* firstStatus(one: DiskImage, other: DiskImage): Task<number | null> {
  const words = function* (image: DiskImage): Task<ReadonlyMap<number, string>> {
    const all = yield* extentsOf(image);
    return new Map(all.map(({ start, present, zero, data }) => [start, `${present} ${zero} ${data}`]));
  };
  const [a, b] = [yield* words(one), yield* words(other)];
  let [left, right] = ['', ''];
  for (const at of [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => x - y)) {
    left = a.get(at) ?? left;
    right = b.get(at) ?? right;
    if (left !== right) return at;
  }
  return null;
}
