import { execFile } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type DoctorReport, examine } from '../../src/commands/doctor-report.ts';
import { doctorText } from '../../src/commands/doctor-text.ts';
import { progressPlace } from '../../src/commands/progress-place.ts';
import { terminalFacts } from '../../src/commands/terminal-facts.ts';
import { detectEngine } from '../../src/live/detect.ts';
import type { HostFacts } from '../../src/live/host-facts.ts';
import { reachesRegistry } from '../../src/live/registry-reach.ts';
import type { VmKit } from '../../src/live/vm/vm-kit.ts';
import { launchWithDocker, pathWithDocker, testFolder } from '../live/stand-in.ts';
import { dockerInfo, dockerScript, linuxHost, macHost } from '../live/stand-in-docker.ts';
import { recordedIo } from './recorded-io.ts';

const kit: VmKit = {
  kind: 'found',
  program: 'qemu-system-x86_64',
  kernel: '/boot/vmlinuz-6.1.0-44-amd64',
  release: '6.1.0-44-amd64',
  kvm: 'usable',
};

async function report(script: string | null, host: HostFacts = linuxHost): Promise<DoctorReport> {
  const launch = await launchWithDocker(script);
  const found = await examine(recordedIo(), {
    detect: (tell) =>
      detectEngine({
        launch: (argv, options) => {
          tell(argv.join(' '));
          return launch(argv, options);
        },
        host,
        otherSockets: [],
      }),
    vm: () => kit,
    reachesRegistry: ({ way }) => reachesRegistry(launch, way),
  });
  // What this machine is stands in for what every machine is.
  return {
    ...found,
    terminal: terminalFacts(recordedIo(), { isTTY: false }, 'xterm-256color'),
    progress: { folder: '/home/me/.config/vmvscontainer-nodejs', writable: true, because: null },
    node: '20.20.2',
    platform: 'linux x64',
  };
}

const text = async (...given: Parameters<typeof report>) => doctorText(await report(...given), 80);

describe('doctor says', () => {
  test('that labs are real', async () => {
    expect(
      await text(dockerScript()),
    ).toBe(`Labs: Docker 28.5 on this computer (it answers and has the busybox image)

Engine    docker 28.5.2, context default, unix:///var/run/docker.sock
Runs on   Debian GNU/Linux 12 (bookworm), Linux 6.1.0-44-amd64, x86_64, cgroup
          v2
Processes of containers stand in this machine’s ps
busybox   is here
VMs       can be real: qemu-system-x86_64 starts /boot/vmlinuz-6.1.0-44-amd64,
          translated, or with KVM
Terminal  none: the output is not a terminal
Progress  is kept in /home/me/.config/vmvscontainer-nodejs
Asked     docker context inspect, docker version, docker info, docker image
          inspect busybox: they only read, and nothing else runs before you
          agree
Node      20.20.2 on linux x64

Ready: labs run in real containers.
`);
  });

  test('where the engine of a Mac runs', async () => {
    const info = { ...dockerInfo, KernelVersion: '6.10.14-linuxkit', OperatingSystem: 'Docker Desktop' };
    const said = await text(dockerScript({ info, context: 'desktop-linux' }), macHost);
    expect(said.split('\n').slice(0, 7)).toEqual([
      'Labs: Docker 28.5 in Docker Desktop (it answers and has the busybox image)',
      '',
      'Engine    docker 28.5.2, context desktop-linux, unix:///var/run/docker.sock',
      'Runs on   Docker Desktop, Linux 6.10.14-linuxkit, x86_64, cgroup v2',
      'Processes of containers are in that virtual machine, not in this computer’s ps',
      'busybox   is here',
      'VMs       can be real: qemu-system-x86_64 starts /boot/vmlinuz-6.1.0-44-amd64,',
    ]);
  });

  test('that the engine is not running, and how to start it', async () => {
    const complaint = 'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?';
    expect(
      await text(dockerScript({ complaint })),
    ).toBe(`Labs: simulated (Docker is installed but its daemon is not running)

VMs       can be real: qemu-system-x86_64 starts /boot/vmlinuz-6.1.0-44-amd64,
          translated, or with KVM
Terminal  none: the output is not a terminal
Progress  is kept in /home/me/.config/vmvscontainer-nodejs
Asked     docker context inspect, docker version: they only read, and nothing
          else runs before you agree
Node      20.20.2 on linux x64

Labs run on the simulator, because Docker is installed but its daemon is not
running.
Start it: sudo systemctl start docker
`);
  });

  test('that images are not to be had', async () => {
    const found = await report(dockerScript({ image: 'no image' }));
    expect({ ...found, engine: null }).toMatchObject({
      ready: false,
      labs: 'Labs: Docker 28.5 on this computer, which has no busybox image yet (it answers; the first `docker run` pulls the busybox image, or says why it cannot)',
      reason: 'no-image',
      because: 'the engine has no busybox image and reaches no registry to pull it from',
      advice: 'Connect this computer to the network and run: docker pull busybox',
    });
    expect(found.engine).toMatchObject({ busybox: 'missing', registry: 'not reached' });
  });

  test('what the terminal cannot do', () => {
    const io = { ...recordedIo(), columns: 30, interactive: true, unicode: false };
    const said = (stdout: object) =>
      doctorText(
        {
          ...({} as DoctorReport),
          labs: 'Labs: simulated',
          engine: null,
          asked: [],
          vm: { ready: false, reason: 'no-qemu', because: 'there is no QEMU', remedy: 'Install it.' },
          ready: true,
          advice: null,
          terminal: terminalFacts(io, stdout, 'vt100'),
          progress: { folder: null, writable: false, because: 'no home' },
        },
        120,
      ).split('\n');
    expect(said({ isTTY: true, rows: 10, getColorDepth: () => 4 }).slice(2, 5)).toEqual([
      'VMs       are simulated, because there is no QEMU. Install it.',
      'Terminal  30x10, too small for the screens (40x15 at least), no colours, ASCII only, TERM=vt100',
      'Progress  is not kept: no home',
    ]);
    const colour = { ...io, columns: 80, colour: true, unicode: true };
    expect(terminalFacts(colour, { isTTY: true, rows: 24, getColorDepth: () => 24 }, 'xterm')).toEqual({
      interactive: true,
      columns: 80,
      rows: 24,
      colours: 2 ** 24,
      utf8: true,
      term: 'xterm',
    });
  });

  test('where progress is kept, and that a folder that is not there can be made', async () => {
    const folder = await testFolder();
    expect(await progressPlace(join(folder, 'a/b'))).toEqual({
      folder: join(folder, 'a/b'),
      writable: true,
      because: null,
    });
    expect(await progressPlace(join('/dev/null', 'x'))).toEqual({
      folder: '/dev/null/x',
      writable: false,
      because: 'part of the path is a file, not a directory',
    });
  });
});

describe('the program', () => {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

  async function doctor(script: string | null, ...words: readonly string[]) {
    const home = await testFolder();
    await mkdir(join(home, 'kept'));
    await chmod(join(home, 'kept'), 0o755);
    const env = { PATH: await pathWithDocker(script), HOME: home, VMVSCONTAINER_HOME: join(home, 'kept') };
    return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(
        process.execPath,
        ['--import', 'tsx', main, 'doctor', ...words],
        { env },
        (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
        },
      );
    });
  }

  test('ends with 0 where labs are real, and with 1 where they are simulated', async () => {
    const ready = await doctor(dockerScript());
    expect({ ...ready, stdout: ready.stdout.split('\n').at(-2) }).toEqual({
      code: 0,
      stdout: 'Ready: labs run in real containers.',
      stderr: '',
    });
    const none = await doctor(null);
    expect({ code: none.code, first: none.stdout.split('\n')[0], stderr: none.stderr }).toEqual({
      code: 1,
      first: 'Labs: simulated (no Docker found)',
      stderr: '',
    });
  });

  test('--json is one object', async () => {
    const { code, stdout } = await doctor(null, '--json');
    const said = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(said).toMatchObject({
      ready: false,
      reason: 'not-installed',
      because: 'no Docker found',
      engine: null,
    });
    expect(Object.keys(said).sort()).toEqual(
      [
        'advice',
        'asked',
        'because',
        'engine',
        'labs',
        'node',
        'platform',
        'progress',
        'ready',
        'reason',
        'terminal',
        'vm',
      ].sort(),
    );
  });
});
