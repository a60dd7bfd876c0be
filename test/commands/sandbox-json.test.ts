import { expect, test } from 'vitest';
import { runJsonLines } from '../../src/commands/sandbox-json.ts';
import { recordedIo } from './recorded-io.ts';
import { scriptedMachine } from './scripted-machine.ts';

test('one line of JSON for each command line, in order, blank lines skipped', async () => {
  const machine = scriptedMachine({
    'echo "hello"': { output: [{ stream: 'stdout', text: 'hello\n' }], exitCode: 0 },
    mixed: {
      output: [
        { stream: 'stdout', text: 'a' },
        { stream: 'stderr', text: 'é\n' },
        { stream: 'stdout', text: 'b\n' },
      ],
      exitCode: 3,
    },
  });
  const io = recordedIo('echo "hello"\r\n\n   \nmixed\nnosuch');
  expect(await runJsonLines(machine, io)).toBe(0);
  expect(io.stdout).toBe(
    '{"command":"echo \\"hello\\"","stdout":"hello\\n","stderr":"","exitCode":0}\n' +
      '{"command":"mixed","stdout":"ab\\n","stderr":"é\\n","exitCode":3}\n' +
      '{"command":"nosuch","stdout":"","stderr":"sh: nosuch: not found\\n","exitCode":127}\n',
  );
  expect(io.stderr).toBe('');
  expect(machine.ran).toEqual(['echo "hello"', 'mixed', 'nosuch']);
});
