/**
 * Models dmesg of util-linux and of busybox (dmesg(1)): the kernel's ring buffer. Invariant: what is shown was said by the kernel.
 * Left out: -f and -l, for lines here have no facility or level; clearing.
 */
import type { Program } from '../../kernel/sys.ts';
import { formatDate } from '../lib/dates.ts';
import { type Context, Failure, words } from '../lib/program.ts';

export const dmesg = (gnu: boolean) =>
  function* (context: Context): Program {
    const { sys } = context;
    let lines: ReturnType<typeof sys.readKernelLog>;
    try {
      lines = sys.readKernelLog();
    } catch (error) {
      throw new Failure(gnu ? `read kernel buffer failed: ${words(error)}` : `klogctl: ${words(error)}`);
    }
    const bootMs = sys.realtimeMs() - sys.monotonicMs();
    const stamp = (atMs: number): string => {
      if (context.has('t')) return '';
      if (context.has('T')) return `[${formatDate('%a %b %e %H:%M:%S %Y', bootMs + atMs)}] `;
      return `[${(atMs / 1000).toFixed(6).padStart(12)}] `;
    };
    yield* context.out(lines.map(({ atMs, text }) => `${stamp(atMs)}${text}\n`).join(''));
    return 0;
  };
