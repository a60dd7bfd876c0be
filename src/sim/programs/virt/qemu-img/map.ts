/** `qemu-img map` and `measure`: where a disk's data lies, and how much room it would take. */
import { CLUSTER_BYTES } from '../../../hypervisor/qcow2/header.ts';
import type { Sys, Task } from '../../../kernel/sys.ts';
import { creationSize } from './create.ts';
import { type Extent, extentsOf } from './extents.ts';
import { formatNamed, openImage } from './images.ts';
import { failure, notModelled, print, readOptions, usageFailure } from './words.ts';

export function* map(sys: Sys, args: readonly string[]): Task<number> {
  const { values, operands } = readOptions(args, 'f:U', {
    output: 'output:',
    'force-share': 'U',
    'start-offset': 's:',
    'max-length': 'l:',
  });
  const [path] = operands;
  const output = outputOf(values);
  if (values.has('s') || values.has('l')) throw notModelled('a part of the map');
  if (path === undefined || operands.length > 1) throw usageFailure('Expecting one image file name');
  const image = yield* openImage(sys, path, { format: values.get('f') ?? null, mode: 'read' });
  const extents = yield* extentsOf(image);
  image.close();
  yield* print(sys, output === 'json' ? `[${extents.map(json).join(',\n')}]\n` : human(extents));
  return 0;
}

function outputOf(values: ReadonlyMap<string, string>): string {
  const output = values.get('output') ?? 'human';
  if (output === 'human' || output === 'json') return output;
  throw failure('--output must be used with human or json as argument.');
}

/** %#x: zero goes without the prefix. */
const hex = (value: number): string => (value === 0 ? '0' : `0x${value.toString(16)}`).padEnd(16);

function human(extents: readonly Extent[]): string {
  const rows = extents
    .filter(({ data, zero }) => data && !zero)
    .map(({ start, length, offset, file }) => `${hex(start)}${hex(length)}${hex(offset ?? 0)}${file}\n`);
  return `Offset          Length          Mapped to       File\n${rows.join('')}`;
}

function json({ start, length, depth, present, zero, data, offset }: Extent): string {
  const at = offset === null ? '' : `, "offset": ${offset}`;
  return `{ "start": ${start}, "length": ${length}, "depth": ${depth}, "present": ${present}, "zero": ${zero}, "data": ${data}${at}}`;
}

export function* measure(sys: Sys, args: readonly string[]): Task<number> {
  const { values, operands } = readOptions(args, 'f:O:o:l:U', { output: 'output:', size: 'size:' });
  const format = formatNamed(values.get('O') ?? 'raw');
  if (format === null) throw failure(`Unknown file format '${values.get('O')}'`);
  for (const letter of ['o', 'l']) if (values.has(letter)) throw notModelled(`measure -${letter}`);
  const output = outputOf(values);
  const size = values.get('size');
  const [path] = operands;
  if ((size === undefined) === (path === undefined)) {
    throw failure('Either --size N or one filename must be specified.');
  }
  const source =
    path === undefined
      ? { virtualBytes: creationSize(size ?? ''), dataBytes: 0, isQcow2: false }
      : yield* measured(sys, path, values.get('f') ?? null);
  const { virtualBytes, dataBytes } = source;
  const full = format === 'raw' ? virtualBytes : preallocatedBytes(virtualBytes);
  const required = format === 'raw' ? virtualBytes : full - virtualBytes + dataBytes;
  const bitmaps = source.isQcow2 && format === 'qcow2';
  if (output === 'json') {
    const report = { ...(bitmaps ? { bitmaps: 0 } : {}), required, 'fully-allocated': full };
    yield* print(sys, `${JSON.stringify(report, null, 4)}\n`);
  } else {
    const end = bitmaps ? 'bitmaps size: 0\n' : '';
    yield* print(sys, `required size: ${required}\nfully allocated size: ${full}\n${end}`);
  }
  return 0;
}

function* measured(sys: Sys, path: string, format: string | null) {
  const image = yield* openImage(sys, path, { format, mode: 'read' });
  const clusters = new Set<number>();
  for (const { start, length, data } of yield* extentsOf(image)) {
    if (!data) continue;
    for (let at = start; at < start + length; at += CLUSTER_BYTES - (at % CLUSTER_BYTES)) {
      clusters.add(Math.floor(at / CLUSTER_BYTES));
    }
  }
  const { virtualBytes, qcow2 } = image;
  image.close();
  return { virtualBytes, dataBytes: clusters.size * CLUSTER_BYTES, isQcow2: qcow2 !== null };
}

const ENTRIES = CLUSTER_BYTES / 8;
const COUNTS = CLUSTER_BYTES / 2;
const upTo = (value: number, step: number): number => Math.ceil(value / step) * step;

/** qcow2_calc_prealloc_size (block/qcow2.c): header, both tables, reference counts and every cluster. */
function preallocatedBytes(virtualBytes: number): number {
  const data = upTo(virtualBytes, CLUSTER_BYTES);
  const l2 = upTo(data / CLUSTER_BYTES, ENTRIES) * 8;
  const l1 = upTo(l2 / CLUSTER_BYTES, ENTRIES) * 8;
  const clusters = (CLUSTER_BYTES + l2 + l1 + data) / CLUSTER_BYTES;
  let [table, blocks, last] = [0, 0, -1];
  while (last !== table + blocks) {
    last = table + blocks;
    blocks = Math.ceil((clusters + table + blocks) / COUNTS);
    table = Math.ceil(blocks / ENTRIES);
  }
  return (clusters + table + blocks) * CLUSTER_BYTES;
}
