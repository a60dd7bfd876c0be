/**
 * Models the character devices of null(4), full(4), random(4), and tty(4). Left out: block devices and every other driver;
 * opening one of those fails with ENXIO, as where no driver is loaded.
 */

import type { Kernel } from '../kernel/kernel.ts';
import { OpenFile, type OpenMode } from '../kernel/open-file.ts';
import type { Process } from '../kernel/process.ts';
import { type Stat, SysError } from '../kernel/sys.ts';
import { TtySlave } from '../kernel/tty-files.ts';
import { ZEROS } from './content.ts';
import type { Node } from './node.ts';
import { statOf } from './stat.ts';

interface Driver {
  readonly read: (kernel: Kernel, max: number) => Uint8Array;
  readonly write: (data: Uint8Array) => number;
}

const nothing = (): Uint8Array => new Uint8Array(0);
const zeros = (_kernel: Kernel, max: number): Uint8Array => ZEROS.subarray(0, Math.min(max, ZEROS.length));
const swallow = (data: Uint8Array): number => data.length;
const random = (kernel: Kernel, max: number): Uint8Array => kernel.random.bytes(Math.min(max, 65536));
const refuse = (): number => {
  throw new SysError('ENOSPC');
};

/** Major 1, by minor. */
const MEMORY_DEVICES: Readonly<Record<number, Driver>> = {
  3: { read: nothing, write: swallow },
  5: { read: zeros, write: swallow },
  7: { read: zeros, write: refuse },
  8: { read: random, write: swallow },
  9: { read: random, write: swallow },
};

class MemoryDevice extends OpenFile {
  private readonly node: Node;
  private readonly driver: Driver;

  constructor(node: Node, driver: Driver, mode: OpenMode, label: string) {
    super(mode, label);
    this.node = node;
    this.driver = driver;
  }

  override stat(): Stat {
    return statOf(this.node);
  }

  override read(_process: Process, max: number): Uint8Array {
    return this.driver.read(this.node.superblock.kernel, max);
  }

  override write(_process: Process, data: Uint8Array): number {
    return this.driver.write(data);
  }

  override seek(): number {
    return 0;
  }
}

/** ENXIO where there is no such device. */
export function openDevice(process: Process, node: Node, mode: OpenMode, label: string): OpenFile {
  const { type, rdev } = node.attributes;
  if (type === 'char-device' && rdev.major === 5) return openTerminal(process, rdev.minor, mode);
  const driver = type === 'char-device' && rdev.major === 1 ? MEMORY_DEVICES[rdev.minor] : undefined;
  if (driver === undefined) throw new SysError('ENXIO');
  return new MemoryDevice(node, driver, mode, label);
}

/** Major 5: 0 is the caller's controlling terminal, 1 the console, 2 a new pseudo-terminal. */
function openTerminal(process: Process, minor: number, mode: OpenMode): OpenFile {
  if (minor === 0 || minor === 1) {
    const { tty } = process.group.session;
    if (tty === null) throw new SysError('ENXIO');
    return new TtySlave(tty, mode);
  }
  throw new SysError('ENXIO');
}
