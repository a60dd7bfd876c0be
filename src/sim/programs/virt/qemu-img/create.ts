/** `qemu-img create`, `resize`: new images and new sizes. */
import { ByteFile } from '../../../hypervisor/qcow2/byte-file.ts';
import { beside } from '../../../hypervisor/qcow2/disk-image.ts';
import type { Header } from '../../../hypervisor/qcow2/header.ts';
import { Qcow2 } from '../../../hypervisor/qcow2/qcow2.ts';
import { type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { words } from '../lib.ts';
import { type Format, formatNamed, openImage, warnOfProbing } from './images.ts';
import {
  failure,
  notModelled,
  print,
  QemuImgFailure,
  readOptions,
  sectors,
  sizeOf,
  usageFailure,
  warn,
} from './words.ts';

const BLOCK = 4096;
const LARGEST = 2 ** 63 - 1;

interface Plan {
  readonly path: string;
  readonly format: Format;
  readonly givenBytes: number | null;
  readonly backing: Header['backing'];
  readonly quiet: boolean;
  /** What -o says. */
  readonly chosen: ReadonlyMap<string, string>;
}

export function* create(sys: Sys, args: readonly string[]): Task<number> {
  const plan = planOf(args);
  const asked = plan.givenBytes ?? (yield* backingBytes(sys, plan));
  if (asked === null) throw failure(`${plan.path}: Image creation needs a size parameter`);
  if (!plan.quiet)
    yield* print(sys, `Formatting '${plan.path}', fmt=${plan.format} ${creationWords(plan, asked)}\n`);
  try {
    yield* makeImage(sys, plan.path, { ...plan, virtualBytes: sectors(asked) });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw failure(`${plan.path}: Could not create '${plan.path}': ${words(error)}`);
  }
  return 0;
}

function planOf(args: readonly string[]): Plan {
  const { values, operands } = readOptions(args, 'f:b:F:o:qu', {});
  const [path, size, surplus] = operands;
  if (path === undefined) throw usageFailure('Expecting image file name');
  const sizeGiven = size === undefined ? null : creationSize(size);
  if (surplus !== undefined) throw usageFailure(`Unexpected argument: ${surplus}`);
  const format = formatNamed(values.get('f') ?? 'raw');
  if (format === null) throw failure(`${path}: Unknown file format '${values.get('f')}'`);
  const chosen = chosenOptions(path, format, values.get('o') ?? '');
  const sizeChosen = chosen.get('size');
  const givenBytes = sizeGiven ?? (sizeChosen === undefined ? null : creationSize(sizeChosen));
  const file = values.get('b') ?? chosen.get('backing_file');
  const backing =
    file === undefined ? null : { file, format: values.get('F') ?? chosen.get('backing_fmt') ?? '' };
  if (backing !== null && format === 'raw') {
    throw failure(`${path}: Backing file not supported for file format 'raw'`);
  }
  return { path, format, givenBytes, backing, chosen, quiet: values.has('q') };
}

/** Values that make the image as it is made without the option. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  cluster_size: ['64k', '64K', '65536'],
  compat: ['1.1', 'v3'],
  compression_type: ['zlib'],
  extended_l2: ['off'],
  lazy_refcounts: ['off'],
  preallocation: ['off'],
  refcount_bits: ['16'],
};
const OF_RAW = ['size', 'preallocation'];

function chosenOptions(path: string, format: Format, text: string): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>();
  for (const part of text.split(',')) {
    if (part === '') continue;
    const [name = '', value = ''] = part.split(/=(.*)/s);
    if (part === 'help' || part === '?') throw notModelled('create -o help');
    const known = ['size', 'backing_file', 'backing_fmt', ...Object.keys(DEFAULTS)].includes(name);
    if (!known || (format === 'raw' && !OF_RAW.includes(name))) {
      throw failure(`${path}: Invalid parameter '${name}'`);
    }
    if (Object.hasOwn(DEFAULTS, name) && !DEFAULTS[name]?.includes(value)) {
      throw notModelled(`create -o ${name}=${value}`);
    }
    chosen.set(name, value);
  }
  return chosen;
}

/** Of a disk to be made; throws where it is none. */
export function creationSize(text: string): number {
  const bytes = sizeOf(text);
  if (bytes === null) {
    throw failure(
      'Invalid image size specified. You may use k, M, G, T, P or E suffixes for\nqemu-img: kilobytes, megabytes, gigabytes, terabytes, petabytes and exabytes.',
    );
  }
  if (bytes > LARGEST - 1023) {
    throw failure(`Invalid image size specified. Must be between 0 and ${'9223372036854775807'}.`);
  }
  return bytes;
}

/** The backing file must be there, and its format named. */
function* backingBytes(sys: Sys, { path, backing }: Plan): Task<number | null> {
  if (backing === null) return null;
  const file = beside(path, backing.file);
  try {
    const image = yield* openImage(sys, file, { format: backing.format || null, mode: 'read' });
    const { virtualBytes, format } = image;
    image.close();
    if (backing.format === '') {
      // The real message has no newline at its end either.
      throw new QemuImgFailure(
        `qemu-img: ${path}: Backing file specified without backing format\nDetected format of ${format}.`,
      );
    }
    return virtualBytes;
  } catch (error) {
    const missing = error instanceof Error && error.message.includes('No such file or directory');
    if (!missing) throw error;
    throw failure(
      `${path}: Could not open '${file}': No such file or directory\nCould not open backing image.`,
    );
  }
}

/** The options in the order of the driver's list, with those that were given or have a value of their own. */
function creationWords({ format, backing, chosen }: Plan, bytes: number): string {
  const given = (name: string): string => (chosen.has(name) ? ` ${name}=${chosen.get(name)}` : '');
  if (format === 'raw') return `size=${bytes}${given('preallocation')}`;
  const based = backing === null ? '' : ` backing_file=${backing.file} backing_fmt=${backing.format}`;
  return `cluster_size=65536 extended_l2=off${given('preallocation')} compression_type=zlib size=${bytes}${given('compat')}${based} lazy_refcounts=off refcount_bits=16`;
}

export interface NewImage {
  readonly format: Format;
  readonly virtualBytes: number;
  readonly backing: Header['backing'];
}

/** Throws SysError. */
export function* makeImage(sys: Sys, path: string, image: NewImage): Task<void> {
  const file = yield* ByteFile.open(sys, path, ['read', 'write', 'create', 'trunc']);
  if (image.format === 'qcow2') yield* Qcow2.create(file, image.virtualBytes, image.backing);
  else {
    file.truncate(image.virtualBytes);
    // raw_co_create writes the first block, so that the file is probed as what it is.
    if (image.virtualBytes > 0) yield* file.write(0, new Uint8Array(Math.min(BLOCK, image.virtualBytes)));
  }
  file.close();
}

export function* resize(sys: Sys, args: readonly string[]): Task<number> {
  // The size may begin with a minus, so it is taken before the options are read.
  const size = args.at(-1);
  const { values, operands } = readOptions(args.slice(0, -1), 'f:q', { shrink: 'shrink' });
  const [path] = operands;
  if (size === undefined || path === undefined) throw usageFailure('Not enough arguments');
  const relative = /^[+-]/.test(size);
  const amount = sizeOf(relative ? size.slice(1) : size);
  if (amount === null) {
    throw failure(
      "Parameter 'size' expects a non-negative number below 2^64\nOptional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-\nand exabytes, respectively.",
    );
  }
  const image = yield* openImage(sys, path, { format: values.get('f') ?? null, mode: 'write' });
  yield* warnOfProbing(sys, image, values.has('f'));
  const now = image.virtualBytes;
  const target = sectors(relative ? now + (size.startsWith('-') ? -amount : amount) : amount);
  if (target <= 0) throw failure('New image size must be positive');
  if (target < now && !values.has('shrink')) {
    yield* warn(
      sys,
      "qemu-img: Use the --shrink option to perform a shrink operation.\nqemu-img: warning: Shrinking an image will delete all data beyond the shrunken image's end. Before performing such an operation, make sure there is no important data there.\n",
    );
    return 1;
  }
  if (image.qcow2 === null) image.file.truncate(target);
  else yield* image.qcow2.resize(target);
  image.close();
  if (!values.has('q')) yield* print(sys, 'Image resized.\n');
  return 0;
}
