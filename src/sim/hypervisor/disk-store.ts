/**
 * What is on the virtual disks of a host. A disk's first sector carries the number of the system on it, so that it goes wherever
 * the bytes go: cp, qemu-img convert, internal snapshots. Invariant: a number stands for one state of one disk, which does not
 * change any more once the machine that wrote it is off. Left out: the guest's file system as bytes, copies of running disks.
 */
import { type Sys, SysError, type Task } from '../kernel/sys.ts';
import type { GuestMachine } from './guest-machine.ts';
import type { GuestSystem } from './guest-system.ts';
import type { BlockInfo } from './hypervisor-types.ts';
import { LibvirtError } from './libvirt-error.ts';
import { DiskImage } from './qcow2/disk-image.ts';

const MARK = 'vmvscontainer-disk:';
const SECTOR = 512;

/** A disk without a system: the firmware says so and waits. */
const NOTHING: GuestSystem = {
  kind: 'opaque',
  title: 'No bootable device',
  bootMs: 1500,
  shutdownMs: 0,
  banner:
    'SeaBIOS (version 1.16.2-debian-1.16.2-1)\r\nBooting from Hard Disk...\r\nBoot failed: not a bootable disk\r\n\r\nNo bootable device.\r\n',
};

export class DiskStore {
  readonly #systems = new Map<string, () => GuestSystem>();
  #last = 0;

  /** The first bytes of a disk with this system on it. */
  add(system: GuestSystem): Uint8Array {
    return this.#mark(() => system);
  }

  #mark(system: () => GuestSystem): Uint8Array {
    this.#last += 1;
    const id = `${this.#last}`;
    this.#systems.set(id, system);
    const sector = new Uint8Array(SECTOR);
    sector.set(new TextEncoder().encode(`${MARK}${id}\0`));
    return sector;
  }

  #systemIn(sector: Uint8Array): GuestSystem {
    const text = new TextDecoder().decode(sector);
    const id = text.startsWith(MARK) ? (text.slice(MARK.length).split('\0')[0] ?? '') : '';
    return this.#systems.get(id)?.() ?? NOTHING;
  }

  /** What boots from this file, and where the machine that does is to be told: from then on the disk is its. */
  *boot(
    sys: Sys,
    path: string | null,
  ): Task<{ readonly system: GuestSystem; readonly attach: (machine: GuestMachine) => void }> {
    if (path === null) return { system: NOTHING, attach: () => {} };
    const image = yield* DiskImage.open(sys, path, 'write');
    const system = this.#systemIn(yield* image.read(0, SECTOR));
    let machine: GuestMachine | null = null;
    if (system !== NOTHING)
      yield* image.write(
        0,
        this.#mark(() => stateOf(system, machine)),
      );
    image.close();
    return {
      system,
      attach: (made) => {
        machine = made;
      },
    };
  }

  *snapshot(sys: Sys, path: string, name: string, seconds: number): Task<void> {
    yield* this.#qcow2(sys, path, (image) => image.qcow2.createSnapshot(name, seconds));
  }

  *revert(sys: Sys, path: string, name: string): Task<void> {
    yield* this.#qcow2(sys, path, (image) => image.qcow2.applySnapshot(snapshotIn(image, name)));
  }

  *deleteSnapshot(sys: Sys, path: string, name: string): Task<void> {
    yield* this.#qcow2(sys, path, (image) => image.qcow2.deleteSnapshot(snapshotIn(image, name)));
  }

  *#qcow2(sys: Sys, path: string, act: (image: Qcow2Disk) => Task<void>): Task<void> {
    const image = yield* opened(sys, path);
    const { qcow2 } = image;
    if (qcow2 === null) {
      image.close();
      throw new LibvirtError(
        'unsupported configuration: internal snapshot for disk vda unsupported for storage type raw',
      );
    }
    yield* act({ qcow2 });
    image.close();
  }

  *info(sys: Sys, path: string): Task<BlockInfo> {
    const image = yield* opened(sys, path);
    const stat = sys.stat(path);
    const allocation = (stat.blocks ?? Math.ceil(stat.sizeBytes / 512)) * 512;
    image.close();
    return { capacity: image.virtualBytes, allocation, physical: stat.sizeBytes };
  }
}

interface Qcow2Disk {
  readonly qcow2: NonNullable<DiskImage['qcow2']>;
}

function* opened(sys: Sys, path: string): Task<DiskImage> {
  try {
    return yield* DiskImage.open(sys, path, 'write');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new LibvirtError(`Cannot access storage file '${path}': No such file or directory`);
  }
}

function snapshotIn({ qcow2 }: Qcow2Disk, name: string) {
  const found = qcow2.snapshot(name);
  if (found === null) {
    throw new LibvirtError(`operation failed: Disk image has no internal snapshot named '${name}'`);
  }
  return found;
}

function stateOf(system: GuestSystem, machine: GuestMachine | null): GuestSystem {
  return system.kind === 'linux' && machine !== null ? { ...system, tree: machine.tree } : system;
}
