import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openLiveMachine } from '../../src/live/live-machine.ts';
import { answerOf } from '../contract/answer.ts';
import { describeOnEngine, launchOnEngineHost, onEngineHost } from '../engine/engine.ts';
import { launchWithDocker, testFolder } from './stand-in.ts';

const foreignName = 'guest-foreign-guest';

const open = (stateFolder: string) =>
  openLiveMachine({
    launch: launchOnEngineHost,
    label: 'Docker',
    version: '28.5.2',
    stateFolder,
    namePrefixes: ['guest-'],
    isPortTaken: () => false,
  });

const foreignState = () =>
  onEngineHost(`docker inspect -f '{{.Id}} {{.Name}} {{.State.Status}} {{.State.StartedAt}}' ${foreignName}`);

const remove = (name: string) => onEngineHost(`docker rm -f ${name}`);

/** A process that has certainly ended, as a session's owner that was killed. */
async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'close');
  return child.pid ?? 0;
}

await describeOnEngine('a guest on the learner’s Docker', () => {
  afterEach(async () => {
    await remove(foreignName).catch(() => '');
  });

  test('containers of others are left alone, whatever is typed, and our leaving does not touch them', async () => {
    await onEngineHost(`docker run -d --name ${foreignName} busybox sleep 1000`);
    const before = await foreignState();
    const machine = await open(await testFolder());
    await machine.prepare();
    for (const line of [
      'stop -t 0',
      'kill',
      'rm -f',
      'restart',
      'pause',
      'rename %s guest-mine',
      'exec %s true',
      'attach',
    ]) {
      const command = line.includes('%s') ? line.replace('%s', foreignName) : `${line} ${foreignName}`;
      const { kind, stdout, stderr, exitCode } = await answerOf(machine, `docker ${command}`);
      expect({ line, kind, stdout, stderr, exitCode }).toEqual({
        line,
        kind: 'refused',
        stdout: '',
        stderr: `The container ${foreignName} was not made in this session, so it is left alone; choose another name for yours.\n`,
        exitCode: 126,
      });
    }
    const taken = await answerOf(machine, `docker run --name ${foreignName} busybox`);
    expect(taken.exitCode).toBe(125);
    expect(await machine.observe({ kind: 'container', name: foreignName })).toEqual({
      known: false,
      because: `the container ${foreignName} was not made in this session`,
    });
    expect(await machine.observe({ kind: 'containers' })).toEqual({ known: true, value: [] });
    await machine.dispose();
    expect(await foreignState()).toBe(before);
  });

  test('every container of ours carries the label and the limits', async () => {
    const machine = await open(await testFolder());
    await machine.prepare();
    await answerOf(machine, 'docker run -d --name guest-limits busybox sleep 1000');
    const format =
      '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} {{len .Config.Labels}}';
    const inspected = await onEngineHost(`docker inspect -f '${format}' guest-limits`);
    await machine.dispose();
    expect(inspected).toBe('268435456 1000000000 128 1\n');
    await expect(onEngineHost('docker inspect guest-limits')).rejects.toThrow('No such object');
  });

  test('what a killed session left is removed by the next one; what a living one has is not', async () => {
    const folder = await testFolder();
    const living = await open(folder);
    await living.prepare();
    await answerOf(living, 'docker run -d --name guest-living busybox sleep 1000');
    const engineId = (await onEngineHost(`docker info --format '{{.ID}}'`)).trim();
    const dead = 'deadbeefdeadbeef';
    await mkdir(join(folder, 'live-sessions'), { recursive: true });
    await writeFile(
      join(folder, 'live-sessions', `${dead}.json`),
      JSON.stringify({ id: dead, engineId, owner: { pid: await deadPid(), started: null } }),
    );
    await writeFile(join(folder, 'live-sessions', 'torn.json'), '{"id": "to');
    await onEngineHost(
      `docker run -d --label vmvscontainer.session=${dead} --name guest-abandoned busybox sleep 1000`,
    );

    const next = await open(folder);
    await next.prepare();
    const left = () => onEngineHost(`docker ps -aq --filter label=vmvscontainer.session=${dead}`);
    expect(await left()).not.toBe('');
    await answerOf(next, 'docker ps');
    expect(await left()).not.toBe('');
    // Only a line that does more than look is a yes to that.
    await answerOf(next, 'docker run --rm busybox true');
    expect(
      await onEngineHost(
        `docker ps -a --format '{{.Names}}' --filter name=guest- --filter label=vmvscontainer.session`,
      ),
    ).toBe('guest-living\n');
    await next.dispose();
    await living.dispose();
    expect(
      await onEngineHost('docker ps -aq --filter name=guest- --filter label=vmvscontainer.session'),
    ).toBe('');
    expect(await readdir(join(folder, 'live-sessions'))).toEqual(['torn.json']);
  });

  test('a command that still runs is ended when the session is', async () => {
    const machine = await open(await testFolder());
    await machine.prepare();
    const run = machine.run('docker run --name guest-endless busybox sleep 1000');
    const here = async () =>
      (await machine.observe({ kind: 'containers' })) as { value: readonly { status: string }[] };
    while ((await here()).value[0]?.status !== 'running');
    await machine.dispose();
    expect((await run.exit).kind).toBe('stopped');
    expect(await here()).toEqual({ known: true, value: [] });
  });
});

test('an engine that is gone is "could not look", and opening says why', async () => {
  const gone = { label: 'Docker', version: '28', stateFolder: await testFolder() };
  const launch = await launchWithDocker(
    'echo "Cannot connect to the Docker daemon at unix:///x." >&2; exit 1',
  );
  await expect(openLiveMachine({ ...gone, launch })).rejects.toThrow(
    'Docker cannot be used: Cannot connect to the Docker daemon at unix:///x.',
  );
  await expect(openLiveMachine({ ...gone, launch: await launchWithDocker(null) })).rejects.toThrow(
    'Docker cannot be used: docker: there is no such program on this computer.',
  );
});
