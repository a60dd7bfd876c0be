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

const UPTIME = /^([\d.]+) [\d.]+$/gm;

test('before a terminal the simulated clock goes on between commands; for a script it does not', async () => {
  session = new TerminalSession({ env: home.env, args: ['sandbox', '--sim'] });
  await session.waitFor('the prompt', ({ text }) => text.endsWith('\n$'));
  const uptimes = () => [...session.text.matchAll(UPTIME)].map(([, seconds]) => Number(seconds));
  session.write('cat /proc/uptime\r');
  await session.waitFor('the first time', () => uptimes().length === 1);
  const seen = performance.now();
  await expect.poll(() => performance.now() - seen, { timeout: 60_000 }).toBeGreaterThan(1500);
  session.write('cat /proc/uptime\r');
  await session.waitFor('the second time', () => uptimes().length === 2);
  const [first = 0, second = 0] = uptimes();
  expect(second - first).toBeGreaterThan(1.5);
  const lines = 'docker run -d --name web busybox sleep 1000\nsleep 5\ndocker ps --format "{{.Status}}"\n';
  const { stdout } = await runProgram(['sandbox', '--sim', '--json'], { env: home.env, input: lines });
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ stdout: 'Up 5 seconds\n' });
});
