import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { runPrompt } from '../../src/commands/sandbox-prompt.ts';
import type { CommandRun, Machine } from '../../src/machine/machine.ts';
import { recordedIo } from './recorded-io.ts';
import { scriptedMachine } from './scripted-machine.ts';

/** Ends only when it is stopped. */
function endless(): CommandRun {
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  return {
    output: (async function* () {
      await stopped;
      yield* [];
    })(),
    exit: stopped.then(() => ({ kind: 'stopped', exitCode: 130, tookMs: 0 }) as const),
    stop,
  };
}

test('lines wait for the command before them, in order, and the end of input for the last', async () => {
  const runs: CommandRun[] = [];
  const machine: Machine = {
    ...scriptedMachine({}),
    run: () => {
      const run = endless();
      runs.push(run);
      return run;
    },
  };
  const stdin = new PassThrough();
  const io = Object.assign(recordedIo(), { stdin });
  const ended = runPrompt(machine, io, { kind: 'simulated', label: 'simulated', because: 'by choice' });
  stdin.end('first\nsecond\n');
  await expect.poll(() => runs.length).toBe(1);
  runs[0]?.stop();
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.stop();
  expect(await ended).toBe(130);
});
