import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { ReachFacts } from '../../src/domain/observation.ts';
import { askThrough } from '../../src/live/docker-client.ts';
import { openLiveMachine } from '../../src/live/live-machine.ts';
import { describeOnEngine, launchOnEngineHost, onEngineHost } from '../engine/engine.ts';
import { engineWay, isDocker, labsElsewhere } from '../engine/way.ts';
import { machineContract } from './machine-contract.ts';

await describeOnEngine('the live machine keeps the contract', () => {
  const folder = mkdtemp(join(tmpdir(), 'vmvscontainer-contract-'));
  afterAll(async () => rm(await folder, { recursive: true }));
  machineContract({
    open: async () =>
      openLiveMachine({
        launch: launchOnEngineHost,
        label: 'Docker 28.5 on this computer',
        version: '28.5.2',
        stateFolder: await folder,
        way: engineWay(),
        spaceOf: labsElsewhere,
        namePrefixes: ['contract-', 'vvc-'],
        isPortTaken: () => false,
        reachFromHost: reachByCurl,
      }),
    refusedLine: 'docker run --privileged busybox',
    onHost: (line) => onEngineHost(isDocker ? line : inPodman(line)),
  });
});

/** The engine's host has a network of its own, so this computer's is of no use to reach it. */
async function reachByCurl(url: string): Promise<ReachFacts> {
  const isTcp = url.startsWith('tcp://');
  const asked = await askThrough(
    launchOnEngineHost,
    10_000,
  )(
    isTcp
      ? ['curl', '-s', '-m', '3', `telnet://${url.slice(6)}`]
      : ['curl', '-s', '-m', '3', '-w', '\\n%{http_code}', url],
  );
  if (!asked.known) throw new Error(asked.because);
  const { exitCode, stdout } = asked.value;
  if (exitCode === 7) return { kind: 'failed', because: 'connection refused' };
  if (isTcp) return { kind: 'answered', status: null, body: '' };
  const end = stdout.lastIndexOf('\n');
  return { kind: 'answered', status: Number(stdout.slice(end)), body: stdout.slice(0, end) };
}

/** podman would wait ten seconds for what is removed by force. */
const inPodman = (line: string): string =>
  line.replaceAll('docker ', 'podman ').replaceAll('rm -f ', 'rm -f -t 0 ');
