/** What goes wrong on a learner's own engine, with a stand-in for docker's client: a sentence, and the way on. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dockerScript } from '../live/stand-in-docker.ts';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { KEYS, openLesson, turnTo } from './learner.ts';
import { runProgram } from './run-program.ts';
import { TerminalSession } from './terminal-session.ts';

let home: IsolatedHome;
let session: TerminalSession | null = null;
beforeEach(() => {
  home = isolatedHome();
});
afterEach(() => {
  session?.end();
  session = null;
  home.remove();
});

/** What docker does from now on, beside being found. */
const docker = (does: string): void =>
  writeFileSync(join(home.folder, 'bin', 'docker'), `#!/bin/sh\n${dockerScript({ first: does })}\n`, {
    mode: 0o755,
  });

async function begin(does: string, args: readonly string[] = ['--yes']): Promise<TerminalSession> {
  docker(does);
  session = new TerminalSession({ env: home.env, args });
  await openLesson(session);
  return session;
}

const atRun = (now: TerminalSession) => turnTo(now, 'first-ps', 'Docker 28.5');

test('before a command runs the learner is asked, and may say no', async () => {
  const now = await begin('[ "$1" = run ] && { echo ran it; exit 0; }', []);
  await atRun(now);
  now.write(KEYS.enter);
  await now.waitForText('Run this on Docker 28.5');
  expect(now.text).toContain('$ docker run --label vmvscontainer.session=');
  now.write('n');
  await now.waitForText('Nothing was run.');
  expect(now.text).not.toContain('ran it');
  now.write('r');
  await now.waitForText('Run this on Docker 28.5');
  now.write('y');
  await now.waitForText('exit 0');
  expect(now.text).toContain('ran it');
});

test('scripts need a word of consent', async () => {
  docker('');
  const refused = await runProgram(['sandbox', '--live', '--json'], { env: home.env, input: 'docker ps\n' });
  expect(refused).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      'vmvscontainer: these commands would run on your own Docker: add --yes to agree, or --sim for the simulator.\n',
  });
  docker('[ "$1" = ps ] && { [ "$2" = -a ] || echo CONTAINER; exit 0; }');
  const { stdout, exitCode } = await runProgram(['sandbox', '--live', '--yes', '--json'], {
    env: home.env,
    input: 'docker ps\n',
  });
  expect([JSON.parse(stdout), exitCode]).toEqual([
    { command: 'docker ps', stdout: 'CONTAINER\n', stderr: '', exitCode: 0 },
    0,
  ]);
});

test('a full disk turns the step to the simulator', async () => {
  const full =
    'docker: Error response from daemon: mkdir /var/lib/docker/overlay2/a: no space left on device';
  const now = await begin(`[ "$1" = run ] && { echo '${full}' >&2; exit 125; }`);
  await atRun(now);
  now.write(KEYS.enter);
  await now.waitForText('exit 0');
  expect(now.text).toContain('This step runs simulated: the disk of your Docker is full.');
});

test('a pull shows how far it is, and Ctrl-C ends it, however deaf the client is', async () => {
  const pull = "trap '' INT; echo 'Unable to find image' >&2; echo 'aac7bb2: Pulling fs layer' >&2";
  const now = await begin(`[ "$1" = run ] && { ${pull}; while :; do /bin/sleep 1; done; }`);
  await atRun(now);
  now.write(KEYS.enter);
  await now.waitForText('Pulling fs layer');
  now.write(KEYS.ctrlC);
  await now.waitForText('stopped, exit');
  expect(now.text).not.toContain('running…');
});

test('an engine that stops before the look at a task: could not be checked, and not wrong', async () => {
  const gone =
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
  const now = await begin(
    `case "$1 $2" in
  "run -"*|"run --"*) echo 4f4f; : > "$HOME/gone"; exit 0 ;;
  *) [ -e "$HOME/gone" ] && { echo '${gone}' >&2; exit 1; } ;;
esac`,
  );
  await turnTo(now, 'keep-a-shell', 'Docker 28.5');
  now.write(KEYS.enter);
  await now.waitForText('Enter run');
  now.write(`docker run -dit --name vvc-keep busybox${KEYS.enter}`);
  await now.waitForText('This could not be checked: Cannot connect to the Docker daemon');
  expect(now.text).not.toContain('Not yet');
});
