import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launch, launchOnThisComputer } from '../../src/live/launch.ts';
import { openLiveMachine } from '../../src/live/live-machine.ts';
import { describeOnEngine, engineShell, launchOnEngineHost, onEngineHost } from '../engine/engine.ts';
import { engineWay, labsElsewhere } from '../engine/way.ts';
import { testFolder } from '../live/stand-in.ts';
import { seeded } from './killed/seeded.ts';

const kills = 100;
/** Sessions that run and die side by side. */
const together = 5;
/** So that some die before their first command, some in the middle of one, some with much behind them. */
const longestMs = 700;
/** The part of them that may die before or in their first command, or while they sweep after others. */
const early = 0.2;
const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 2 ** 31));

const program = engineWay().program;
const other = 'ab12ab12ab12ab12';

/** Everything the engine has: what a guest leaves as it was. */
async function objects(): Promise<string> {
  const format = program === 'podman' ? '{{.Names}}' : '{{.Names}} {{.State}}';
  return onEngineHost(
    [
      `${program} ps -a --no-trunc --format '{{.ID}} ${format}' | sort`,
      `${program} network ls --format '{{.ID}} {{.Name}}' | sort`,
      `${program} volume ls --format '{{.Name}}' | sort`,
      `${program} images -a --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}}' | sort`,
    ].join('; echo; '),
  );
}

/** How many objects carry a label like ours, beside the foreign ones. */
async function ours(): Promise<number> {
  const filter = '--filter label=vmvscontainer.session';
  const listed = await onEngineHost(
    `${program} ps -aq ${filter}; ${program} network ls -q ${filter}; ${program} volume ls -q ${filter}`,
  );
  return listed.split('\n').filter((line) => line !== '').length - 3;
}

/** `ps` and `kill` on this computer, where a slow client runs, and the engine on its own host. */
const launchWhereClientsAre: Launch = (argv, options) =>
  (argv[0] === 'ps' || argv[0] === 'kill' ? launchOnThisComputer : launchOnEngineHost)(argv, options);

async function clientsHere(script: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args=']);
  return stdout.split('\n').filter((words) => words.includes(`${script} `) && !words.includes('session.mjs'));
}

/** Names and labels like ours, and not ours. */
const foreign = [
  `${program} run -d --name vvc-foreign busybox sleep 1000`,
  `${program} create --name vvc-foreign-2 --label vmvscontainer.session=somebody busybox`,
  `${program} create --name vvc-foreign-3 --label vmvscontainer.session=${other} busybox`,
  `${program} create --name vvc-foreign-4 --label vmvscontainer.image=${other} busybox`,
  `${program} create --name vvc-foreign-5 --label vmvscontainer.sessions=x -v vvc-foreign-vol:/x busybox`,
  `${program} network create vvc-foreign-net`,
  `${program} volume create --label vmvscontainer.session= vvc-foreign-vol2`,
  `${program} tag busybox vvc-foreign:1`,
].join(' && ');
const forget = `${program} rm -f vvc-foreign vvc-foreign-2 vvc-foreign-3 vvc-foreign-4 vvc-foreign-5; ${program} network rm vvc-foreign-net; ${program} volume rm vvc-foreign-vol vvc-foreign-vol2; ${program} rmi vvc-foreign:1`;

await describeOnEngine('a session that is killed', () => {
  let script: string;
  let before: string;

  beforeAll(async () => {
    await onEngineHost(`${forget} 2>/dev/null || true`);
    await onEngineHost(foreign);
    before = await objects();
  });
  afterAll(async () => {
    await onEngineHost(forget);
  });

  const bundle = async (folder: string) => {
    script = join(folder, 'session.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('./killed/session-script.ts', import.meta.url))],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: script,
      logLevel: 'error',
    });
  };

  const start = (stateFolder: string, number: number, path?: string): ChildProcess =>
    spawn(
      process.execPath,
      [script, path ?? engineShell, stateFolder, String(number), String(seed + number)],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );

  /** It can be killed for another reason than ours, and then it will not begin. */
  const begun = (session: ChildProcess) =>
    Promise.race([once(session.stdout as NodeJS.ReadableStream, 'data'), once(session, 'exit')]);

  /** As the program does when it is started the next time. */
  const nextStart = async (stateFolder: string, launch: Launch = launchOnEngineHost) => {
    const machine = await openLiveMachine({
      launch,
      label: 'Docker',
      version: '0',
      way: engineWay(),
      stateFolder,
      spaceOf: labsElsewhere,
    });
    await machine.prepare();
    await machine.run('docker rm -f vvc-agreed').exit;
    await machine.dispose();
  };

  test(`leaves nothing after the next start, ${kills} times at random (KILL_SEED=${seed})`, async () => {
    console.log(`killed sessions: KILL_SEED=${seed}`);
    const folder = await testFolder();
    await bundle(folder);
    const random = seeded(seed);
    let left = 0;
    for (let killed = 0; killed < kills; killed += together) {
      const sessions = Array.from({ length: together }, (_, index) => start(folder, killed + index));
      await Promise.all(
        sessions.map(async (session) => {
          const ended = once(session, 'exit');
          if (random() > early) await begun(session);
          await wait(random() * longestMs);
          session.kill('SIGKILL');
          await ended;
        }),
      );
      left += await ours();
      await nextStart(folder);
      expect(await objects(), `after ${killed + together} kills, KILL_SEED=${seed}`).toBe(before);
    }
    expect(await readdir(join(folder, 'live-sessions'))).toEqual([]);
    // They did leave something: every fifth of them at least.
    expect(left).toBeGreaterThan(kills / 5);
  }, 900_000);

  test('leaves nothing when its client makes a container after it is dead', async () => {
    const folder = await testFolder();
    await bundle(folder);
    const slow = join(folder, 'docker');
    const script = `case "$*" in "${program} run"*) echo begun >>'${folder}/begun'; sleep 2 ;; esac`;
    await writeFile(slow, `#!/bin/sh\nshift\n${script}\nexec '${engineShell}' -- "$@"\n`);
    await chmod(slow, 0o755);
    const session = start(folder, 1000, slow);
    const ended = once(session, 'exit');
    while (!existsSync(join(folder, 'begun'))) await wait(20);
    session.kill('SIGKILL');
    await ended;
    expect((await clientsHere(slow)).length).toBeGreaterThan(0);
    await nextStart(folder, launchWhereClientsAre);
    expect(await clientsHere(slow)).toEqual([]);
    await wait(2500);
    expect(await objects()).toBe(before);
  }, 180_000);
});
