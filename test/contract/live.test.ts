import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openLiveMachine } from '../../src/live/live-machine.ts';
import { describeOnEngine, launchOnEngineHost } from '../engine/engine.ts';
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
      }),
    refusedLine: 'docker run --privileged busybox',
  });
});
