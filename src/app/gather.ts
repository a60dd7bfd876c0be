import type { OutputChunk } from '../machine/machine.ts';
import type { Dispatch, Timer } from './runtime.ts';

/** A frame's time: chunks that come within it are shown together. */
const gatherMs = 16;

/** Hands a command's output on, a few times a second at most. */
export async function stream(
  timer: Timer,
  run: number,
  output: AsyncIterable<OutputChunk>,
  dispatch: Dispatch,
): Promise<void> {
  let gathered: OutputChunk[] = [];
  let forget: (() => void) | null = null;
  const flush = (): void => {
    forget = null;
    if (gathered.length === 0) return;
    const chunks = gathered;
    gathered = [];
    dispatch({ kind: 'command-output', run, chunks });
  };
  for await (const chunk of output) {
    gathered.push(chunk);
    forget ??= timer.after(gatherMs, flush);
  }
  (forget as (() => void) | null)?.();
  flush();
}
