/** Models mount(2), umount2(2) and pivot_root(2). */
import type { Kernel } from '../kernel/kernel.ts';
import type { FsContext, Process } from '../kernel/process.ts';
import { type MountRequest, SysError } from '../kernel/sys.ts';
import { type Mounts, Place } from './mounts.ts';

export class MountCalls {
  readonly kernel: Kernel;
  private lastId = 20;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  readonly nextId = (): number => {
    this.lastId += 1;
    return this.lastId;
  };

  copy(mounts: Mounts, fs: FsContext): { readonly mounts: Mounts; readonly fs: FsContext } {
    const { table, moved } = mounts.copy(this.nextId);
    const move = (place: Place): Place => new Place(moved.get(place.mount) ?? place.mount, place.dentry);
    return { mounts: table, fs: { ...fs, root: move(fs.root as Place), cwd: move(fs.cwd as Place) } };
  }

  mount(_process: Process, _request: MountRequest): void {
    throw new SysError('ENODEV');
  }

  umount(_process: Process, _target: string, _lazy: boolean): void {
    throw new SysError('EINVAL');
  }

  pivotRoot(_process: Process, _newRoot: string, _putOld: string): void {
    throw new SysError('EINVAL');
  }
}
