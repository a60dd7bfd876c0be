import {
  createSimulatedMachine,
  type SimulatedMachine,
  type SimulatedMachineOptions,
} from '../../../src/sim/simulated-machine.ts';

export const freshMachine = (options: SimulatedMachineOptions = {}): SimulatedMachine =>
  createSimulatedMachine({ yieldToHost: () => new Promise((resolve) => setImmediate(resolve)), ...options });

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a line to its end. */
export async function say(
  machine: SimulatedMachine,
  line: string,
): Promise<Said & { kind: string; tookMs: number }> {
  const run = machine.run(line);
  const text = { stdout: '', stderr: '' };
  for await (const chunk of run.output) text[chunk.stream] += chunk.text;
  return { ...text, ...(await run.exit) };
}

/** Runs lines one after the other and gives stdout, stderr and exit code of the last. */
export async function lastSaid(machine: SimulatedMachine, ...lines: readonly string[]): Promise<Said> {
  let last: Said = { stdout: '', stderr: '', exitCode: 0 };
  for (const line of lines) {
    const { stdout, stderr, exitCode } = await say(machine, line);
    last = { stdout, stderr, exitCode };
  }
  return last;
}
