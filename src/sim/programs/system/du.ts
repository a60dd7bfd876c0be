/** Models du(1) of coreutils and busybox: blocks of 4096 bytes, each inode once. Left out: -x, -L, --exclude, and sizes of devices. */
import type { Program, Stat, Task } from '../../kernel/sys.ts';
import { blocksKib, humanSize } from '../lib/files.ts';
import { joinPath } from '../lib/paths.ts';
import { type Context, Failure, words } from '../lib/program.ts';

export interface DuWords {
  readonly cannot: (path: string, reason: string) => string;
  readonly human: (kib: number) => string;
}

export const GNU_DU: DuWords = {
  cannot: (path, reason) => `cannot access '${path}': ${reason}`,
  human: (kib) => humanSize(kib * 1024),
};
export const BUSYBOX_DU: DuWords = {
  cannot: (path, reason) => `${path}: ${reason}`,
  human: (kib) => (kib === 0 ? '0' : kib < 1024 ? `${kib.toFixed(1)}K` : `${(kib / 1024).toFixed(1)}M`),
};

/** Directories count nothing but what is in them. */
const apparentBytes = ({ type, sizeBytes }: Stat): number =>
  type === 'file' || type === 'symlink' ? sizeBytes : 0;

export const du = (wording: DuWords) => (context: Context) => run(context, wording);

function* run(context: Context, wording: DuWords): Program {
  const depthText = context.value('d');
  if (depthText !== null && !/^\d+$/.test(depthText))
    throw new Failure(`invalid maximum depth '${depthText}'`);
  const deepest = context.has('s') ? 0 : Number(depthText ?? Number.POSITIVE_INFINITY);
  const seen = new Set<string>();
  let status = 0;
  const inBytes = context.has('b') || context.has('apparent');
  const size = (value: number): string => {
    if (context.has('b')) return String(value);
    const kib = inBytes ? value / 1024 : value;
    if (context.has('h') && inBytes) return humanSize(value);
    if (context.has('h')) return wording.human(kib);
    return String(context.has('m') ? Math.ceil(kib / 1024) : Math.ceil(kib));
  };
  const visit = function* (path: string, depth: number): Task<number> {
    let stat: Stat;
    let names: string[] = [];
    try {
      stat = context.sys.lstat(path);
      if (stat.type === 'directory') names = context.sys.readdir(path).map(({ name }) => name);
    } catch (error) {
      yield* context.complain(wording.cannot(path, words(error)));
      status = 1;
      return 0;
    }
    const key = `${stat.dev}:${stat.ino}`;
    if (stat.type !== 'directory' && stat.nlink > 1 && seen.has(key)) return 0;
    seen.add(key);
    let total = inBytes ? apparentBytes(stat) : blocksKib(stat);
    for (const name of names) total += yield* visit(joinPath(path, name), depth + 1);
    const shown = stat.type === 'directory' || context.has('a') || depth === 0;
    if (shown && depth <= deepest) yield* context.out(`${size(total)}\t${path}\n`);
    return total;
  };
  let grand = 0;
  for (const path of context.operands.length === 0 ? ['.'] : context.operands) grand += yield* visit(path, 0);
  if (context.has('c')) yield* context.out(`${size(grand)}\ttotal\n`);
  return status;
}
