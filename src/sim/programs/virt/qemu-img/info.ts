/** `qemu-img info` and `check`. */

import { beside, type DiskImage } from '../../../hypervisor/qcow2/disk-image.ts';
import type { SnapshotRecord } from '../../../hypervisor/qcow2/header.ts';
import type { Sys, Task } from '../../../kernel/sys.ts';
import { actualBytes, openImage } from './images.ts';
import { failure, humanSize, print, readOptions, usageFailure } from './words.ts';

export function* info(sys: Sys, args: readonly string[]): Task<number> {
  const { values, operands } = readOptions(args, 'f:U', {
    output: 'output:',
    'backing-chain': 'chain',
    'force-share': 'U',
  });
  const [path] = operands;
  const output = values.get('output') ?? 'human';
  if (output !== 'human' && output !== 'json') {
    throw failure('--output must be used with human or json as argument.');
  }
  if (path === undefined || operands.length > 1) throw usageFailure('Expecting one image file name');
  const mode = values.has('chain') ? 'read' : 'alone';
  const image = yield* openImage(sys, path, { format: values.get('f') ?? null, mode });
  const chain = values.has('chain') ? chainOf(image) : [image];
  if (output === 'human') yield* print(sys, chain.map((one) => human(sys, one)).join('\n'));
  else {
    const all = chain.map((one) => facts(sys, one));
    yield* print(sys, `${JSON.stringify(values.has('chain') ? all : all[0], null, 4)}\n`);
  }
  image.close();
  return 0;
}

const chainOf = (image: DiskImage): readonly DiskImage[] =>
  image.backing === null ? [image] : [image, ...chainOf(image.backing)];

function human(sys: Sys, image: DiskImage): string {
  const { qcow2, virtualBytes } = image;
  const head = [
    `image: ${image.path}`,
    `file format: ${image.format}`,
    `virtual size: ${humanSize(virtualBytes)} (${virtualBytes} bytes)`,
    `disk size: ${humanSize(actualBytes(sys, image.path))}`,
  ];
  if (qcow2 === null) return lines(head);
  const { backing } = qcow2.header;
  return lines([
    ...head,
    'cluster_size: 65536',
    ...(backing === null
      ? []
      : [backingLine(image.path, backing.file), `backing file format: ${backing.format}`]),
    ...(qcow2.snapshots.length === 0 ? [] : snapshotLines(qcow2.snapshots)),
    'Format specific information:',
    '    compat: 1.1',
    '    compression type: zlib',
    '    lazy refcounts: false',
    '    refcount bits: 16',
    '    corrupt: false',
    '    extended l2: false',
  ]);
}

const lines = (all: readonly string[]): string => all.map((one) => `${one}\n`).join('');

function backingLine(path: string, file: string): string {
  const full = beside(path, file);
  return full === file ? `backing file: ${file}` : `backing file: ${file} (actual path: ${full})`;
}

export function snapshotLines(snapshots: readonly SnapshotRecord[]): readonly string[] {
  const row = (id: string, tag: string, size: string, date: string, clock: string, count: string): string =>
    `${id.padEnd(10)}${tag.padEnd(17)}${size.padStart(8)}${date.padStart(20)}${clock.padStart(13)}${count.padStart(11)}`;
  return [
    'Snapshot list:',
    row('ID', 'TAG', 'VM SIZE', 'DATE', 'VM CLOCK', 'ICOUNT'),
    ...snapshots.map(({ id, name, dateSeconds }) =>
      row(id, name, '0 B', dateWords(dateSeconds), '00:00:00.000', '0'),
    ),
  ];
}

const dateWords = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

function facts(sys: Sys, image: DiskImage): Readonly<Record<string, unknown>> {
  const { qcow2 } = image;
  const size = { 'virtual-size': image.virtualBytes, filename: image.path };
  const actual = { format: image.format, 'actual-size': actualBytes(sys, image.path) };
  if (qcow2 === null) return { ...size, ...actual, 'dirty-flag': false };
  const { backing } = qcow2.header;
  const data = {
    compat: '1.1',
    'compression-type': 'zlib',
    'lazy-refcounts': false,
    'refcount-bits': 16,
    corrupt: false,
    'extended-l2': false,
  };
  return {
    ...(qcow2.snapshots.length === 0 ? {} : { snapshots: qcow2.snapshots.map(snapshotFacts) }),
    ...(backing === null ? {} : { 'backing-filename-format': backing.format }),
    ...size,
    'cluster-size': 65536,
    ...actual,
    'format-specific': { type: 'qcow2', data },
    ...(backing === null
      ? {}
      : { 'full-backing-filename': beside(image.path, backing.file), 'backing-filename': backing.file }),
    'dirty-flag': false,
  };
}

const snapshotFacts = ({ id, name, dateSeconds }: SnapshotRecord) => ({
  icount: 0,
  'vm-clock-nsec': 0,
  name,
  'date-sec': dateSeconds,
  'date-nsec': 0,
  'vm-clock-sec': 0,
  id,
  'vm-state-size': 0,
});

export function* check(sys: Sys, args: readonly string[]): Task<number> {
  const { values, operands } = readOptions(args, 'f:qU', { output: 'output:' });
  const [path] = operands;
  if (path === undefined || operands.length > 1) throw usageFailure('Expecting one image file name');
  const image = yield* openImage(sys, path, { format: values.get('f') ?? null, mode: 'read' });
  const { qcow2 } = image;
  if (qcow2 === null) throw failure('This image format does not support checks', 63);
  const used = (yield* qcow2.ownClusters()).length;
  const total = Math.ceil(qcow2.virtualBytes / 65536);
  const end = qcow2.refcounts.endOffset;
  const share =
    used === 0
      ? ''
      : `${used}/${total} = ${((used * 100) / total).toFixed(2)}% allocated, 0.00% fragmented, 0.00% compressed clusters\n`;
  if (values.get('output') === 'json') {
    const counts = used === 0 ? {} : { 'allocated-clusters': used };
    const report = {
      'image-end-offset': end,
      'total-clusters': total,
      'check-errors': 0,
      ...counts,
      filename: path,
      format: 'qcow2',
    };
    yield* print(sys, `${JSON.stringify(report, null, 4)}\n`);
  } else if (!values.has('q')) {
    yield* print(sys, `No errors were found on the image.\n${share}Image end offset: ${end}\n`);
  }
  image.close();
  return 0;
}
