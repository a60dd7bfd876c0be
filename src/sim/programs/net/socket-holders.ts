/** Which processes hold which sockets, as ss and netstat find out: by the links in /proc/PID/fd that the caller may read. */
import { type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';

export interface Holder {
  readonly comm: string;
  readonly pid: number;
  readonly fd: number;
}

/** By the inode of the socket. */
export function* socketHolders(sys: Sys): Task<ReadonlyMap<number, readonly Holder[]>> {
  const holders = new Map<number, Holder[]>();
  for (const { name } of entries(sys, '/proc')) {
    if (!/^\d+$/.test(name)) continue;
    for (const { name: fd } of entries(sys, `/proc/${name}/fd`)) {
      const inode = inodeOf(sys, `/proc/${name}/fd/${fd}`);
      if (inode === null) continue;
      const comm = (yield* readText(sys, `/proc/${name}/comm`)).trimEnd();
      holders.set(inode, [...(holders.get(inode) ?? []), { comm, pid: Number(name), fd: Number(fd) }]);
    }
  }
  return holders;
}

function entries(sys: Sys, path: string) {
  try {
    return sys.readdir(path);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

function inodeOf(sys: Sys, path: string): number | null {
  try {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(sys.readlink(path)) ?? [];
    return inode === undefined ? null : Number(inode);
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}
