import { describe, expect, test } from 'vitest';
import { detectEngine } from '../../src/live/detect.ts';
import { detect, type Given, labelled } from './detect-with.ts';
import { launchWithDocker } from './stand-in.ts';
import { dockerScript, linuxHost, macHost, podmanInfo, podmanScript, wslHost } from './stand-in-docker.ts';

const complaining = (complaint: string) => dockerScript({ complaint });

describe('each way of not being there is told apart, with what to do about it', () => {
  const cannotConnect =
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
  test.each<[string, string | null, Given, string, string, RegExp]>([
    ['no client', null, {}, 'not-installed', 'no Docker found', /engine\/install\/\) or podman/],
    ['no client on a Mac', null, { host: macHost }, 'not-installed', 'no Docker found', /OrbStack or Colima/],
    [
      'Docker Desktop without this distribution',
      'echo "The command \'docker\' could not be found in this WSL 2 distro."  >&2; exit 1',
      { host: wslHost },
      'not-integrated',
      'Docker Desktop is installed on Windows but not switched on for this WSL distribution',
      /WSL integration/,
    ],
    [
      'not running',
      complaining(cannotConnect),
      {},
      'not-running',
      'Docker is installed but its daemon is not running',
      /sudo systemctl start docker$/,
    ],
    [
      'Colima not running',
      dockerScript({
        complaint: cannotConnect,
        context: 'colima',
        endpoint: 'unix:///Users/me/.colima/default/docker.sock',
      }),
      { host: macHost },
      'not-running',
      'Docker is installed but its daemon is not running',
      /colima start$/,
    ],
    [
      'OrbStack not running',
      dockerScript({ complaint: cannotConnect, context: 'orbstack', endpoint: 'unix:///x' }),
      { host: macHost },
      'not-running',
      'Docker is installed but its daemon is not running',
      /orb start/,
    ],
    [
      'Docker Desktop not running',
      dockerScript({ complaint: cannotConnect, context: 'desktop-linux', endpoint: 'unix:///x' }),
      { host: macHost },
      'not-running',
      'Docker is installed but its daemon is not running',
      /Open Docker Desktop/,
    ],
    [
      'rootless Docker not running',
      dockerScript({
        complaint: cannotConnect,
        context: 'rootless',
        endpoint: 'unix:///run/user/1000/docker.sock',
      }),
      {},
      'not-running',
      'Docker is installed but its daemon is not running',
      /systemctl --user start docker$/,
    ],
    [
      'no permission',
      complaining(
        'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
      ),
      {},
      'no-permission',
      'Docker is installed but this user may not use its socket',
      /usermod -aG docker/,
    ],
    [
      'a daemon older than its client',
      complaining(
        'Error response from daemon: client version 1.50 is too new. Maximum supported API version is 1.41',
      ),
      {},
      'client-too-new',
      'the Docker daemon is older than its client can speak to',
      /Update the Docker daemon/,
    ],
    [
      'a client older than its daemon',
      complaining('Error response from daemon: client version 1.40 is too old. Minimum supported is 1.44'),
      {},
      'client-too-old',
      'the Docker client is too old for its daemon',
      /Update the docker command/,
    ],
    [
      'a context that is gone',
      complaining('unable to resolve docker endpoint: context "gone": context not found'),
      {},
      'no-context',
      'Docker is set to a context that does not exist',
      /docker context use default/,
    ],
    [
      'too old',
      dockerScript({ server: { Version: '19.03.15', ApiVersion: '1.40', Os: 'linux' } }),
      {},
      'too-old',
      'Docker 19.03.15 is too old, the labs need 20.10 or newer',
      /Update Docker to 20\.10/,
    ],
    [
      'Windows containers',
      dockerScript({ server: { Version: '28.0.0', ApiVersion: '1.48', Os: 'windows' } }),
      {},
      'not-linux',
      'Docker runs Windows containers, and the labs need Linux ones',
      /Switch to Linux containers/,
    ],
    [
      'a context of another computer',
      dockerScript({
        context: 'build',
        endpoint: 'ssh://me@build.example',
      }),
      {},
      'remote',
      'Docker is set to another computer (build.example), and labs stay on this one',
      /docker context use default$/,
    ],
    [
      'DOCKER_HOST on another computer',
      dockerScript({ endpoint: 'tcp://10.0.0.9:2376' }),
      { host: { ...linuxHost, env: { DOCKER_HOST: 'tcp://10.0.0.9:2376' } } },
      'remote',
      'Docker is set to another computer (10.0.0.9), and labs stay on this one',
      /unset DOCKER_HOST$/,
    ],
    [
      'something else called docker',
      'echo nonsense; exit 0',
      {},
      'not-understood',
      'Docker is installed but did not answer as Docker does',
      /docker version/,
    ],
    [
      'podman without its machine',
      null,
      {
        host: macHost,
        others: {
          podman:
            'echo "Cannot connect to Podman. Please verify your connection, or try \\`podman machine init\\`" >&2; exit 125',
        },
      },
      'not-running',
      'podman is installed but its machine is not running',
      /podman machine start$/,
    ],
    [
      'podman that is too old',
      null,
      { others: { podman: podmanScript({ ...podmanInfo, version: { Version: '3.4.4' } }) } },
      'too-old',
      'podman 3.4.4 is too old, the labs need 4.0 or newer',
      /Update podman to 4\.0/,
    ],
  ])('%s', async (_situation, docker, given, reason, because, remedy) => {
    expect(await detect(docker, given)).toEqual({
      kind: 'not-found',
      reason,
      because,
      remedy: expect.stringMatching(remedy),
      endpoint: docker?.includes('Endpoints') ? expect.objectContaining({}) : null,
    });
  });

  test('another computer is not even spoken to', async () => {
    const launch = await launchWithDocker(dockerScript({ endpoint: 'ssh://me@build.example' }));
    const asked: (readonly string[])[] = [];
    const detection = await detectEngine({
      launch: (argv, options) => {
        asked.push(argv);
        return launch(argv, options);
      },
      host: linuxHost,
      otherSockets: [],
    });
    expect(detection).toMatchObject({ reason: 'remote' });
    expect(asked).toEqual([['docker', 'context', 'inspect']]);
  });

  test('loopback and sockets are this computer', async () => {
    const labels = [];
    for (const endpoint of [
      'unix:///run/docker.sock',
      'npipe:////./pipe/docker_engine',
      'tcp://127.0.0.1:2375',
      'tcp://localhost:2375',
      'tcp://[::1]:2375',
      'ssh://me@laptop',
    ])
      labels.push(labelled(await detect(dockerScript({ endpoint })))[0]);
    expect(new Set(labels)).toEqual(new Set(['Docker 28.5 on this computer']));
  });

  test('a Docker that hangs is not waited for, and ended', async () => {
    const began = performance.now();
    expect(await detect('sleep 60', { timeoutMs: 300 })).toMatchObject({
      kind: 'not-found',
      reason: 'timed-out',
      because: 'Docker is installed but did not answer within 0.3 s',
    });
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
