import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { TerminalSession } from './terminal-session.ts';

let home: IsolatedHome;
let session: TerminalSession;
beforeEach(async () => {
  home = isolatedHome();
  session = new TerminalSession({ env: home.env, args: ['sandbox', '--sim'] });
  await session.waitFor('a prompt', ({ text }) => text.endsWith('$'));
});
afterEach(() => {
  session.end();
  home.remove();
});

test('it says what it is, runs what is typed, and leaves by Ctrl-D', async () => {
  expect(session.text).toContain('This is a simulated machine');
  expect(session.text).toContain('Ctrl-D or exit leaves');
  session.write('echo one two\r');
  await session.waitFor('the output', ({ text }) => text.endsWith('$ echo one two\none two\n$'));
  session.write('\x1b[A');
  await session.waitFor('the line from the history', ({ text }) => text.endsWith('\n$ echo one two'));
  session.write('\r');
  await session.waitFor('the output again', ({ text }) => text.endsWith('$ echo one two\none two\n$'));
  session.write('\x04');
  expect((await session.exited).exitCode).toBe(0);
});

test('Ctrl-C empties the line, and exit gives its code', async () => {
  session.write('echo nev\x03');
  await session.waitFor('an empty line', ({ text }) => text.endsWith('echo nev^C\n$'));
  session.write('exit 3\r');
  expect((await session.exited).exitCode).toBe(3);
});
