/** In a lesson a conversation has the whole terminal, and the lesson is back, whole, when it ends: simulated. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { KEYS, openLesson, pageNumber, turnPage } from './learner.ts';
import { lesson } from './player.ts';
import { TerminalSession } from './terminal-session.ts';

let home: IsolatedHome;
let session: TerminalSession;
beforeEach(async () => {
  home = isolatedHome();
  session = new TerminalSession({ env: home.env });
  await openLesson(session);
  const page = lesson.pages.findIndex(({ activity }) => activity?.kind === 'run') + 1;
  while (pageNumber(session) !== page) await turnPage(session);
});
afterEach(() => {
  session.end();
  home.remove();
});

const ends = (end: string) =>
  session.waitFor(
    JSON.stringify(end),
    ({ text, onAlternateScreen }) => !onAlternateScreen && text.endsWith(end),
  );

/** Has `line` run in place of the page's command. */
async function runInstead(line: string): Promise<void> {
  session.write('e\x05\x15');
  session.write(line + KEYS.enter);
}

const isBack = (text: string) =>
  session.waitFor(
    `${JSON.stringify(text)} in the lesson`,
    (now) => now.onAlternateScreen && now.text.includes(text) && pageNumber(now) !== null,
  );

test('docker run -it: Ctrl-C, the detach keys, attach and Ctrl-D do as they are said to', async () => {
  await runInstead('docker run -it --name vvc-talk busybox');
  await ends('\n/ #');
  expect(session.text.replaceAll(/\s+/g, ' ')).toContain(
    '$ docker run -it --name vvc-talk busybox (The terminal is the container’s now. exit or Ctrl-D ends its shell; ' +
      'Ctrl-P Ctrl-Q comes back and leaves it running.) BusyBox',
  );
  session.write('stty size\r');
  await ends('\n24 80\n/ #');
  session.write('\x03');
  await ends('^C\n\n/ #');
  session.write('\x10\x11');
  await isBack('exit 0');
  expect(session.text).toContain('24 80');

  await runInstead('docker exec -it vvc-talk sh');
  await ends('commands.\n\n/ #');
  session.write('exit 3\r');
  await isBack('exit 3');

  await runInstead('docker attach vvc-talk');
  await session.waitFor('the terminal', ({ onAlternateScreen }) => !onAlternateScreen);
  await ends('leaves it running.)');
  session.write('\r');
  await ends('\n/ #');
  session.write('\x04');
  await isBack('exit 130');
  await runInstead("docker ps -a --format '{{.Names}} {{.State}}'");
  await isBack('vvc-talk exited');
});

test('to a container that is not there the lesson keeps the screen', async () => {
  const before = session.raw.length;
  await runInstead('docker attach vvc-nobody');
  await isBack('No such container: vvc-nobody');
  expect(session.raw.slice(before)).not.toContain('\x1b[?1049l');
  expect(session.raw).not.toContain('The terminal is');
});

test('a resize and a SIGTERM in the midst of it end whole', async () => {
  await runInstead('docker run -it --name vvc-talk busybox');
  await ends('\n/ #');
  session.resize(100, 30);
  session.write('\x04');
  await isBack('exit 0');
  await session.waitFor('a wider page', ({ screen }) => (screen[0]?.length ?? 0) > 84);
  await runInstead('docker run -it busybox');
  await ends('\n/ #');
  session.kill('SIGTERM');
  expect((await session.exited).exitCode).toBe(143);
  expect([session.onAlternateScreen, session.cursorVisible, session.bracketedPaste]).toEqual([
    false,
    true,
    false,
  ]);
});
