/** How many further names the files of a tree have: known before the tree is unfolded, so that nlink never varies. */
import type { TreeSpec } from '../kernel/tree-spec.ts';

const counted = new WeakMap<TreeSpec, ReadonlyMap<string, number>>();

export const splitTreePath = (path: string): string[] => path.split('/').filter((name) => name !== '');

/** By absolute path in the tree. Counted once for each tree, however many machines use it. */
export function hardLinkCounts(tree: TreeSpec): ReadonlyMap<string, number> {
  const known = counted.get(tree);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  count(tree, counts);
  counted.set(tree, counts);
  return counts;
}

function count(tree: TreeSpec, counts: Map<string, number>): void {
  for (const spec of Object.values(tree)) {
    if (spec.kind === 'dir') count(spec.entries, counts);
    if (spec.kind !== 'hardlink') continue;
    const path = `/${splitTreePath(spec.path).join('/')}`;
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
}
