import { describe, expect, test } from 'vitest';
import { detectDocker } from '../../src/live/detect.ts';
import { launchWithDocker } from './stand-in.ts';

const versionJson = (server: object) =>
  JSON.stringify({ Client: { Version: '28.2.2', ApiVersion: '1.50', Context: 'default' }, Server: server });
const docker28 = { Version: '28.5.2+dfsg4', ApiVersion: '1.51', Os: 'linux' };

/** A docker whose `version` answers with this server, and which has or lacks the image. */
const answering = (server: object, image: 'busybox' | 'no image') =>
  `if [ "$1" = version ]; then echo '${versionJson(server)}'; exit 0; fi
   ${image === 'busybox' ? 'echo sha256:1' : 'echo "Error: No such image: busybox" >&2; exit 1'}`;

const complaining = (stderr: string) =>
  `echo '${versionJson({}).replace('{}', 'null')}'; echo '${stderr}' >&2; exit 1`;

async function detect(script: string | null, env: Record<string, string> = {}, timeoutMs = 5000) {
  return detectDocker({ launch: await launchWithDocker(script), env, timeoutMs });
}

describe('detectDocker', () => {
  test('a Docker that answers and has the image', async () => {
    expect(await detect(answering(docker28, 'busybox'))).toEqual({
      kind: 'found',
      version: '28.5.2+dfsg4',
      label: 'Docker 28.5 on this computer',
      because: 'it answers and has the busybox image',
      busybox: 'present',
    });
  });

  test('the label says that the image is missing', async () => {
    expect(await detect(answering(docker28, 'no image'))).toEqual({
      kind: 'found',
      version: '28.5.2+dfsg4',
      label: 'Docker 28.5 on this computer, which has no busybox image yet',
      because: 'it answers; the first `docker run` pulls the busybox image, or says why it cannot',
      busybox: 'missing',
    });
  });

  test('DOCKER_HOST may name another machine', async () => {
    const labels = [];
    for (const DOCKER_HOST of [
      'unix:///run/docker.sock',
      'tcp://127.0.0.1:2375',
      'ssh://me@build.example',
      'tcp://10.0.0.9:2376',
    ]) {
      const found = await detect(answering(docker28, 'busybox'), { DOCKER_HOST });
      labels.push(found.kind === 'found' ? found.label : found.because);
    }
    expect(labels).toEqual([
      'Docker 28.5 on this computer',
      'Docker 28.5 on this computer',
      'Docker 28.5 on build.example',
      'Docker 28.5 on 10.0.0.9',
    ]);
  });

  test('each way of not being there is told apart', async () => {
    const none = async (script: string | null) => {
      const detection = await detect(script);
      return detection.kind === 'not-found'
        ? [detection.reason, detection.because]
        : ['found', detection.label];
    };
    expect([
      await none(null),
      await none(
        complaining(
          'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
        ),
      ),
      await none(
        complaining(
          'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
        ),
      ),
      await none(
        complaining(
          'Error response from daemon: client version 1.50 is too new. Maximum supported API version is 1.41',
        ),
      ),
      await none(complaining('unable to resolve docker endpoint: context "gone": context not found')),
      await none(answering({ Version: '19.03.15', ApiVersion: '1.40', Os: 'linux' }, 'busybox')),
      await none(answering({ Version: '28.0.0', ApiVersion: '1.48', Os: 'windows' }, 'busybox')),
      await none('echo nonsense; exit 0'),
    ]).toEqual([
      ['not-installed', 'no Docker found'],
      ['not-running', 'Docker is installed but its daemon is not running'],
      ['no-permission', 'Docker is installed but this user may not use its socket'],
      ['client-too-new', 'the Docker daemon is older than its client can speak to'],
      ['no-context', 'Docker is set to a context that does not exist'],
      ['too-old', 'Docker 19.03.15 is too old, the labs need 20.10 or newer'],
      ['not-linux', 'Docker runs windows containers, and the labs need Linux ones'],
      ['not-understood', 'Docker is installed but did not answer as Docker does'],
    ]);
  });

  test('a Docker that hangs is not waited for, and ended', async () => {
    const began = performance.now();
    expect(await detect('sleep 60', {}, 300)).toEqual({
      kind: 'not-found',
      reason: 'timed-out',
      because: 'Docker is installed but did not answer within 0.3 s',
    });
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
