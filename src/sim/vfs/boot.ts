/**
 * Boots a machine: a Kernel whose root file system is made from a TreeSpec. No process runs yet; `kernel.spawn`
 * starts the first as PID 1.
 *
 *     const kernel = bootKernel({ seed: '1', bootRealtimeMs, uname, hostname: 'box', programs, root: tree });
 *     kernel.spawn({ path: '/sbin/init', argv: ['/sbin/init'] });
 *     kernel.runUntil(() => done, { maxVirtualMs: 60_000, maxSteps: 1_000_000 });
 */
import { Kernel, type KernelOptions } from '../kernel/kernel.ts';
import type { TreeSpec } from '../kernel/tree-spec.ts';
import { LinuxVfs } from './linux-vfs.ts';

export interface BootOptions extends Omit<KernelOptions, 'vfs'> {
  readonly root: TreeSpec;
  readonly rootType?: string;
  /** What mount(8) shows as its source. */
  readonly rootSource?: string;
  readonly diskBytes?: number;
}

const DEFAULT_DISK_BYTES = 20 * 1024 ** 3;

export function bootKernel(options: BootOptions): Kernel {
  const { root, rootType, rootSource, diskBytes, ...kernel } = options;
  const rootOptions = {
    tree: root,
    type: rootType ?? 'ext4',
    source: rootSource ?? '/dev/sda1',
    capacityBytes: diskBytes ?? DEFAULT_DISK_BYTES,
  };
  return new Kernel({ ...kernel, vfs: (made) => new LinuxVfs(made, rootOptions) });
}
