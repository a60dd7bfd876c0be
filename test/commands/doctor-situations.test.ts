import { expect, test } from 'vitest';
import { examine } from '../../src/commands/doctor-report.ts';
import { doctorText } from '../../src/commands/doctor-text.ts';
import { detectEngine } from '../../src/live/detect.ts';
import type { HostFacts } from '../../src/live/host-facts.ts';
import { launchWithDocker } from '../live/stand-in.ts';
import {
  dockerInfo,
  dockerScript,
  linuxHost,
  macHost,
  podmanScript,
  wslHost,
} from '../live/stand-in-docker.ts';
import { recordedIo } from './recorded-io.ts';

interface Situation {
  readonly docker: string | null;
  readonly host?: HostFacts;
  readonly podman?: string;
  readonly sockets?: readonly string[];
}

/** What doctor says of the engine and in the end, as text, and the words for scripts. */
async function said({ docker, host = linuxHost, podman, sockets = [] }: Situation) {
  const launch = await launchWithDocker(docker, podman === undefined ? {} : { podman });
  const report = await examine(recordedIo(), {
    detect: () => detectEngine({ launch, host, otherSockets: sockets }),
    reachesRegistry: () => Promise.resolve(false),
    vm: () => ({ kind: 'missing', reason: 'no-qemu', because: 'there is no QEMU', remedy: 'Install it.' }),
  });
  const lines = doctorText(report, 400).trimEnd().split('\n');
  const end = lines.slice(lines.lastIndexOf('') + 1);
  const { ready, reason, engine } = report;
  return { first: lines[0], end, ready, reason, vm: engine?.facts?.vm ?? null };
}

const real = ['Ready: labs run in real containers.'];
const stopped = 'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?';
const simulated = (because: string, remedy: string) => [
  `Labs run on the simulator, because ${because}.`,
  remedy,
];

test.each<[string, Situation, Awaited<ReturnType<typeof said>>]>([
  [
    'Docker',
    { docker: dockerScript() },
    {
      first: 'Labs: Docker 28.5 on this computer (it answers and has the busybox image)',
      ...{ end: real, ready: true, reason: null, vm: null },
    },
  ],
  [
    'rootless Docker',
    {
      docker: dockerScript({
        info: { ...dockerInfo, SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless'] },
      }),
    },
    {
      first: 'Labs: Docker 28.5, rootless, on this computer (it answers and has the busybox image)',
      ...{ end: real, ready: true, reason: null, vm: null },
    },
  ],
  [
    'Docker Desktop',
    {
      docker: dockerScript({
        info: { ...dockerInfo, OperatingSystem: 'Docker Desktop', KernelVersion: '6.10.14-linuxkit' },
      }),
      host: macHost,
    },
    {
      first: 'Labs: Docker 28.5 in Docker Desktop (it answers and has the busybox image)',
      ...{ end: real, ready: true, reason: null, vm: 'docker-desktop' },
    },
  ],
  [
    'Colima',
    {
      docker: dockerScript({ info: { ...dockerInfo, Name: 'colima', KernelVersion: '6.8.0' } }),
      host: macHost,
    },
    {
      first: 'Labs: Docker 28.5 in Colima (it answers and has the busybox image)',
      ...{ end: real, ready: true, reason: null, vm: 'colima' },
    },
  ],
  [
    'OrbStack',
    {
      docker: dockerScript({
        info: { ...dockerInfo, OperatingSystem: 'OrbStack', KernelVersion: '6.14.10-orbstack' },
      }),
      host: macHost,
    },
    {
      first: 'Labs: Docker 28.5 in OrbStack (it answers and has the busybox image)',
      ...{ end: real, ready: true, reason: null, vm: 'orbstack' },
    },
  ],
  [
    'WSL 2',
    { docker: dockerScript({ info: { ...dockerInfo, KernelVersion: wslHost.release } }), host: wslHost },
    {
      first: 'Labs: Docker 28.5 in WSL 2 (it answers and has the busybox image)',
      ...{ end: real, ready: true, reason: null, vm: 'wsl2' },
    },
  ],
  [
    'podman, and no docker',
    { docker: null, podman: podmanScript() },
    {
      first: 'Labs: Podman 5.2, rootless, on this computer (it answers and has the busybox image)',
      ...{ end: real, ready: true, reason: null, vm: null },
    },
  ],
  [
    'podman without its machine',
    {
      docker: null,
      host: macHost,
      podman: 'echo "Cannot connect to Podman. Please verify your connection" >&2; exit 125',
    },
    {
      first: 'Labs: simulated (podman is installed but its machine is not running)',
      end: simulated(
        'podman is installed but its machine is not running',
        'Start its machine: podman machine start',
      ),
      ...{ ready: false, reason: 'not-running', vm: null },
    },
  ],
  [
    'nothing',
    { docker: null },
    {
      first: 'Labs: simulated (no Docker found)',
      end: simulated(
        'no Docker found',
        'For real containers install Docker (https://docs.docker.com/engine/install/) or podman.',
      ),
      ...{ ready: false, reason: 'not-installed', vm: null },
    },
  ],
  [
    'an engine that does not run',
    { docker: dockerScript({ complaint: stopped }) },
    {
      first: 'Labs: simulated (Docker is installed but its daemon is not running)',
      end: simulated(
        'Docker is installed but its daemon is not running',
        'Start it: sudo systemctl start docker',
      ),
      ...{ ready: false, reason: 'not-running', vm: null },
    },
  ],
  [
    'no permission on the socket',
    { docker: dockerScript({ complaint: 'permission denied while trying to connect to the Docker daemon' }) },
    {
      first: 'Labs: simulated (Docker is installed but this user may not use its socket)',
      end: simulated(
        'Docker is installed but this user may not use its socket',
        'Let your user in: sudo usermod -aG docker "$USER", then log out and in again (that group is as good as root), or set up rootless Docker: https://docs.docker.com/engine/security/rootless/',
      ),
      ...{ ready: false, reason: 'no-permission', vm: null },
    },
  ],
  [
    'an engine that is too old',
    { docker: dockerScript({ server: { Version: '19.03.15', ApiVersion: '1.40', Os: 'linux' } }) },
    {
      first: 'Labs: simulated (Docker 19.03.15 is too old, the labs need 20.10 or newer)',
      end: simulated(
        'Docker 19.03.15 is too old, the labs need 20.10 or newer',
        'Update Docker to 20.10 or newer: https://docs.docker.com/engine/install/',
      ),
      ...{ ready: false, reason: 'too-old', vm: null },
    },
  ],
  [
    'a broken context',
    {
      docker: dockerScript({
        complaint: 'unable to resolve docker endpoint: context "gone": context not found',
      }),
    },
    {
      first: 'Labs: simulated (Docker is set to a context that does not exist)',
      end: simulated(
        'Docker is set to a context that does not exist',
        'Go back to the usual one: docker context use default (and unset DOCKER_CONTEXT, if it is set).',
      ),
      ...{ ready: false, reason: 'no-context', vm: null },
    },
  ],
  [
    'an engine on another computer',
    {
      docker: dockerScript({ endpoint: 'tcp://10.0.0.9:2376' }),
      host: { ...linuxHost, env: { DOCKER_HOST: 'tcp://10.0.0.9:2376' } },
    },
    {
      first: 'Labs: simulated (Docker is set to another computer (10.0.0.9), and labs stay on this one)',
      end: simulated(
        'Docker is set to another computer (10.0.0.9), and labs stay on this one',
        'To use an engine on this computer: unset DOCKER_HOST',
      ),
      ...{ ready: false, reason: 'remote', vm: null },
    },
  ],
  [
    'a WSL distribution that Docker Desktop leaves out',
    {
      docker: 'echo "The command \'docker\' could not be found in this WSL 2 distro." >&2; exit 1',
      host: wslHost,
    },
    {
      first:
        'Labs: simulated (Docker Desktop is installed on Windows but not switched on for this WSL distribution)',
      end: simulated(
        'Docker Desktop is installed on Windows but not switched on for this WSL distribution',
        'In Docker Desktop open Settings, Resources, WSL integration, and switch this distribution on.',
      ),
      ...{ ready: false, reason: 'not-integrated', vm: null },
    },
  ],
  [
    'no image, and no network for one',
    { docker: dockerScript({ image: 'no image' }) },
    {
      first:
        'Labs: Docker 28.5 on this computer, which has no busybox image yet (it answers; the first `docker run` pulls the busybox image, or says why it cannot)',
      end: simulated(
        'the engine has no busybox image and reaches no registry to pull it from',
        'Connect this computer to the network and run: docker pull busybox',
      ),
      ...{ ready: false, reason: 'no-image', vm: null },
    },
  ],
])('doctor tells %s', async (_name, situation, expected) => {
  expect(await said(situation)).toEqual(expected);
});
