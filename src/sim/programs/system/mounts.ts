/** Reads /proc/self/mounts as df and mount do (proc(5), mtab(5)). Invariant: only what the reader's own mount namespace shows. */
import type { Sys, Task } from '../../kernel/sys.ts';
import { linesOf, readText } from '../lib/io.ts';

export interface MountRow {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
}

const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_whole, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** Throws SysError where /proc is not mounted. */
export function* readMounts(sys: Sys): Task<MountRow[]> {
  return linesOf(yield* readText(sys, '/proc/self/mounts')).map((line) => {
    const [source = '', target = '', type = '', options = ''] = line.split(' ');
    return { source: unescaped(source), target: unescaped(target), type, options };
  });
}
