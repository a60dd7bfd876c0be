/** In a lesson on a real engine the container gets the real terminal, and the lesson is back, whole, when it ends. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnEngine, onEngineHost } from '../engine/engine.ts';
import { dockerHome } from './docker-home.ts';
import type { IsolatedHome } from './isolated-home.ts';
import { KEYS, openLesson, pageNumber, turnPage } from './learner.ts';
import { lesson } from './player.ts';
import { TerminalSession } from './terminal-session.ts';

await describeOnEngine('a conversation in a lesson on a real engine', () => {
  let home: IsolatedHome;
  let session: TerminalSession;
  beforeEach(async () => {
    home = dockerHome();
    session = new TerminalSession({ env: home.env, args: ['--yes'], columns: 120, rows: 40 });
    await openLesson(session);
    const page = lesson.pages.findIndex(({ activity }) => activity?.kind === 'run') + 1;
    while (pageNumber(session) !== page) await turnPage(session);
    await session.waitForText('Docker 28.5');
  });
  afterEach(async () => {
    session.end();
    home.remove();
    await onEngineHost('docker rm -f vvc-live-talk').catch(() => '');
  });

  const ends = (end: string) =>
    session.waitFor(
      JSON.stringify(end),
      ({ text, onAlternateScreen }) => !onAlternateScreen && text.endsWith(end),
    );
  const isBack = (text: string) =>
    session.waitFor(
      `${JSON.stringify(text)} in the lesson`,
      (now) => now.onAlternateScreen && now.text.includes(text) && pageNumber(now) !== null,
    );
  const runInstead = async (line: string) => {
    session.write('e\x05\x15');
    session.write(line + KEYS.enter);
  };

  test('run, the detach keys, exec, attach; what was said comes back where Docker keeps it', async () => {
    await runInstead('docker run -it --name vvc-live-talk busybox');
    await ends('\n/ #');
    expect(session.text).toContain('Ctrl-P Ctrl-Q comes back and leaves it running.');
    session.write('stty size\r');
    await ends('\n40 120\n/ #');
    session.write('\x03');
    await ends('^C\n\n/ #');
    session.write('\x10\x11');
    await isBack('exit 0');
    expect(session.text).toContain('You had the terminal. The end of what stood there:');
    expect(session.text).toContain('40 120');

    await runInstead('docker exec -it vvc-live-talk sh');
    await ends('commands.\n\n/ #');
    session.write('exit 3\r');
    await ends('(Enter goes back to the lesson.)');
    session.write(KEYS.enter);
    await isBack('exit 3');

    await runInstead('docker attach vvc-live-talk');
    await ends('leaves it running.)');
    session.write('\r');
    await ends('/ #');
    session.write('\x04');
    await isBack('exit 130');
    await runInstead('docker attach vvc-live-nobody');
    await isBack('No such container: vvc-live-nobody');
  }, 180_000);

  test('a SIGTERM in the midst of it gives the terminal back, and nothing is left', async () => {
    await runInstead('docker run -it --name vvc-live-talk busybox');
    await ends('\n/ #');
    session.kill('SIGTERM');
    expect((await session.exited).exitCode).toBe(143);
    expect([session.onAlternateScreen, session.cursorVisible]).toEqual([false, true]);
    expect(await onEngineHost("docker ps -aq --filter name='^vvc-live-talk$'")).toBe('');
  }, 180_000);
});
