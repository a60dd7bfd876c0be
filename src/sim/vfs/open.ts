/**
 * Models open(2) and the file half of execve(2). Invariants: O_CREAT applies the umask; a read-only mount gives
 * EROFS and a noexec one EACCES; a file that is neither a program nor begins with `#!` is ENOEXEC.
 */
import type { Executable } from '../kernel/file-system.ts';
import type { OpenFile, OpenMode } from '../kernel/open-file.ts';
import { Pipe, PipeEnd } from '../kernel/pipe.ts';
import type { Process } from '../kernel/process.ts';
import { type OpenFlag, SysError } from '../kernel/sys.ts';
import { programIn } from './content.ts';
import { openDevice } from './devices.ts';
import { DirectoryFile, InodeFile } from './inode-file.ts';
import { Place } from './mounts.ts';
import type { Node } from './node.ts';
import { type Found, find, findPlace, pathOf } from './path-walk.ts';
import { requireAccess } from './permissions.ts';
import { statOf } from './stat.ts';

type Flags = ReadonlySet<OpenFlag>;

export function openPath(process: Process, path: string, flags: Flags, mode: number): OpenFile {
  const found = find(process, path, !flags.has('nofollow') && !flags.has('excl'));
  if (found.file !== null) return found.file;
  if (found.place === null) return openNew(process, found, flags, mode);
  if (flags.has('create') && flags.has('excl')) throw new SysError('EEXIST');
  checkType(found.place.node, found, flags);
  const access = modeOf(flags);
  checkAccess(process, found.place, access, flags);
  return openPlace(process, found.place, access, flags.has('trunc'));
}

function openNew(process: Process, found: Found, flags: Flags, mode: number): OpenFile {
  if (!flags.has('create')) throw new SysError('ENOENT');
  if (found.slash) throw new SysError('EISDIR');
  const place = createIn(process, found, { type: 'file', mode: mode & ~process.fs.umask });
  return openPlace(process, place, modeOf(flags), false);
}

/** A new entry where `found` says there is none. EEXIST, EROFS, EACCES. */
export function createIn(
  process: Process,
  found: Found,
  init: Omit<Parameters<Node['create']>[1], 'uid' | 'gid'>,
): Place {
  if (found.place !== null) throw new SysError('EEXIST');
  const { directory, name } = found;
  requireWritable(directory);
  requireAccess(process, directory.node, 'write');
  const parent = directory.node.attributes;
  if (parent.nlink === 0) throw new SysError('ENOENT');
  const setGid = (parent.mode & 0o2000) !== 0;
  const gid = setGid ? parent.gid : process.credentials.egid;
  const mode = setGid && init.type === 'directory' ? init.mode | 0o2000 : init.mode;
  directory.node.create(name, { ...init, mode, uid: process.credentials.euid, gid });
  const dentry = directory.dentry.child(name, process);
  if (dentry === null) throw new SysError('EIO');
  return new Place(directory.mount, dentry);
}

/** EROFS on a read-only mount. */
export function requireWritable(place: Place): void {
  if (place.mount.flags.ro) throw new SysError('EROFS');
}

function checkType(node: Node, found: Found, flags: Flags): void {
  const { type } = node.attributes;
  if (type === 'symlink') throw new SysError('ELOOP');
  if (type === 'socket') throw new SysError('ENXIO');
  if (type !== 'directory' && (found.slash || flags.has('directory'))) throw new SysError('ENOTDIR');
  if (type === 'directory' && (flags.has('write') || flags.has('create'))) throw new SysError('EISDIR');
}

function checkAccess(process: Process, place: Place, access: OpenMode, flags: Flags): void {
  if (access.read) requireAccess(process, place.node, 'read');
  if (access.write || flags.has('trunc')) {
    requireAccess(process, place.node, 'write');
    const { type } = place.node.attributes;
    if (type === 'file') requireWritable(place);
  }
}

const modeOf = (flags: Flags): OpenMode => ({
  read: flags.has('read') || !(flags.has('write') || flags.has('append')),
  write: flags.has('write') || flags.has('append'),
  append: flags.has('append'),
  nonblock: flags.has('nonblock'),
});

function openPlace(process: Process, place: Place, mode: OpenMode, truncate: boolean): OpenFile {
  const { node } = place;
  const label = pathOf(process, place);
  const special = node.openSpecial(process, mode, label);
  if (special !== null) return special;
  switch (node.attributes.type) {
    case 'directory':
      return new DirectoryFile(place, mode, label);
    case 'fifo':
      return new PipeEnd(fifoOf(node), mode, label, () => statOf(node));
    case 'char-device':
    case 'block-device':
      if (place.mount.flags.nodev) throw new SysError('EACCES');
      return openDevice(process, node, mode, label);
    default: {
      const file = new InodeFile(node, place, mode, label);
      if (truncate && mode.write) file.truncate(0);
      return file;
    }
  }
}

const fifos = new WeakMap<Node, Pipe>();

function fifoOf(node: Node): Pipe {
  const known = fifos.get(node.identity);
  if (known !== undefined) return known;
  const pipe = new Pipe(node.superblock.kernel.limits.pipeBytes);
  fifos.set(node.identity, pipe);
  return pipe;
}

const HEAD_BYTES = 256;
const LATIN = new TextDecoder('latin1');

/** ENOENT, EACCES, ENOEXEC. */
export function executableAt(process: Process, path: string): Executable {
  const place = findPlace(process, path);
  const { node } = place;
  if (node.attributes.type !== 'file' || place.mount.flags.noexec) throw new SysError('EACCES');
  requireAccess(process, node, 'execute');
  const head = LATIN.decode(node.content(false).read(0, HEAD_BYTES));
  const name = programIn(head);
  if (name === null) return scriptIn(head);
  const { mode, uid, gid } = node.attributes;
  const honoursSetId = !place.mount.flags.nosuid;
  const setUid = honoursSetId && (mode & 0o4000) !== 0 ? uid : null;
  const setGid = honoursSetId && (mode & 0o2010) === 0o2010 ? gid : null;
  return {
    kind: 'program',
    program: name,
    path: pathOf(process, place),
    setId: { setUid, setGid },
    sizeBytes: node.sizeBytes,
  };
}

function scriptIn(head: string): Executable {
  const match = /^#![ \t]*([^ \t\n]+)[ \t]*([^\n]*)/.exec(head);
  const interpreter = match?.[1];
  if (interpreter === undefined) throw new SysError('ENOEXEC');
  const argument = match?.[2]?.trim() ?? '';
  return { kind: 'script', interpreter, argument: argument === '' ? null : argument };
}
