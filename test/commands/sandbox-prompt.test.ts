import { expect, test } from 'vitest';
import { runPrompt } from '../../src/commands/sandbox-prompt.ts';
import { recordedIo } from './recorded-io.ts';
import { scriptedMachine } from './scripted-machine.ts';

const choice = { kind: 'simulated', label: 'simulated', because: 'no Docker found' } as const;
const machine = () =>
  scriptedMachine({
    'echo hello': { output: [{ stream: 'stdout', text: 'hello\n' }], exitCode: 0 },
    false: { output: [], exitCode: 1 },
  });

test('in a pipe only the commands speak, and the last exit code is the result', async () => {
  const io = recordedIo('echo hello\n\nfalse\n');
  expect(await runPrompt(machine(), io, choice)).toBe(1);
  expect(io.stdout).toBe('hello\n');
  expect(io.stderr).toBe('');
});

test('exit leaves with the code it is given, and what follows is not run', async () => {
  const io = recordedIo('exit 7\necho hello\n');
  const quiet = machine();
  expect(await runPrompt(quiet, io, choice)).toBe(7);
  expect(quiet.ran).toEqual([]);
});
