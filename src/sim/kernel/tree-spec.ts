/**
 * TreeSpec: a directory tree as plain data, from which file systems are built. Worlds write the root of a
 * machine in it, images their layers. It is never changed and may be shared by any number of machines; a file
 * system looks at a directory of it only when someone walks there.
 *
 *     const tree: TreeSpec = {
 *       etc: dir({ hostname: text('box\n'), shadow: text('root:*::\n', { mode: 0o640, gid: 42 }) }),
 *       bin: dir({ busybox: program('busybox', 1_131_168), sh: link('busybox'), ls: hardlink('/bin/busybox') }),
 *       tmp: dir({}, { mode: 0o1777 }),
 *       dev: dir({ null: device('char-device', 1, 3, 0o666) }),
 *     };
 *
 * What is left out of a node: owner root:root; mode 0755 for directories and programs, 0644 for texts; times:
 * the machine's boot. A hard link names another entry of the same tree by absolute path.
 */
export interface NodeMeta {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** Milliseconds since the epoch. */
  readonly mtimeMs?: number;
}
export type NodeSpec =
  | ({ readonly kind: 'dir'; readonly entries: TreeSpec } & NodeMeta)
  | ({ readonly kind: 'text'; readonly text: string } & NodeMeta)
  | ({ readonly kind: 'bytes'; readonly bytes: Uint8Array } & NodeMeta)
  /** A file of that size that holds zeros and costs no memory. */
  | ({ readonly kind: 'blank'; readonly sizeBytes: number } & NodeMeta)
  /** An executable: `program` is looked up in the registry given to the kernel. Its bytes begin as those of an ELF file do. */
  | ({ readonly kind: 'program'; readonly program: string; readonly sizeBytes: number } & NodeMeta)
  | ({ readonly kind: 'link'; readonly target: string } & NodeMeta)
  | { readonly kind: 'hardlink'; readonly path: string }
  | ({
      readonly kind: 'device';
      readonly type: 'char-device' | 'block-device';
      readonly major: number;
      readonly minor: number;
    } & NodeMeta)
  | ({ readonly kind: 'fifo' } & NodeMeta)
  /** In an image layer: what the layers below have under this name is gone (overlay whiteout). */
  | { readonly kind: 'whiteout' };
export interface TreeSpec {
  readonly [name: string]: NodeSpec;
}

export const dir = (entries: TreeSpec, meta: NodeMeta = {}): NodeSpec => ({ kind: 'dir', entries, ...meta });
export const text = (content: string, meta: NodeMeta = {}): NodeSpec => ({
  kind: 'text',
  text: content,
  ...meta,
});
export const blank = (sizeBytes: number, meta: NodeMeta = {}): NodeSpec => ({
  kind: 'blank',
  sizeBytes,
  ...meta,
});
export const program = (name: string, sizeBytes: number, meta: NodeMeta = {}): NodeSpec => ({
  kind: 'program',
  program: name,
  sizeBytes,
  ...meta,
});
export const link = (target: string): NodeSpec => ({ kind: 'link', target });
export const hardlink = (path: string): NodeSpec => ({ kind: 'hardlink', path });
export const fifo = (meta: NodeMeta = {}): NodeSpec => ({ kind: 'fifo', ...meta });
export const device = (
  type: 'char-device' | 'block-device',
  major: number,
  minor: number,
  mode: number,
): NodeSpec => ({ kind: 'device', type, major, minor, mode });

const ELF_MAGIC = '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0';
/** What the file of a program begins with: an ELF header, then the name that the program is looked up by. */
export const PROGRAM_HEAD = `${ELF_MAGIC}vmvscontainer-program:`;
