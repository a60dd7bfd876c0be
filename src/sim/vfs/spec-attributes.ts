/** inode(7) attributes of a node that a TreeSpec describes, with the defaults that tree-spec.ts documents. */
import type { FileType } from '../kernel/sys.ts';
import type { NodeSpec } from '../kernel/tree-spec.ts';
import type { Attributes } from './node.ts';

export const NO_DEVICE = { major: 0, minor: 0 };

const TYPES: Record<Exclude<NodeSpec['kind'], 'hardlink' | 'device'>, FileType> = {
  dir: 'directory',
  text: 'file',
  bytes: 'file',
  blank: 'file',
  program: 'file',
  link: 'symlink',
  fifo: 'fifo',
  whiteout: 'char-device',
};
const DEFAULT_MODES: Partial<Record<NodeSpec['kind'], number>> = { dir: 0o755, program: 0o755, link: 0o777 };

/** `bootMs` stands for times the tree does not give. */
export function attributesOf(
  spec: Exclude<NodeSpec, { kind: 'hardlink' }>,
  bootMs: number,
  nlink: number,
): Attributes {
  const meta = spec.kind === 'whiteout' ? { mode: 0 } : spec;
  const timeMs = ('mtimeMs' in meta ? meta.mtimeMs : undefined) ?? bootMs;
  return {
    type: spec.kind === 'device' ? spec.type : TYPES[spec.kind],
    mode: meta.mode ?? DEFAULT_MODES[spec.kind] ?? 0o644,
    uid: ('uid' in meta ? meta.uid : undefined) ?? 0,
    gid: ('gid' in meta ? meta.gid : undefined) ?? 0,
    nlink,
    atimeMs: timeMs,
    mtimeMs: timeMs,
    ctimeMs: timeMs,
    rdev: spec.kind === 'device' ? { major: spec.major, minor: spec.minor } : NO_DEVICE,
  };
}
