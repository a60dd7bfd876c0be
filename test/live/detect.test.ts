import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../src/live/host-facts.ts';
import { detect, labelled } from './detect-with.ts';
import {
  dockerInfo,
  dockerScript,
  linuxHost,
  macHost,
  podmanInfo,
  podmanScript,
  wslHost,
} from './stand-in-docker.ts';

describe('an engine that answers', () => {
  test('Docker that has the image', async () => {
    expect(await detect(dockerScript())).toEqual({
      kind: 'found',
      version: '28.5.2',
      label: 'Docker 28.5 on this computer',
      because: 'it answers and has the busybox image',
      busybox: 'present',
      way: { program: 'docker', engine: 'docker', env: {} },
      endpoint: { context: 'default', host: 'unix:///var/run/docker.sock' },
      facts: {
        name: 'docker',
        version: '28.5.2',
        cgroupVersion: 2,
        kernelVersion: '6.1.0-44-amd64',
        operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
        architecture: 'x86_64',
        rootless: false,
        userNamespaces: false,
        vm: null,
        processesOnHost: true,
      },
    });
  });

  test('the label says that the image is missing', async () => {
    expect(await detect(dockerScript({ image: 'no image' }))).toMatchObject({
      label: 'Docker 28.5 on this computer, which has no busybox image yet',
      because: 'it answers; the first `docker run` pulls the busybox image, or says why it cannot',
      busybox: 'missing',
    });
  });

  test('in which machine it runs', async () => {
    const on = async (host: HostFacts, info: object, endpoint?: string) =>
      labelled(
        await detect(
          dockerScript({
            info: { ...dockerInfo, ...info },
            ...(endpoint === undefined ? {} : { endpoint }),
          }),
          { host },
        ),
      );
    const linuxkit = { KernelVersion: '6.10.14-linuxkit' };
    expect([
      await on(macHost, { ...linuxkit, OperatingSystem: 'Docker Desktop' }),
      await on(wslHost, { OperatingSystem: 'Docker Desktop', KernelVersion: wslHost.release }),
      await on(wslHost, { KernelVersion: wslHost.release }),
      await on(macHost, { OperatingSystem: 'OrbStack', KernelVersion: '6.14.10-orbstack' }),
      await on(macHost, { Name: 'colima', KernelVersion: '6.8.0' }),
      await on(macHost, { KernelVersion: '6.8.0' }, 'unix:///Users/me/.colima/work/docker.sock'),
      await on(macHost, { Name: 'lima-rancher-desktop', KernelVersion: '6.6.0' }),
      await on(macHost, { Name: 'lima-docker', KernelVersion: '6.6.0' }),
      await on(linuxHost, { KernelVersion: '5.15.0-1' }),
      await on(linuxHost, { SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless'] }),
    ]).toEqual([
      ['Docker 28.5 in Docker Desktop', 'docker-desktop', false],
      ['Docker 28.5 in Docker Desktop', 'docker-desktop', false],
      ['Docker 28.5 in WSL 2', 'wsl2', true],
      ['Docker 28.5 in OrbStack', 'orbstack', false],
      ['Docker 28.5 in Colima', 'colima', false],
      ['Docker 28.5 in Colima', 'colima', false],
      ['Docker 28.5 in Rancher Desktop', 'rancher-desktop', false],
      ['Docker 28.5 in Lima', 'lima', false],
      ['Docker 28.5 in a virtual machine on this computer', 'other', false],
      ['Docker 28.5, rootless, on this computer', null, true],
    ]);
  });

  test('rootless Docker at a socket that plain docker does not know', async () => {
    const script = dockerScript({
      complaint: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
    });
    const rootless = dockerScript({ info: { ...dockerInfo, SecurityOptions: ['name=rootless'] } });
    const both = `if [ "$DOCKER_HOST" = unix:///run/user/1000/docker.sock ]; then\n${rootless}\nelse\n${script}\nfi`;
    expect(
      await detect(both, { otherSockets: ['/nosuch.sock', '/run/user/1000/docker.sock'] }),
    ).toMatchObject({
      label: 'Docker 28.5, rootless, on this computer',
      because: 'plain `docker` does not find it, but it answers at /run/user/1000/docker.sock',
      way: { program: 'docker', env: { DOCKER_HOST: 'unix:///run/user/1000/docker.sock' } },
    });
    const host = { ...linuxHost, env: { DOCKER_HOST: 'unix:///var/run/docker.sock' } };
    expect(await detect(both, { host, otherSockets: ['/run/user/1000/docker.sock'] })).toMatchObject({
      kind: 'not-found',
      reason: 'not-running',
    });
  });

  test('podman, where there is no docker, and podman that is called docker', async () => {
    const expected = {
      kind: 'found',
      version: '5.2.3',
      label: 'Podman 5.2, rootless, on this computer',
      because: 'it answers and has the busybox image',
      busybox: 'present',
      endpoint: null,
      facts: {
        name: 'podman',
        version: '5.2.3',
        cgroupVersion: 2,
        kernelVersion: '6.1.0-44-amd64',
        operatingSystem: 'fedora 41',
        architecture: 'aarch64',
        rootless: true,
        userNamespaces: true,
        vm: null,
        processesOnHost: true,
      },
    };
    expect(await detect(null, { others: { podman: podmanScript() } })).toEqual({
      ...expected,
      way: { program: 'podman', engine: 'podman', env: {} },
    });
    expect(await detect(podmanScript())).toEqual({
      ...expected,
      way: { program: 'docker', engine: 'podman', env: {} },
    });
    const machine = { ...podmanInfo, host: { ...podmanInfo.host, kernel: '6.11', serviceIsRemote: true } };
    expect(
      labelled(await detect(null, { host: macHost, others: { podman: podmanScript(machine) } })),
    ).toEqual(['Podman 5.2 in podman’s machine', 'podman-machine', false]);
  });
});
