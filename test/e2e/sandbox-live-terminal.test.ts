/** On a real engine the container gets the real terminal, and the sandbox's prompt is whole afterwards. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnEngine, onEngineHost } from '../engine/engine.ts';
import { dockerHome } from './docker-home.ts';
import type { IsolatedHome } from './isolated-home.ts';
import { TerminalSession } from './terminal-session.ts';

await describeOnEngine('the sandbox on a real engine, in a terminal', () => {
  let home: IsolatedHome;
  let session: TerminalSession;
  beforeEach(async () => {
    home = dockerHome();
    session = new TerminalSession({ env: home.env, args: ['sandbox', '--live', '--yes'], columns: 160 });
    await ends('\n$');
  });
  afterEach(async () => {
    session.end();
    home.remove();
    // A session that was killed leaves its containers to the next one of its home, which is gone.
    await onEngineHost('docker rm -f vvc-live-tty-a live-tty-foreign').catch(() => '');
  });
  const ends = (end: string) =>
    session.waitFor(JSON.stringify(end), ({ screen }) =>
      screen
        .map((row) => row.trimEnd())
        .join('\n')
        .trimEnd()
        .endsWith(end),
    );

  test('run, the detach keys, attach and exec; ours only; nothing is left', async () => {
    session.write('docker run -it --name vvc-live-tty-a busybox\r');
    await ends('\n/ #');
    expect(session.text).toContain('Ctrl-P Ctrl-Q comes back and leaves it running');
    session.write('stty size\r');
    await ends('\n24 160\n/ #');
    session.write('\x03');
    await ends('^C\n\n/ #');
    session.write('\x10\x11');
    await ends('\n/ #\n$');
    session.write('docker exec -it vvc-live-tty-a sh\r');
    await ends('\n/ #');
    session.write('exit 3\r');
    await ends('exit 3\n$');
    session.write('docker attach vvc-live-tty-a\r');
    await ends('/ #');
    session.write('\x04');
    await ends('\n$');
    session.write("docker ps -a --filter name=vvc-live-tty-a --format '{{.Names}} {{.State}}'\r");
    await ends('\nvvc-live-tty-a exited\n$');
    session.write('exit 5\r');
    expect((await session.exited).exitCode).toBe(5);
    expect(await onEngineHost('docker ps -aq --filter name=live-tty-')).toBe('');
  });

  test('Ctrl-\\ goes to the program in the container, not to us or to docker', async () => {
    session.write('docker run -it --rm --name vvc-live-tty-a busybox\r');
    await ends('\n/ #');
    session.write("sh -c 'echo ready; exec cat'\r");
    await ends('\nready');
    // SIGQUIT ends cat, and a shell that is PID 1 takes no notice of it.
    session.write('\x1c');
    await ends('\n/ #');
    session.write('\x1c');
    session.write('echo still here\r');
    await ends('\nstill here\n/ #');
    session.write('exit\r');
    await ends('\n$');
    session.write('exit\r');
    expect((await session.exited).exitCode).toBe(0);
  });

  test('a container of others is not attached to', async () => {
    await onEngineHost('docker run -dit --name live-tty-foreign busybox');
    try {
      session.write('docker attach live-tty-foreign\r');
      await session.waitForText('was not made in this session, so it is left alone');
      session.write('exit\r');
      expect((await session.exited).exitCode).toBe(126);
    } finally {
      await onEngineHost('docker rm -f live-tty-foreign');
    }
  });
});
