/** A line that bad luck meets: what the program says is shown as it is, and whether anybody could have done it here is known. */
import { describe, expect, test } from 'vitest';
import { cannotRunHere } from '../../src/app/cannot-run.ts';
import { type LiveMachine, openLiveMachine } from '../../src/live/live-machine.ts';
import { describeOnEngine, launchOnEngineHost, onEngineHost } from '../engine/engine.ts';
import { engineWay, isDocker, labsElsewhere } from '../engine/way.ts';
import { launchWithDocker, testFolder } from './stand-in.ts';
import { dockerScript } from './stand-in-docker.ts';

async function machineThatSays(verb: string, stderr: string, exitCode: number): Promise<LiveMachine> {
  const first = `[ "$1" = ${verb} ] && { cat >&2 <<'END'\n${stderr}\nEND\nexit ${exitCode}; }`;
  return openLiveMachine({
    launch: await launchWithDocker(dockerScript({ first })),
    label: 'Docker 28.5 on this computer',
    version: '28.5.2',
    stateFolder: await testFolder(),
  });
}

async function ran(machine: LiveMachine, line: string) {
  const run = machine.run(line);
  let said = '';
  for await (const { text } of run.output) said += text;
  const { kind, exitCode } = await run.exit;
  return { kind, exitCode, said, because: cannotRunHere(line, exitCode, said) };
}

const unable = (image: string) => `Unable to find image '${image}' locally`;
const lookup =
  'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 192.168.1.1:53: no such host';

describe('what no engine could have done here is told from what the learner has to read', () => {
  test.each<[string, string, string, number, string | null]>([
    [
      'no network',
      'docker run nginx',
      `${unable('nginx:latest')}\ndocker: Error response from daemon: ${lookup}.`,
      125,
      'the image nginx is not here and cannot be pulled',
    ],
    [
      'no network, Docker 20.10',
      'docker run nginx:1.25',
      `${unable('nginx:1.25')}\ndocker: Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers).`,
      125,
      'the image nginx:1.25 is not here and cannot be pulled',
    ],
    [
      'too many pulls',
      'docker pull nginx',
      'Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit.',
      1,
      'the image nginx is not here and cannot be pulled',
    ],
    [
      'an image that does not exist is the learner’s to read',
      'docker run nosuchimage',
      `${unable('nosuchimage:latest')}\ndocker: Error response from daemon: pull access denied for nosuchimage, repository does not exist or may require 'docker login'`,
      125,
      null,
    ],
    [
      'the disk is full at a start',
      'docker run busybox true',
      'docker: Error response from daemon: mkdir /var/lib/docker/overlay2/1-init: no space left on device.',
      125,
      'the disk of your Docker is full',
    ],
    [
      'the disk is full at a pull',
      'docker pull busybox',
      'failed to register layer: write /bin/busybox: no space left on device',
      1,
      'the disk of your Docker is full',
    ],
    [
      'a full disk in a container is the learner’s to read',
      'docker run busybox dd if=/dev/zero of=/x',
      'dd: error writing "/x": No space left on device',
      1,
      null,
    ],
    [
      'stopped in the middle',
      'docker run busybox true',
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      125,
      'Docker does not answer any more',
    ],
    [
      'stopped while it was building',
      'docker pull busybox',
      'error during connect: Post "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/images/create": EOF: failed to connect to the docker API at unix:///var/run/docker.sock',
      1,
      'Docker does not answer any more',
    ],
    [
      'removed behind our back',
      'docker logs vvc-keep',
      'Error response from daemon: No such container: vvc-keep',
      1,
      null,
    ],
  ])('%s', async (_what, line, stderr, exitCode, because) => {
    const machine = await machineThatSays(line.split(' ')[1] ?? '', stderr, exitCode);
    expect(await ran(machine, line)).toEqual({ kind: 'exited', exitCode, said: `${stderr}\n`, because });
    await machine.dispose();
  });
});

await describeOnEngine('on a real engine', () => {
  /** The same program, and from now on an engine that is not there. */
  function stoppable() {
    const state = { stopped: false };
    const dead = isDocker ? 'DOCKER_HOST=unix:///nosuch.sock' : 'CONTAINER_HOST=unix:///nosuch.sock';
    return {
      state,
      launch: ((argv, options) =>
        launchOnEngineHost(
          state.stopped && (argv[0] === 'docker' || argv[0] === 'podman') ? ['env', dead, ...argv] : argv,
          options,
        )) as typeof launchOnEngineHost,
    };
  }

  test.runIf(isDocker)('that stops in mid-lab: could not check, and the step goes on elsewhere', async () => {
    const { state, launch } = stoppable();
    const settings = { launch, label: 'Docker', version: '28.5.2', way: engineWay(), spaceOf: labsElsewhere };
    const machine = await openLiveMachine({ ...settings, stateFolder: await testFolder() });
    await machine.prepare();
    expect((await ran(machine, 'docker run -d --name vvc-midlab busybox sleep 1000')).exitCode).toBe(0);
    state.stopped = true;
    expect(await machine.observe({ kind: 'container', name: 'vvc-midlab' })).toMatchObject({
      known: false,
      because: expect.stringMatching(/Cannot connect|failed to connect/),
    });
    expect(await ran(machine, 'docker stop vvc-midlab')).toMatchObject({
      kind: 'refused',
      said: expect.stringMatching(/^Whose container vvc-midlab is could not be found out: /),
    });
    expect((await ran(machine, 'docker run --rm busybox true')).because).toBe(
      'Docker does not answer any more',
    );
    state.stopped = false;
    expect(await machine.observe({ kind: 'container', name: 'vvc-midlab' })).toMatchObject({ known: true });
    await machine.dispose();
    expect(await onEngineHost('docker ps -aq --filter name=vvc-midlab')).toBe('');
  });

  test.runIf(isDocker)(
    'whose container somebody removes: it is not there, and leaving goes well',
    async () => {
      const settings = { launch: launchOnEngineHost, label: 'Docker', version: '28.5.2', way: engineWay() };
      const stateFolder = await testFolder();
      const machine = await openLiveMachine({ ...settings, spaceOf: labsElsewhere, stateFolder });
      await machine.prepare();
      await ran(machine, 'docker run -d --name vvc-taken busybox sleep 1000');
      await onEngineHost('docker rm -f vvc-taken');
      expect(await machine.observe({ kind: 'container', name: 'vvc-taken' })).toEqual({
        known: true,
        value: null,
      });
      expect(await ran(machine, 'docker exec vvc-taken true')).toMatchObject({
        kind: 'exited',
        exitCode: 1,
        because: null,
      });
      await machine.dispose();
    },
  );
});
