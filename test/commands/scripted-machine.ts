import type { CommandRun, Machine, OutputChunk } from '../../src/machine/machine.ts';

export interface Scripted {
  readonly output: readonly OutputChunk[];
  readonly exitCode: number;
}

/** A machine that answers from a table, and says 127 to everything else, as a shell does. */
export function scriptedMachine(
  answers: Readonly<Record<string, Scripted>>,
): Machine & { readonly ran: string[] } {
  const ran: string[] = [];
  return {
    ran,
    identity: { kind: 'simulated', label: 'simulated', engine: 'scripted' },
    plan: (commandLine) => ({ kind: 'runs', shown: commandLine }),
    run: (commandLine): CommandRun => {
      ran.push(commandLine);
      const { output, exitCode } = answers[commandLine] ?? {
        output: [{ stream: 'stderr', text: `sh: ${commandLine}: not found\n` }],
        exitCode: 127,
      };
      return {
        output: chunksOf(output),
        exit: Promise.resolve({ kind: 'exited', exitCode, tookMs: 0 }),
        stop: () => undefined,
      };
    },
    observe: () => Promise.resolve({ known: false, because: 'this machine answers commands only' }),
    complete: (commandLine) =>
      Promise.resolve(Object.keys(answers).filter((line) => line.startsWith(commandLine))),
    prepare: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  };
}

async function* chunksOf(chunks: readonly OutputChunk[]): AsyncGenerator<OutputChunk> {
  yield* chunks;
}
