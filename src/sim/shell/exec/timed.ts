/**
 * Models the reserved word `time` (bash(1), Pipelines). Invariant: it measures the virtual clock. Left out: TIMEFORMAT and the CPU
 * times, which stand as the kernel's clock gives no CPU times to ask for.
 */
import type { Task } from '../../kernel/sys.ts';
import type { Shell } from '../shell.ts';

const bashTime = (ms: number): string => `${Math.floor(ms / 60_000)}m${((ms % 60_000) / 1000).toFixed(3)}s`;

export function* runTimed(shell: Shell, body: () => Task<number>, posix: boolean): Task<number> {
  const start = shell.sys.monotonicMs();
  const status = yield* body();
  const tookMs = shell.sys.monotonicMs() - start;
  if (shell.dialect.kind === 'ash') {
    const zero = '0m 0.00s';
    const real = `${Math.floor(tookMs / 60_000)}m ${((tookMs % 60_000) / 1000).toFixed(2)}s`;
    yield* shell.err(`real\t${real}\nuser\t${zero}\nsys\t${zero}\n`);
  } else if (posix) yield* shell.err(`real ${(tookMs / 1000).toFixed(2)}\nuser 0.00\nsys 0.00\n`);
  else yield* shell.err(`\nreal\t${bashTime(tookMs)}\nuser\t${bashTime(0)}\nsys\t${bashTime(0)}\n`);
  return status;
}
