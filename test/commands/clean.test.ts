import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanHere } from '../../src/commands/clean.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { detectEngine } from '../../src/live/detect.ts';
import { ownProcess } from '../../src/live/owner-process.ts';
import { describeOnEngine, launchOnEngineHost, onEngineHost } from '../engine/engine.ts';
import { engineWay, isDocker } from '../engine/way.ts';
import { launchWithDocker, testFolder } from '../live/stand-in.ts';
import { dockerScript, linuxHost } from '../live/stand-in-docker.ts';
import { recordedIo } from './recorded-io.ts';

const { program } = engineWay();

async function cleaned(
  folder: string,
  flags: readonly string[],
  given: {
    readonly typed?: string;
    readonly interactive?: boolean;
    readonly docker?: string | null;
    readonly others?: Readonly<Record<string, string>>;
  } = {},
) {
  const io = { ...recordedIo(given.typed ?? ''), interactive: given.interactive ?? false };
  const written: string[] = [];
  const complained: string[] = [];
  io.write = (text) => written.push(text);
  io.complain = (text) => complained.push(text);
  const launch =
    given.docker === undefined ? launchOnEngineHost : await launchWithDocker(given.docker, given.others);
  const code = await cleanHere(
    { io } as unknown as CommandContext,
    { operand: null, flags: new Set(flags) },
    {
      launch,
      detect: () => detectEngine({ launch, host: linuxHost, otherSockets: [], timeoutMs: 20_000 }),
      stateFolder: () => folder,
    },
  );
  return { code, stdout: written.join(''), stderr: complained.join('') };
}

async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'close');
  return child.pid ?? 0;
}

const dead = 'c1ea000000000001';
const unknownSession = 'c1ea000000000002';
const alive = 'c1ea000000000003';

test('without an engine the folders of labs go, and that something could not be looked at is said', async () => {
  const folder = await testFolder();
  await mkdir(join(folder, 'lab', dead), { recursive: true });
  await writeFile(join(folder, 'lab', dead, 'file'), 'x');
  await mkdir(join(folder, 'lab', 'mine'), { recursive: true });
  expect(await cleaned(folder, ['--yes'], { docker: null })).toEqual({
    code: 1,
    stdout: `What an engine may have of ours could not be looked at: no Docker found.\nMade by vmvscontainer:\n  folder     ${folder}/lab/${dead}\nRemoved.\n`,
    stderr: '',
  });
  expect(await readdir(join(folder, 'lab'))).toEqual(['mine']);
});

test('an engine that answers and then does not is not taken for an empty one', async () => {
  expect(await cleaned(await testFolder(), ['--yes', '--json'], { docker: dockerScript() })).toEqual({
    code: 1,
    stdout: `${JSON.stringify({
      removed: false,
      objects: [],
      folders: [],
      machines: [],
      inUse: [],
      elsewhere: [],
      running: [],
      because: 'stand-in docker: ps -aq --no-trunc --filter label=vmvscontainer.session',
    })}\n`,
    stderr: '',
  });
});

test('a virtual machine of a killed session is shown, and ended; others’ are not', async () => {
  const folder = await testFolder();
  await mkdir(join(folder, 'live-sessions'));
  await writeFile(
    join(folder, 'live-sessions', `${dead}.json`),
    JSON.stringify({ id: dead, engineId: 'engine-1', owner: { pid: await deadPid(), started: null } }),
  );
  const qemu = 'qemu-system-x86_64 -name';
  const others = {
    ps: `printf '%s\\n' '  11 ${qemu} vvc-vm-${dead} -m 128' '  12 ${qemu} vvc-vm-${alive} -m 128' '  13 ${qemu} mine -m 128' '  14 sh -c ${qemu} vvc-vm-${dead} '`,
    kill: `echo "$*" >> ${folder}/killed`,
  };
  const docker = dockerScript({ first: 'case "$1" in ps|network|volume|images) exit 0 ;; esac' });
  expect(await cleaned(folder, ['--yes'], { docker, others })).toEqual({
    code: 0,
    stdout: 'Made by vmvscontainer on Docker 28.5 on this computer:\n  machine    process 11\nRemoved.\n',
    stderr: '',
  });
  expect(await readFile(join(folder, 'killed'), 'utf8')).toBe('-KILL 11\n');
  expect(await readdir(join(folder, 'live-sessions'))).toEqual([]);
});

await describeOnEngine('clean', () => {
  const label = (session: string) => `--label vmvscontainer.session=${session}`;
  const everything = async () => {
    const listed = await onEngineHost(
      `${program} ps -a --format '{{.Names}}' | grep vvc-clean; ${program} network ls --format '{{.Name}}' | grep vvc-clean; ${program} volume ls --format '{{.Name}}' | grep vvc-clean; ${program} images --format '{{.Repository}}' | grep vvc-clean || true`,
    );
    return listed.split('\n').filter(Boolean).sort();
  };

  test('shows, asks, and removes exactly ours, but not what a running session has', async () => {
    const folder = await testFolder();
    await onEngineHost(
      [
        `${program} run -d --name vvc-clean-a ${label(dead)} --mount type=volume,target=/data${isDocker ? `,volume-label=vmvscontainer.session=${dead}` : ''} busybox sleep 1000`,
        `${program} create --name vvc-clean-b ${label(unknownSession)} -v /data busybox`,
        `${program} create --name vvc-clean-alive ${label(alive)} busybox`,
        `${program} create --name vvc-clean-foreign busybox`,
        `${program} create --name vvc-clean-foreign-2 ${label('mine')} busybox`,
        `${program} network create ${label(dead)} vvc-clean-net`,
        `${program} volume create ${label(dead)} vvc-clean-vol`,
        `${program} volume create vvc-clean-foreign-vol`,
        `${program} commit --change 'LABEL vmvscontainer.image=${dead}' vvc-clean-a vvc-clean-img`,
        `${program} tag busybox vvc-clean-tag:1`,
        `${program} tag busybox vvc-clean-foreign-tag:1`,
      ].join(' && '),
    );
    const all = await everything();
    const info = await onEngineHost(`${program} info --format '{{json .}}'`);
    const { engineInfo } = await import('../../src/live/engine-info.ts');
    const engineId = engineInfo(info)?.id;
    await mkdir(join(folder, 'live-sessions'), { recursive: true });
    const write = (id: string, owner: object) =>
      writeFile(join(folder, 'live-sessions', `${id}.json`), JSON.stringify({ id, engineId, owner }));
    await write(dead, { pid: await deadPid(), started: null });
    await write(alive, await ownProcess());
    await writeFile(
      join(folder, 'live-sessions', `${dead}.made`),
      '{"kind":"image","name":"vvc-clean-tag:1"}\n{"kind":"image","name":"vvc-clean-gone:1"}\n{"kind":"ima',
    );

    const looked = await cleaned(folder, ['--dry-run']);
    const image = program === 'podman' ? 'localhost/vvc-clean-img:latest' : 'vvc-clean-img:latest';
    // Other tests have sessions on the same engine.
    const shown = looked.stdout.split('\n').filter((line) => /vvc-clean|process/.test(line));
    expect(looked.stdout.split('\n').filter((line) => /volume {5}[0-9a-f]{64}$/.test(line)).length).toBe(
      isDocker ? 1 : 0,
    );
    expect({ ...looked, stdout: shown }).toEqual({
      code: 0,
      stdout: [
        '  container  vvc-clean-a',
        '  network    vvc-clean-net',
        '  volume     vvc-clean-vol',
        `  image      ${image}`,
        '  image      vvc-clean-tag:1',
        `A session that runs now (process ${process.pid}) has these, so they stay:`,
        '  container  vvc-clean-alive',
        '  container  vvc-clean-b',
      ],
      stderr: '',
    });
    expect(await everything()).toEqual(all);

    expect(await cleaned(folder, [])).toMatchObject({
      code: 2,
      stderr: 'vmvscontainer: clean asks before it removes; say --yes, or --dry-run to look only.\n',
    });
    const refused = await cleaned(folder, [], { typed: 'n\n', interactive: true });
    expect(refused.code).toBe(2);
    expect(refused.stdout).toMatch(/Remove them\? \[y\/N\] Nothing was removed\.\n$/);
    expect(await everything()).toEqual(all);

    const done = await cleaned(folder, [], { typed: 'y\n', interactive: true });
    expect(done.code).toBe(0);
    expect(done.stdout).toMatch(/Remove them\? \[y\/N\] Removed\.\n$/);
    const prefix = program === 'podman' ? 'localhost/' : '';
    expect(await everything()).toEqual(
      [
        'vvc-clean-alive',
        'vvc-clean-b',
        'vvc-clean-foreign',
        'vvc-clean-foreign-2',
        'vvc-clean-foreign-vol',
        `${prefix}vvc-clean-foreign-tag`,
      ].sort(),
    );
    expect((await readdir(join(folder, 'live-sessions'))).sort()).toEqual([`${alive}.json`]);
    await onEngineHost(
      `${program} rm -f -v vvc-clean-alive vvc-clean-b vvc-clean-foreign vvc-clean-foreign-2; ${program} volume rm vvc-clean-foreign-vol; ${program} rmi vvc-clean-foreign-tag:1`,
    );
  });
});
