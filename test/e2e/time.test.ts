import { afterEach, expect, test } from 'vitest';
import { isolatedHome } from './isolated-home.ts';
import { runProgram } from './run-program.ts';
import { TerminalSession } from './terminal-session.ts';

const home = isolatedHome();
let session: TerminalSession;
afterEach(() => {
  session?.end();
  home.remove();
});

const UP = /Up (\d+) seconds?/;

test('before a terminal the simulated clock goes on between commands; for a script it does not', async () => {
  session = new TerminalSession({ env: home.env, args: ['sandbox', '--sim'] });
  await session.waitFor('the prompt', ({ text }) => text.endsWith('\n$'));
  session.write('docker run -d --name web busybox sleep 1000\r');
  // Asked again and again: a clock that stands still would never say so.
  await session.waitFor('a container that has been up for 2 seconds', ({ text }) => {
    const seconds = Number(UP.exec(text.split('docker ps').at(-1) ?? '')?.[1] ?? 0);
    if (seconds < 2 && text.trimEnd().endsWith('$')) session.write('clear; docker ps\r');
    return seconds >= 2;
  });
  const lines = 'docker run -d --name web busybox sleep 1000\nsleep 5\ndocker ps --format "{{.Status}}"\n';
  const { stdout } = await runProgram(['sandbox', '--sim', '--json'], { env: home.env, input: lines });
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ stdout: 'Up 5 seconds\n' });
});
