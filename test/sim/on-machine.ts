/** Runs command lines on a simulated machine and gives what they wrote. */
import { createSimulatedMachine, type SimulatedMachine } from '../../src/sim/simulated-machine.ts';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly kind: string;
  readonly exitCode: number;
}

export const newMachine = (): SimulatedMachine =>
  createSimulatedMachine({ yieldToHost: () => new Promise((resolve) => setImmediate(resolve)) });

export async function ran(machine: SimulatedMachine, line: string): Promise<Ran> {
  const run = machine.run(line);
  const written = { stdout: '', stderr: '' };
  for await (const { stream, text } of run.output) written[stream] += text;
  const { kind, exitCode } = await run.exit;
  return { ...written, kind, exitCode };
}

/** What a line wrote to its standard output; it must succeed. */
export async function told(machine: SimulatedMachine, line: string): Promise<string> {
  const { stdout, stderr, exitCode } = await ran(machine, line);
  if (exitCode !== 0) throw new Error(`${line}: exit ${exitCode}: ${stderr}`);
  return stdout;
}
