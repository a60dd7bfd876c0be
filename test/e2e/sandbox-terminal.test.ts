/** In the sandbox a line has the terminal while it runs, and the prompt has it whole before and after. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { TerminalSession } from './terminal-session.ts';

let home: IsolatedHome;
let session: TerminalSession;
beforeEach(async () => {
  home = isolatedHome();
  session = new TerminalSession({ env: home.env, args: ['sandbox', '--sim'] });
  await session.waitFor('a prompt', ({ text }) => text.endsWith('\n$'));
});
afterEach(() => {
  session.end();
  home.remove();
});

const ends = (end: string) => session.waitFor(JSON.stringify(end), ({ text }) => text.endsWith(end));

test('docker run -it is a live prompt, Ctrl-P Ctrl-Q leaves it, attach comes back, Ctrl-D ends it', async () => {
  session.write('docker run -it --name aa busybox\r');
  await ends('\n/ #');
  session.write('ps\r');
  await ends('\n    1 root     sh\n    7 root     ps\n/ #');
  session.write('\x03');
  await ends('\n/ # ^C\n\n/ #');
  session.write('\x10\x11');
  await ends('\n/ # \n$');
  session.write('docker exec -it aa sh\r');
  await ends('\n/ #');
  session.write('stty size\r');
  await ends('\n24 80\n/ #');
  session.resize(100, 30);
  // A signal tells of the new size, and keys may overtake it: so it is asked until it is known.
  for (let answers = 2; !session.text.endsWith('\n30 100\n/ #'); answers += 1) {
    session.write('stty size\r');
    await session.waitFor('a size', ({ raw }) => raw.split(/\n\d+ \d+[\r\n]+\/ # /).length > answers);
  }
  session.write('exit 3\r');
  await ends('exit 3\n$');
  session.write("docker ps --format '{{.Names}} {{.Image}}'\r");
  await ends('\naa busybox\n$');
  session.write('docker attach aa\r');
  await session.waitFor(
    'Enter',
    ({ text, terminal }) => text.endsWith('attach aa') && terminal.buffer.active.cursorX === 0,
  );
  session.write('\r');
  await ends('\n/ #');
  session.write('\x04');
  await ends('\n/ # \n$');
  session.write("docker ps -a --format '{{.Names}} {{.State}}'\r");
  await ends('\naa exited\n$');
  session.write('exit\r');
  expect((await session.exited).exitCode).toBe(0);
});

test('a program of the host reads keys, Ctrl-C ends it, and history and the line editor are whole afterwards', async () => {
  session.write('echo first\r');
  await ends('\nfirst\n$');
  session.write('cat\r');
  await ends('$ cat');
  session.write('typed\r');
  await ends('$ cat\ntyped\ntyped');
  session.write('\x03');
  await ends('\n^C\n$');
  session.write('\x1b[A\x1b[A');
  await ends('\n$ echo first');
  session.write('\r');
  await ends('\n$ echo first\nfirst\n$');
  session.write('exit\r');
  expect((await session.exited).exitCode).toBe(0);
});
