/**
 * Models path_resolution(7). Invariants: `..` never leads above the process's root; at most 40 symbolic links;
 * every directory walked through must be searchable. Left out: RESOLVE_* of openat2.
 */
import type { OpenFile } from '../kernel/open-file.ts';
import { OpenFile as OpenFileClass } from '../kernel/open-file.ts';
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import { type Mounts, Place } from './mounts.ts';
import { requireAccess } from './permissions.ts';

const MAX_LINKS = 40;
const MAX_NAME = 255;
const MAX_PATH = 4096;

/** The last part of a path: its directory and name, and what is there. */
export interface Found {
  readonly directory: Place;
  readonly name: string;
  readonly place: Place | null;
  /** The path ended in a slash, so it must be a directory. */
  readonly slash: boolean;
  /** A magic link led to an open file that has no place, such as a pipe. */
  readonly file: OpenFile | null;
}

export const mountsOf = (process: Process): Mounts => process.namespaces.mnt.mounts as Mounts;
export const rootOf = (process: Process): Place => process.fs.root as Place;
export const cwdOf = (process: Process): Place => process.fs.cwd as Place;

/** What lies on top of a place, by the table of its mount: not that of the process where it looks into another namespace. */
const enter = (process: Process, place: Place): Place =>
  (place.mount.table ?? mountsOf(process)).enter(place);

/** One step up, through mounts, not above the process's root. */
export function parentOf(process: Process, place: Place): Place {
  let at = place;
  const root = rootOf(process);
  for (;;) {
    if (at.is(root)) return at;
    const { mount, dentry } = at;
    if (dentry !== mount.root) {
      return dentry.parent === null ? at : new Place(mount, dentry.parent);
    }
    if (mount.parent === null || mount.mountpoint === null) return at;
    at = new Place(mount.parent, mount.mountpoint);
  }
}

interface Walk {
  readonly process: Process;
  links: number;
}

/** Finds the last part of a path without failing when it is not there. ENOENT, ENOTDIR, EACCES, ELOOP on the way. */
export function find(process: Process, path: string, follow: boolean): Found {
  if (path === '') throw new SysError('ENOENT');
  if (path.length >= MAX_PATH) throw new SysError('ENAMETOOLONG');
  const walk: Walk = { process, links: 0 };
  return walkFrom(walk, path.startsWith('/') ? rootOf(process) : cwdOf(process), path, follow);
}

/** What a path names. ENOENT when there is nothing. */
export function findPlace(process: Process, path: string, follow = true): Place {
  const found = find(process, path, follow);
  if (found.place === null) throw new SysError('ENOENT');
  if (found.slash && !found.place.node.isDirectory) throw new SysError('ENOTDIR');
  return found.place;
}

function walkFrom(walk: Walk, start: Place, path: string, follow: boolean): Found {
  const names = path.split('/').filter((name) => name !== '');
  const slash = path.endsWith('/');
  let at = start;
  if (names.length === 0) return { directory: at, name: '.', place: at, slash, file: null };
  for (const name of names.slice(0, -1)) {
    const next = step(walk, at, name, true);
    if (next.place === null) throw new SysError(next.file === null ? 'ENOENT' : 'ENOTDIR');
    at = next.place;
  }
  return { ...step(walk, at, names.at(-1) ?? '.', follow || slash), slash };
}

function step(walk: Walk, from: Place, name: string, follow: boolean): Found {
  const { process } = walk;
  if (!from.node.isDirectory) throw new SysError('ENOTDIR');
  if (name.length > MAX_NAME) throw new SysError('ENAMETOOLONG');
  requireAccess(process, from.node, 'execute');
  const base = { directory: from, name, slash: false, file: null };
  if (name === '.') return { ...base, place: from };
  if (name === '..') return { ...base, place: enter(process, parentOf(process, from)) };
  const dentry = from.dentry.child(name, process);
  if (dentry === null) return { ...base, place: null };
  const place = enter(process, new Place(from.mount, dentry));
  if (!follow || place.node.attributes.type !== 'symlink') return { ...base, place };
  return followLink(walk, from, place, base);
}

function followLink(walk: Walk, from: Place, link: Place, base: Omit<Found, 'place'>): Found {
  walk.links += 1;
  if (walk.links > MAX_LINKS) throw new SysError('ELOOP');
  const jump = link.node.jump(walk.process);
  if (jump instanceof OpenFileClass) return { ...base, place: null, file: jump };
  if (jump !== null) return { ...base, place: jump as Place };
  const target = link.node.readlink(walk.process);
  if (target === '') throw new SysError('ENOENT');
  return walkFrom(walk, target.startsWith('/') ? rootOf(walk.process) : from, target, true);
}

/** The path of a place as the process would write it: from its root. */
export function pathOf(process: Process, place: Place): string {
  const root = rootOf(process);
  const names: string[] = [];
  let at = place;
  while (!at.is(root)) {
    const { mount, dentry } = at;
    if (dentry !== mount.root) {
      names.unshift(dentry.name);
      if (dentry.parent === null) break;
      at = new Place(mount, dentry.parent);
    } else if (mount.parent !== null && mount.mountpoint !== null) {
      at = new Place(mount.parent, mount.mountpoint);
    } else break;
  }
  return `/${names.join('/')}`;
}
