/** `qemu-img snapshot`: internal snapshots of a disk that nobody uses. */
import type { DiskImage } from '../../../hypervisor/qcow2/disk-image.ts';
import type { Qcow2 } from '../../../hypervisor/qcow2/qcow2.ts';
import type { Sys, Task } from '../../../kernel/sys.ts';
import { openImage, warnOfProbing } from './images.ts';
import { snapshotLines } from './info.ts';
import { failure, print, readOptions, usageFailure } from './words.ts';

export function* snapshot(sys: Sys, args: readonly string[]): Task<number> {
  const { values, operands } = readOptions(args, 'la:c:d:qU', { 'force-share': 'U' });
  const actions = ['l', 'a', 'c', 'd'].filter((letter) => values.has(letter));
  if (actions.length > 1) throw usageFailure("Cannot mix '-l', '-a', '-c', '-d'");
  const [path] = operands;
  if (path === undefined || operands.length > 1) throw usageFailure('Expecting one image file name');
  const [action] = actions;
  const image = yield* openImage(sys, path, {
    format: null,
    mode: action === undefined || action === 'l' ? 'read' : 'write',
  });
  if (action !== undefined) {
    if (action !== 'l') yield* warnOfProbing(sys, image, false);
    yield* act(sys, image, action, values.get(action) ?? '');
  }
  image.close();
  return 0;
}

function* act(sys: Sys, image: DiskImage, action: string, name: string): Task<void> {
  const { qcow2 } = image;
  switch (action) {
    case 'c':
      if (qcow2 === null) throw failure(`Could not create snapshot '${name}': -95 (Operation not supported)`);
      return yield* qcow2.createSnapshot(name, Math.floor(sys.realtimeMs() / 1000));
    case 'a':
      return yield* apply(qcow2, name);
    case 'd': {
      const found = qcow2?.snapshot(name) ?? null;
      if (qcow2 === null || found === null) {
        throw failure(`Could not delete snapshot '${name}': snapshot not found`);
      }
      return yield* qcow2.deleteSnapshot(found);
    }
    default:
      if (qcow2 !== null && qcow2.snapshots.length > 0) {
        yield* print(
          sys,
          snapshotLines(qcow2.snapshots)
            .map((line) => `${line}\n`)
            .join(''),
        );
      }
  }
}

function* apply(qcow2: Qcow2 | null, name: string): Task<void> {
  if (qcow2 === null) throw failure(`Could not apply snapshot '${name}': Operation not supported`);
  const found = qcow2.snapshot(name);
  if (found === null) {
    throw failure(`Could not apply snapshot '${name}': Failed to load snapshot: No such file or directory`);
  }
  yield* qcow2.applySnapshot(found);
}
