import { expect, test } from 'vitest';
import { type Detection, detectEngine } from '../../src/live/detect.ts';
import { hostFacts } from '../../src/live/host-facts.ts';
import type { Launch } from '../../src/live/launch.ts';
import { launchOnThisComputer } from '../../src/live/launch.ts';
import { describeOnEngine, engineShell, onEngineHost } from '../engine/engine.ts';
import { engineWay, isDocker } from '../engine/way.ts';

const { program } = engineWay();

/** The engine's host, with other variables or as another user. */
function launchThere(words: readonly string[]): Launch {
  return ([program, ...rest], options) => {
    // Behind the shell there a missing program is an exit code; here it is what Node says of one.
    const isMissing = program === 'docker' && !isDocker;
    const argv = isMissing
      ? (['/nosuch/docker'] as const)
      : ([engineShell, '--', ...words, program, ...rest] as const);
    return launchOnThisComputer(argv, { stdin: options.stdin });
  };
}

const there = (...words: readonly string[]): Promise<Detection> =>
  detectEngine({
    launch: launchThere(['env', ...words]),
    host: { ...hostFacts(), hostname: 'dockerhost' },
    otherSockets: [],
    timeoutMs: 20_000,
  });

await describeOnEngine('finding a real engine', () => {
  test('as it is', async () => {
    const version = (await onEngineHost(`${program} --version`)).replace(/^\D+/, '').match(/^\d+\.\d+/)?.[0];
    expect(await there()).toMatchObject({
      kind: 'found',
      label: `${isDocker ? 'Docker' : 'Podman'} ${version} on this computer`,
      because: 'it answers and has the busybox image',
      busybox: 'present',
      facts: {
        name: program,
        vm: null,
        rootless: false,
        processesOnHost: true,
        kernelVersion: hostFacts().release,
      },
    });
  });

  test.runIf(isDocker)('each obstacle, made real', async () => {
    await onEngineHost(
      'docker context inspect vvc-far >/dev/null 2>&1 || docker context create vvc-far --docker host=ssh://me@far.example >/dev/null',
    );
    const reasons = [];
    for (const words of [
      ['DOCKER_HOST=unix:///nosuch.sock'],
      ['DOCKER_HOST=tcp://127.0.0.1:9'],
      ['DOCKER_HOST=tcp://192.0.2.1:2375'],
      ['DOCKER_CONTEXT=vvc-far'],
      ['DOCKER_CONTEXT=vvc-gone'],
      ['HOME=/', 'setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
    ]) {
      const found = await there(...words);
      reasons.push(found.kind === 'not-found' ? [found.reason, found.because] : [found.label]);
    }
    await onEngineHost('docker context rm vvc-far >/dev/null');
    expect(reasons).toEqual([
      ['not-running', 'Docker is installed but its daemon is not running'],
      ['not-running', 'Docker is installed but its daemon is not running'],
      ['remote', 'Docker is set to another computer (192.0.2.1), and labs stay on this one'],
      ['remote', 'Docker is set to another computer (far.example), and labs stay on this one'],
      ['no-context', 'Docker is set to a context that does not exist'],
      ['no-permission', 'Docker is installed but this user may not use its socket'],
    ]);
  });
});
