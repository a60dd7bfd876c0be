/**
 * Models pstree of psmisc (pstree(1)): processes as a tree of names, same ones beside each other counted. Invariant: drawn with the
 * lines of UTF-8 where the locale has them. Left out: threads, users, other orders.
 */
import type { Program } from '../../kernel/sys.ts';
import { type ProcessInfo, readProcesses } from '../lib/processes.ts';
import type { Context } from '../lib/program.ts';

interface Lines {
  readonly only: string;
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly down: string;
}
const ASCII: Lines = { only: '---', first: '-+-', middle: ' |-', last: ' `-', down: ' | ' };
const UTF8: Lines = { only: '───', first: '─┬─', middle: ' ├─', last: ' └─', down: ' │ ' };

interface Branch {
  readonly label: string;
  readonly children: readonly Branch[];
}

export function* pstree(context: Context): Program {
  const { sys } = context;
  const processes = yield* readProcesses(sys);
  const word = context.operands[0];
  const root = word !== undefined && /^\d+$/.test(word) ? Number(word) : 1;
  const top = processes.find(({ pid }) => pid === root);
  if (top === undefined) return 0;
  const locale = sys.env.get('LC_ALL') ?? sys.env.get('LC_CTYPE') ?? sys.env.get('LANG') ?? '';
  const lines = /utf-?8/i.test(locale) && !context.has('A') ? UTF8 : ASCII;
  const branch = branchOf(context, top, processes);
  yield* context.out(`${draw(branch, '', lines).join('\n')}\n`);
  return 0;
}

function branchOf(context: Context, process: ProcessInfo, all: readonly ProcessInfo[]): Branch {
  const args = context.has('a') && process.argv.length > 1 ? ` ${process.argv.slice(1).join(' ')}` : '';
  const id = context.has('a') ? `,${process.pid}` : `(${process.pid})`;
  const label = `${process.comm}${context.has('p') ? id : ''}${args}`;
  const children = all
    .filter(({ ppid, pid }) => ppid === process.pid && pid !== process.pid)
    .map((child) => branchOf(context, child, all))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
  return { label, children: context.has('p') || context.has('c') ? children : counted(children) };
}

const shapeOf = (branch: Branch): string => `${branch.label}(${branch.children.map(shapeOf).join(',')})`;

/** `3*[sleep]` for three that look alike. */
function counted(children: readonly Branch[]): readonly Branch[] {
  const groups = new Map<string, Branch[]>();
  for (const child of children) groups.set(shapeOf(child), [...(groups.get(shapeOf(child)) ?? []), child]);
  return [...groups.values()].flatMap(([one, ...more]) => {
    if (one === undefined) return [];
    if (more.length === 0) return [one];
    return [bracketed(one, `${more.length + 1}*[`)];
  });
}

function bracketed(branch: Branch, before: string): Branch {
  const [only] = branch.children;
  if (only === undefined) return { label: `${before}${branch.label}]`, children: [] };
  return { label: `${before}${branch.label}`, children: [bracketed(only, ''), ...branch.children.slice(1)] };
}

function draw(branch: Branch, indent: string, lines: Lines): string[] {
  const { label, children } = branch;
  if (children.length === 0) return [label];
  const under = indent + ' '.repeat(label.length);
  return children.flatMap((child, at) => {
    const lastOne = at === children.length - 1;
    const stem = at === 0 ? (lastOne ? lines.only : lines.first) : lastOne ? lines.last : lines.middle;
    const below = under + (lastOne ? '   ' : lines.down);
    const [head = '', ...rest] = draw(child, below, lines);
    return [`${at === 0 ? label : under}${stem}${head}`, ...rest];
  });
}
