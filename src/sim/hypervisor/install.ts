/** A qcow2 file as an installer leaves it: a system on it, and so many clusters written. Not part of libvirt. */
import type { Sys, Task } from '../kernel/sys.ts';
import { ZEROS } from '../vfs/content.ts';
import type { DiskStore } from './disk-store.ts';
import type { GuestSystem } from './guest-system.ts';
import { ByteFile } from './qcow2/byte-file.ts';
import { CLUSTER_BYTES } from './qcow2/header.ts';
import { Qcow2 } from './qcow2/qcow2.ts';

export interface InstalledImage {
  readonly path: string;
  readonly system: GuestSystem;
  readonly virtualBytes: number;
  /** What has been written to the disk. */
  readonly usedBytes: number;
}

export function* install(sys: Sys, disks: DiskStore, image: InstalledImage): Task<void> {
  if (sys.access(image.path, 'exists')) return;
  const file = yield* ByteFile.open(sys, image.path, ['read', 'write', 'create']);
  const qcow2 = yield* Qcow2.create(file, image.virtualBytes, null);
  const sector = new Uint8Array(CLUSTER_BYTES);
  sector.set(disks.add(image.system));
  yield* qcow2.writeCluster(0, sector);
  yield* qcow2.fill(CLUSTER_BYTES, Math.ceil(image.usedBytes / CLUSTER_BYTES) - 1, ZEROS);
  file.close();
}
