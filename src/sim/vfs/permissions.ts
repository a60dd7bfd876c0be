/**
 * Models the permission check of path_resolution(7) and the overrides of capabilities(7). Invariant: user 0 has no
 * power of its own, only its capabilities have; nobody executes a file without any x bit. Left out: ACLs.
 */
import { isCapable } from '../kernel/credentials.ts';
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import type { Node } from './node.ts';

export type Access = 'read' | 'write' | 'execute';
const BITS: Record<Access, number> = { read: 4, write: 2, execute: 1 };

export function mayAccess(process: Process, node: Node, access: Access): boolean {
  const { credentials } = process;
  const { mode, uid, gid, type } = node.attributes;
  let bits = mode & 7;
  if (credentials.euid === uid) bits = (mode >> 6) & 7;
  else if (credentials.egid === gid || credentials.groups.includes(gid)) bits = (mode >> 3) & 7;
  if ((bits & BITS[access]) !== 0) return true;
  if (access === 'execute' && type !== 'directory' && (mode & 0o111) === 0) return false;
  if (isCapable(credentials, 'DAC_OVERRIDE')) return true;
  const searches = access === 'read' || (access === 'execute' && type === 'directory');
  return searches && isCapable(credentials, 'DAC_READ_SEARCH');
}

/** EACCES. */
export function requireAccess(process: Process, node: Node, access: Access): void {
  if (!mayAccess(process, node, access)) throw new SysError('EACCES');
}

/** EPERM for those who are neither the owner nor have CAP_FOWNER. */
export function requireOwner(process: Process, node: Node): void {
  if (process.credentials.euid === node.attributes.uid) return;
  if (!isCapable(process.credentials, 'FOWNER')) throw new SysError('EPERM');
}

/** Whether an entry may be removed from a directory: write to it, and the sticky bit of /tmp. */
export function requireRemoval(process: Process, directory: Node, entry: Node): void {
  requireAccess(process, directory, 'write');
  requireAccess(process, directory, 'execute');
  const { euid } = process.credentials;
  const sticky = (directory.attributes.mode & 0o1000) !== 0;
  if (!sticky || euid === directory.attributes.uid || euid === entry.attributes.uid) return;
  if (!isCapable(process.credentials, 'FOWNER')) throw new SysError('EPERM');
}
