/** `qemu-img commit` and `rebase`: moving data along a chain of disks. Left out: commit over more than one step. */
import { beside, type DiskImage } from '../../../hypervisor/qcow2/disk-image.ts';
import { CLUSTER_BYTES, type Header } from '../../../hypervisor/qcow2/header.ts';
import type { Sys, Task } from '../../../kernel/sys.ts';
import { wholeCluster } from './convert.ts';
import { formatNamed, openImage, warnOfProbing } from './images.ts';
import { failure, notModelled, print, QemuImgFailure, readOptions, usageFailure } from './words.ts';

const PROGRESS = '    (0.00/100%)\r    (100.00/100%)\r';

export function* commit(sys: Sys, args: readonly string[]): Task<number> {
  const { values, operands } = readOptions(args, 'f:t:b:dpqr:', {});
  const [path] = operands;
  if (path === undefined || operands.length > 1) throw usageFailure('Expecting one image file name');
  if (values.has('r')) throw notModelled('commit -r');
  const image = yield* openImage(sys, path, { format: values.get('f') ?? null, mode: 'write' });
  yield* warnOfProbing(sys, image, values.has('f'));
  const { qcow2, backing } = image;
  if (qcow2 === null || backing === null) throw failure('Image does not have a backing file');
  requireBase(image, values.get('b'));
  const below = beside(path, qcow2.header.backing?.file ?? '');
  const target = yield* openImage(sys, below, {
    format: qcow2.header.backing?.format ?? null,
    mode: 'write',
  });
  yield* putInto(image, target);
  target.close();
  if (!values.has('d') && !values.has('b')) yield* qcow2.makeEmpty();
  image.close();
  if (values.has('p')) yield* print(sys, `${PROGRESS}\n`);
  if (!values.has('q')) yield* print(sys, 'Image committed.\n');
  return 0;
}

function requireBase(image: DiskImage, base: string | undefined): void {
  if (base === undefined || image.backing?.path === base) return;
  for (let below = image.backing; below !== null; below = below.backing) {
    if (below.path === base) throw notModelled('commit over more than one step');
  }
  throw failure(`Did not find '${base}' in the backing chain of '${image.path}'`);
}

/** The lower disk grows where the upper one is longer. */
function* putInto(image: DiskImage, target: DiskImage): Task<void> {
  if (image.virtualBytes > target.virtualBytes) {
    if (target.qcow2 === null) target.file.truncate(image.virtualBytes);
    else yield* target.qcow2.resize(image.virtualBytes);
  }
  const own = image.qcow2 === null ? [] : yield* image.qcow2.ownClusters();
  for (const at of own) {
    const data = yield* image.read(at, Math.min(CLUSTER_BYTES, image.virtualBytes - at));
    if (target.qcow2 === null) yield* target.write(at, data);
    else yield* target.qcow2.writeCluster(at, wholeCluster(data));
  }
}

interface Rebase {
  readonly path: string;
  readonly backing: Header['backing'];
  readonly unsafe: boolean;
  readonly progress: boolean;
}

export function* rebase(sys: Sys, args: readonly string[]): Task<number> {
  const { values, operands } = readOptions(args, 'f:F:b:upt:T:qU', { 'force-share': 'U' });
  const [path] = operands;
  if (path === undefined || operands.length > 1) throw usageFailure('Expecting one image file name');
  const file = values.get('b') ?? '';
  const unsafe = values.has('u');
  if (!unsafe && !values.has('b')) {
    throw usageFailure('Must specify backing file (-b) or use unsafe mode (-u)');
  }
  const format = values.get('F') ?? '';
  if (format !== '' && formatNamed(format) === null) throw failure(`Invalid format name: '${format}'`);
  const backing = file === '' ? null : { file, format };
  const plan = { path, backing, unsafe, progress: values.has('p') };
  const image = yield* openImage(sys, path, {
    format: values.get('f') ?? null,
    mode: unsafe ? 'alone-write' : 'write',
  });
  yield* warnOfProbing(sys, image, values.has('f'));
  yield* changeBacking(sys, image, plan);
  image.close();
  if (plan.progress) yield* print(sys, `${PROGRESS}${unsafe ? '' : '    (100.00/100%)\r'}\n`);
  return 0;
}

function* changeBacking(sys: Sys, image: DiskImage, { path, backing, unsafe }: Rebase): Task<void> {
  const refuse = (why: string) => failure(`Could not change the backing file to '${backing?.file}': ${why}`);
  const fresh = backing === null || unsafe ? null : yield* newBacking(sys, path, backing);
  if (image.qcow2 === null) throw refuse('Operation not supported');
  if (!unsafe) yield* keepContent(image, fresh);
  fresh?.close();
  if (backing?.format === '') throw refuse('backing format must be specified');
  yield* image.qcow2.setBacking(backing);
}

function* newBacking(sys: Sys, path: string, { file, format }: NonNullable<Header['backing']>) {
  try {
    return yield* openImage(sys, beside(path, file), { format: format || null, mode: 'read' });
  } catch (error) {
    if (!(error instanceof QemuImgFailure)) throw error;
    throw new QemuImgFailure(
      error.message.replace('Could not open', 'Could not open new backing file').replace("file '", `file '`),
    );
  }
}

/** What the old backing file gave and the new one does not is written into the image. */
function* keepContent(image: DiskImage, fresh: DiskImage | null): Task<void> {
  const { qcow2, backing } = image;
  if (qcow2 === null) return;
  const own = new Set(yield* qcow2.ownClusters());
  for (let at = 0; at < image.virtualBytes; at += CLUSTER_BYTES) {
    if (own.has(at)) continue;
    const old = yield* seen(backing, at);
    const now = yield* seen(fresh, at);
    if (old === null && now === null) continue;
    const before = wholeCluster(old ?? new Uint8Array(CLUSTER_BYTES));
    const after = wholeCluster(now ?? new Uint8Array(CLUSTER_BYTES));
    if (before.some((byte, index) => byte !== after[index])) yield* qcow2.writeCluster(at, before);
  }
}

/** Null for nothing but zeros that nobody wrote. */
function* seen(image: DiskImage | null, at: number): Task<Uint8Array | null> {
  if (image === null || at >= image.virtualBytes) return null;
  for (let below: DiskImage | null = image; below !== null; below = below.backing) {
    if (below.qcow2 === null || (yield* below.qcow2.readCluster(at)) !== null) {
      return yield* image.read(at, Math.min(CLUSTER_BYTES, image.virtualBytes - at));
    }
  }
  return null;
}
