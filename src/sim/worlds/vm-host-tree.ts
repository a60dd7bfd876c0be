/** A directory tree laid over another, for worlds that are an earlier one and more. */
import { dir, type NodeSpec, type TreeSpec } from '../kernel/tree-spec.ts';

export function laidOver(base: TreeSpec, extra: TreeSpec): TreeSpec {
  const merged: Record<string, NodeSpec> = { ...base };
  for (const [name, node] of Object.entries(extra)) {
    const below = base[name];
    merged[name] =
      node.kind === 'dir' && below?.kind === 'dir'
        ? { ...below, entries: laidOver(below.entries, node.entries) }
        : node;
  }
  return merged;
}

/** A tree of one file at an absolute path. */
export function at(path: string, node: NodeSpec): TreeSpec {
  const [first = '', ...rest] = path.split('/').filter((part) => part !== '');
  return { [first]: rest.length === 0 ? node : dir(at(`/${rest.join('/')}`, node)) };
}

export const files = (nodes: Readonly<Record<string, NodeSpec>>): TreeSpec =>
  Object.entries(nodes).reduce<TreeSpec>((tree, [path, node]) => laidOver(tree, at(path, node)), {});
