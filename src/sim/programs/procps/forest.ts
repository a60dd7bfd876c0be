/** Models the tree of `ps --forest` and `ps f`: children below their parents, drawn with ` \_ `. Invariant: every process stands once. */
import type { ProcessInfo } from '../lib/processes.ts';

export interface Forest {
  readonly processes: readonly ProcessInfo[];
  /** The drawing in front of each command. */
  readonly branches: ReadonlyMap<number, string>;
}

export function forestOrder(processes: readonly ProcessInfo[]): Forest {
  const known = new Set(processes.map((process) => process.pid));
  const childrenOf = (pid: number): ProcessInfo[] =>
    processes.filter((process) => process.ppid === pid && process.pid !== pid);
  const ordered: ProcessInfo[] = [];
  const branches = new Map<number, string>();
  const visit = (process: ProcessInfo, depth: number, trunk: string): void => {
    ordered.push(process);
    branches.set(process.pid, depth === 0 ? '' : `${trunk} \\_ `);
    const children = childrenOf(process.pid);
    children.forEach((child, index) => {
      const last = index === children.length - 1;
      const below = depth === 0 ? '' : `${trunk}${trunks.get(process.pid) ?? ' |  '}`;
      trunks.set(child.pid, last ? '    ' : ' |  ');
      visit(child, depth + 1, below);
    });
  };
  const trunks = new Map<number, string>();
  for (const process of processes) if (!known.has(process.ppid)) visit(process, 0, '');
  return { processes: ordered, branches };
}
