/**
 * A kernel's first root file system, unpacked from a cpio archive (init/initramfs.c). Invariant: names of one file are one file again;
 * what the archive does not have is not there, but for /dev/console, which is built in. Left out: compressed archives.
 */
import { type CpioEntry, cpioEntries } from '../kernel/cpio-format.ts';
import { device, type NodeMeta, type NodeSpec, type TreeSpec } from '../kernel/tree-spec.ts';

type Folder = Map<string, Folder | NodeSpec>;

/** null: these bytes are no archive that the kernel can unpack. */
export function initramfsTree(archive: Uint8Array): TreeSpec | null {
  const entries = cpioEntries(archive);
  if (entries === null) return null;
  const folders = new Map<string, NodeMeta>();
  const root: Folder = new Map([['dev', new Map([['console', device('char-device', 5, 1, 0o600)]])]]);
  const last = new Map(entries.map((entry) => [inode(entry), entry]));
  for (const entry of entries) {
    const parts = entry.name.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.pop();
    if (name === undefined) continue;
    const folder = parts.reduce(into, root);
    const node = nodeOf(entry, last.get(inode(entry)) ?? entry);
    if (node !== 'folder') folder.set(name, node);
    else {
      into(folder, name);
      folders.set([...parts, name].join('/'), metaOf(entry));
    }
  }
  return treeOf(root, '', folders);
}

const inode = ({ ino, dev, name, nlink }: CpioEntry): string =>
  nlink > 1 ? `${dev.major}:${dev.minor}:${ino}` : name;

function into(folder: Folder, name: string): Folder {
  const there = folder.get(name);
  if (there instanceof Map) return there;
  const made: Folder = new Map();
  folder.set(name, made);
  return made;
}

const metaOf = ({ mode, uid, gid, mtimeSeconds }: CpioEntry): NodeMeta => ({
  mode: mode & 0o7777,
  uid,
  gid,
  mtimeMs: mtimeSeconds * 1000,
});

/** `whole`: the entry that has the bytes, and whose name the others are links to. */
function nodeOf(entry: CpioEntry, whole: CpioEntry): NodeSpec | 'folder' {
  switch (entry.mode & 0o170000) {
    case 0o040000:
      return 'folder';
    case 0o120000:
      return { kind: 'link', target: new TextDecoder().decode(entry.data) };
    case 0o020000:
      return { kind: 'device', type: 'char-device', ...entry.rdev, ...metaOf(entry) };
    case 0o060000:
      return { kind: 'device', type: 'block-device', ...entry.rdev, ...metaOf(entry) };
    case 0o010000:
      return { kind: 'fifo', ...metaOf(entry) };
    default:
      if (whole !== entry) return { kind: 'hardlink', path: `/${whole.name.replace(/^(?:\.?\/)+/, '')}` };
      return { kind: 'bytes', bytes: entry.data, ...metaOf(entry) };
  }
}

function treeOf(folder: Folder, path: string, metas: ReadonlyMap<string, NodeMeta>): TreeSpec {
  return Object.fromEntries(
    [...folder].map(([name, node]): [string, NodeSpec] => {
      if (!(node instanceof Map)) return [name, node];
      const below = path === '' ? name : `${path}/${name}`;
      return [name, { kind: 'dir', entries: treeOf(node, below, metas), ...metas.get(below) }];
    }),
  );
}
