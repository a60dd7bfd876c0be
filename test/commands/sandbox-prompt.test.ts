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

test('what would run on the learner’s own engine is asked about, until they say always', async () => {
  const own = scriptedMachine({ make: { output: [{ stream: 'stdout', text: 'made\n' }], exitCode: 0 } });
  const engine = {
    ...own,
    plan: (line: string) => ({ kind: 'runs', shown: `${line} marked`, effect: 'creates' }) as const,
  };
  const io = recordedIo('make\nno\nmake\ny\nmake\na\nmake\n');
  const live = { kind: 'live', label: 'Docker', because: 'it answers' } as const;
  expect(await runPrompt(engine, io, live)).toBe(0);
  const asked =
    'It makes something new there. All that this course makes carries its label and\nis removed when you leave; what a session left that was killed goes first.\n';
  expect(io.stdout).toBe(`${asked}Nothing was run.\n${asked}made\n${asked}made\nmade\n`);
  expect(own.ran).toEqual(['make', 'make', 'make']);
});
