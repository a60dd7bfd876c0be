/**
 * What a lesson asks of the engine as a whole (`docker info`): its version, its kernel, and whether it runs in a virtual
 * machine beside the learner's own system. Invariant: read from the engine's build and the kernels, never kept. Left
 * out: rootless engines and userns-remap, which no world has. docker-info(1).
 */
import type { EngineFacts, EngineVm } from '../domain/observation.ts';
import { DEBIAN_BUILD } from './engine/engine-build.ts';
import type { BootedMachine } from './simulated-boot.ts';

/** null: Docker is not installed on this machine. */
export function simulatedEngineFacts({ engine, engineKernel, kernel }: BootedMachine): EngineFacts | null {
  if (engine === null) return null;
  const { release, machine } = engineKernel.utsname;
  return {
    name: 'docker',
    version: (engine.host.build ?? DEBIAN_BUILD).version,
    cgroupVersion: 2,
    kernelVersion: release,
    operatingSystem: engine.host.operatingSystem,
    architecture: machine,
    rootless: false,
    userNamespaces: false,
    vm: vmOf(engineKernel === kernel, release),
    processesOnHost: engineKernel === kernel,
  };
}

function vmOf(sameKernel: boolean, release: string): EngineVm | null {
  if (!sameKernel) return 'docker-desktop';
  return /microsoft/i.test(release) ? 'wsl2' : null;
}
