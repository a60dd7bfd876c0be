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
  expect(session.text).toContain('This is a simulated machine (as you asked): nothing you type touches this');
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

test('programs find a terminal they know: clear clears', async () => {
  session.write('echo $TERM\r');
  await session.waitFor('the name', ({ text }) => text.endsWith('$ echo $TERM\nxterm\n$'));
  session.write('clear\r');
  await session.waitFor('an empty screen', ({ text }) => text === '$');
});

test('Ctrl-C empties the line, and exit gives its code', async () => {
  session.write('echo nev\x03');
  await session.waitFor('an empty line', ({ text }) => text.endsWith('echo nev^C\n$'));
  session.write('exit 3\r');
  expect((await session.exited).exitCode).toBe(3);
});

test('lines typed while a command runs are run after it, each at a prompt of its own', async () => {
  session.write('docker pull redis\r');
  await session.waitFor('the pull to be under way', ({ text }) => text.includes('Pulling from'));
  session.write('echo one\recho two\rech');
  await session.waitFor('the lines to have run', ({ text }) =>
    text.endsWith('$ echo one\none\n$ echo two\ntwo\n$ ech'),
  );
  session.write('o three\r');
  await session.waitFor('the rest of the line', ({ text }) => text.endsWith('$ echo three\nthree\n$'));
});

test('Ctrl-C drops what was typed ahead', async () => {
  session.write('sleep 1000\r');
  await session.waitFor('the line to run', ({ text }) => text.endsWith('$ sleep 1000'));
  session.write('echo no\r');
  await session.waitFor('the echo', ({ text }) => text.endsWith('echo no'));
  session.write('\x03');
  await session.waitFor('a prompt', ({ text }) => text.endsWith('^C\n$'));
  session.write('echo yes\r');
  await session.waitFor('the output', ({ text }) => text.endsWith('^C\n$ echo yes\nyes\n$'));
});
