import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnEngine, onEngineHost } from '../engine/engine.ts';
import { dockerHome } from './docker-home.ts';
import type { IsolatedHome } from './isolated-home.ts';
import { KEYS, openLesson, pageNumber, turnPage } from './learner.ts';
import { hasAllDone, lesson, playToTheEnd } from './player.ts';
import { runProgram } from './run-program.ts';
import { TerminalSession } from './terminal-session.ts';

/** What the lesson and these tests call their containers; other tests run beside them on this engine. */
const OWN = [
  ...new Set(`${JSON.stringify(lesson)} vvc-alpine vvc-shot vvc-term`.match(/vvc-[a-z0-9]+(?:-[a-z0-9]+)*/g)),
];
const named = `docker ps -a --format '{{.Names}}' | { grep -Ex '${OWN.join('|')}' || true; }`;

let home: IsolatedHome;
let session: TerminalSession;
beforeEach(() => {
  home = dockerHome();
});
afterEach(async () => {
  session.end();
  home.remove();
  // A test that failed may have left some, and the next one asserts on all of them.
  await onEngineHost(`${named} | xargs -r docker rm -f`);
});

const begin = (): TerminalSession => {
  session = new TerminalSession({ env: home.env, args: ['--yes'] });
  return session;
};

const ours = (): Promise<string> => onEngineHost(named);

/** Goes to the first command of the lesson and has the line `typed` run in its place. */
async function runInstead(typed: string): Promise<void> {
  await openLesson(session);
  const page = lesson.pages.findIndex(({ activity }) => activity?.kind === 'run') + 1;
  while (pageNumber(session) !== page) await turnPage(session);
  await session.waitForText('Docker 28.5');
  session.write('e\x05\x15');
  session.write(typed + KEYS.enter);
  await session.waitForText('running…');
}

/** The processes on this computer that are the client of a running `docker run` of this name. */
function clientsOf(name: string): readonly number[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines
    .filter((line) => /docker.* run .*/.test(line) && line.includes(name))
    .map((line) => Number.parseInt(line, 10));
}

await describeOnEngine('the lesson on a real Docker', () => {
  test('from the first page to the result, and what it made is gone again', async () => {
    begin();
    await openLesson(session);
    await playToTheEnd(session);
    await session.waitFor('the result', hasAllDone);
    session.write('q');
    expect((await session.exited).exitCode).toBe(0);
    expect(await ours()).toBe('');
    const { stdout } = await runProgram(['lessons', '--json'], { env: home.env });
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ id: 'pid1', state: 'done' }));
  }, 180_000);

  test('SIGTERM while a command runs gives the terminal back and removes the container', async () => {
    begin();
    await runInstead('docker run --name vvc-term busybox sleep 1000');
    await expect.poll(ours, { timeout: 60_000 }).toBe('vvc-term\n');
    session.kill('SIGTERM');
    expect((await session.exited).exitCode).toBe(143);
    expect(session.onAlternateScreen).toBe(false);
    expect(await ours()).toBe('');
  }, 180_000);

  test('a client that is killed from outside is an exit code, and the screen lives', async () => {
    begin();
    await runInstead('docker run --name vvc-shot busybox sleep 1000');
    await expect.poll(ours, { timeout: 60_000 }).toBe('vvc-shot\n');
    for (const pid of clientsOf('vvc-shot')) process.kill(pid, 'SIGKILL');
    await session.waitFor('the end of the command', ({ text }) => !text.includes('running…'));
    session.write('?');
    await session.waitFor('help', () => pageNumber(session) === null);
    session.write(KEYS.ctrlC);
    await session.exited;
    expect(await ours()).toBe('');
  }, 180_000);

  test('an image that cannot be pulled turns the step to the simulator, and the lesson goes on live', async () => {
    begin();
    await openLesson(session);
    const page = lesson.pages.findIndex(({ activity }) => activity?.kind === 'run') + 1;
    while (pageNumber(session) !== page) await turnPage(session);
    await session.waitForText('Docker 28.5');
    session.write('e\x05\x15');
    session.write(`docker run --name vvc-alpine alpine cat /etc/alpine-release${KEYS.enter}`);
    await session.waitForText('exit 0');
    expect(session.text).toContain('This step runs simulated: the image alpine is not here and cannot be');
    session.write('e\x05\x15');
    session.write(`docker ps -a --filter name=vvc-alpine --format '{{.Image}}'${KEYS.enter}`);
    await session.waitFor('its image', ({ text }) => /│ alpine +│\n │ exit 0 · \S+ s · simulated/.test(text));
    await turnPage(session);
    session.write(KEYS.enter);
    await session.waitFor('the next step, live', ({ text }) => /exit 0 · \S+ s · Docker 28\.5/.test(text));
  }, 180_000);

  test('an engine that goes away is told, and the next command starts the simulator', async () => {
    begin();
    await openLesson(session);
    while (lesson.pages[(pageNumber(session) ?? 1) - 1]?.activity?.kind !== 'run') await turnPage(session);
    await session.waitForText('Docker 28.5');
    const gone =
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
    writeFileSync(join(home.folder, 'bin', 'docker'), `#!/bin/sh\necho '${gone}' >&2\nexit 1\n`);
    session.write(KEYS.enter);
    await session.waitForText('Docker does not answer any more');
    session.write('r');
    await session.waitForText('simulated');
  }, 180_000);
});
