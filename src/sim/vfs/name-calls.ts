/** Models link(2), unlink(2), rmdir(2) and rename(2) with their errors, in the order in which Linux checks them. */
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import { dropIfGone } from './inode-file.ts';
import type { Place } from './mounts.ts';
import type { Node } from './node.ts';
import { requireWritable } from './open.ts';
import { type Found, find, findPlace, mountsOf } from './path-walk.ts';
import { requireAccess, requireRemoval } from './permissions.ts';

/** ENOENT unless something is there; the place must not be one that something is mounted on. */
function existing(process: Process, found: Found): Place {
  if (found.place === null) throw new SysError('ENOENT');
  requireWritable(found.directory);
  if (found.place.mount !== found.directory.mount) throw new SysError('EBUSY');
  requireRemoval(process, found.directory.node, found.place.node);
  return found.place;
}

function isEmpty(process: Process, directory: Node): boolean {
  if (directory.emptyForRemoval) return true;
  for (const _ of directory.list(process)) return false;
  return true;
}

function detach(found: Found): void {
  found.directory.node.detach(found.name);
  found.directory.dentry.forget(found.name);
}

export function removeName(process: Process, path: string): void {
  const found = find(process, path, false);
  const place = existing(process, found);
  if (place.node.isDirectory) throw new SysError('EISDIR');
  if (found.slash) throw new SysError('ENOTDIR');
  detach(found);
  dropIfGone(place.node);
}

export function removeDirectory(process: Process, path: string): void {
  const found = find(process, path, false);
  if (found.name === '.') throw new SysError('EINVAL');
  if (found.name === '..') throw new SysError('ENOTEMPTY');
  const place = existing(process, found);
  if (!place.node.isDirectory) throw new SysError('ENOTDIR');
  if (!isEmpty(process, place.node)) throw new SysError('ENOTEMPTY');
  detach(found);
}

export function linkPath(process: Process, from: string, to: string): void {
  const source = findPlace(process, from, false);
  if (source.node.isDirectory) throw new SysError('EPERM');
  const found = find(process, to, false);
  if (found.place !== null) throw new SysError('EEXIST');
  if (source.mount !== found.directory.mount) throw new SysError('EXDEV');
  requireWritable(found.directory);
  requireAccess(process, found.directory.node, 'write');
  found.directory.node.attach(found.name, source.node);
}

export function renamePath(process: Process, from: string, to: string): void {
  const source = find(process, from, false);
  const target = find(process, to, false);
  if (['.', '..'].includes(source.name) || ['.', '..'].includes(target.name)) throw new SysError('EBUSY');
  if (source.directory.mount !== target.directory.mount) throw new SysError('EXDEV');
  const moved = existing(process, source);
  requireWritable(target.directory);
  requireAccess(process, target.directory.node, 'write');
  if (mountsOf(process).mountedOn(moved) !== null) throw new SysError('EBUSY');
  if (isBelow(target.directory, moved)) throw new SysError('EINVAL');
  const replaced = target.place;
  if (replaced !== null) {
    if (replaced.node === moved.node) return;
    checkReplacement(process, moved.node, existing(process, target).node);
  } else if (target.slash && !moved.node.isDirectory) throw new SysError('ENOTDIR');
  source.directory.node.move(source.name, target.directory.node, target.name);
  source.directory.dentry.moveChild(source.name, target.directory.dentry, target.name);
  if (replaced !== null) dropIfGone(replaced.node);
}

function checkReplacement(process: Process, moved: Node, replaced: Node): void {
  if (moved.isDirectory && !replaced.isDirectory) throw new SysError('ENOTDIR');
  if (!moved.isDirectory && replaced.isDirectory) throw new SysError('EISDIR');
  if (replaced.isDirectory && !isEmpty(process, replaced)) throw new SysError('ENOTEMPTY');
}

function isBelow(place: Place, above: Place): boolean {
  for (let at: Place['dentry'] | null = place.dentry; at !== null; at = at.parent) {
    if (at === above.dentry) return true;
  }
  return false;
}
