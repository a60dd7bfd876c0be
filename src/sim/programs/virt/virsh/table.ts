/** Tables and trees as virsh prints them (libvirt tools/vsh-table.c, vsh.c vshTreePrint). */
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - text.length));

/** Without header where virsh is quiet. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  quiet: boolean,
): string {
  const shown = quiet ? rows : [header, ...rows];
  const widths = header.map((_, column) => Math.max(...shown.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `${row.map((cell, at) => ` ${at === row.length - 1 ? cell : pad(cell, (widths[at] ?? 0) + 2)}`).join('')}\n`;
  if (quiet) return rows.map(line).join('');
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 3, 0));
  return `${line(header)}${rule}\n${rows.map(line).join('')}`;
}

export interface TreeNode {
  readonly name: string;
  readonly parent: string | null;
}

export function tree(nodes: readonly TreeNode[]): string {
  const roots = nodes.filter(({ parent }) => !nodes.some(({ name }) => name === parent));
  return roots.map((root) => `${subtree(nodes, root.name, { indent: '', root: true, last: true })}`).join('');
}

interface Branch {
  readonly indent: string;
  readonly root: boolean;
  readonly last: boolean;
}

function subtree(nodes: readonly TreeNode[], name: string, { indent, root, last }: Branch): string {
  const children = nodes.filter(({ parent }) => parent === name);
  const below = root ? indent : `${indent}${last ? ' ' : '|'} `;
  const inner = children.map((one, index) =>
    subtree(nodes, one.name, { indent: `${below}  `, root: false, last: index === children.length - 1 }),
  );
  const own = `${indent}${root ? '' : '+- '}${name}\n`;
  if (children.length > 0) return `${own}${below}  |\n${inner.join('')}`;
  return last ? `${own}${below}\n` : own;
}
