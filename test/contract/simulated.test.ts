import { describe } from 'vitest';
import { createSimulatedMachine } from '../../src/sim/simulated-machine.ts';
import { machineContract } from './machine-contract.ts';

describe('the simulated machine keeps the contract', () => {
  machineContract({
    open: async () =>
      createSimulatedMachine({ yieldToHost: () => new Promise((resolve) => setImmediate(resolve)) }),
    refusedLine: 'echo \0',
  });
});
