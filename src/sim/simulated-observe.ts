/** Answers to domain/observation.ts from the engine's and the kernel's own tables; nothing is run for them. */

import { assertNever } from '../domain/assert-never.ts';
import type {
  ContainerFacts,
  EngineFacts,
  FactsOf,
  Observed,
  Place,
  ProcessFacts,
  Query,
} from '../domain/observation.ts';
import type { Container } from './engine/model.ts';
import type { PidNamespace } from './kernel/namespace-objects.ts';
import type { Process } from './kernel/process.ts';
import type { BootedMachine } from './simulated-boot.ts';
import { readWhole } from './simulated-file.ts';

type Answer = Observed<FactsOf<Query>>;

const known = (value: FactsOf<Query>): Answer => ({ known: true, value });

export function observeMachine(machine: BootedMachine, query: Query): Answer {
  const containers = machine.engine?.containers ?? null;
  switch (query.kind) {
    case 'engine':
      if (containers === null) return { known: false, because: 'Docker is not installed on this machine' };
      return known(engineFacts(machine));
    case 'container': {
      const container = containers?.byName(query.name) ?? containers?.find(query.name) ?? null;
      return known(container === null ? null : containerFacts(container));
    }
    case 'containers':
      return known(containers?.all().map(containerFacts) ?? []);
    case 'logs': {
      const container = containers?.find(query.container) ?? null;
      return known(container === null ? null : container.output.entries.map(({ text }) => text).join(''));
    }
    case 'processes':
      return known(processesOf(machine, query.of));
    case 'file':
      return known(fileOf(machine, query.of, query.path));
    default:
      return assertNever(query);
  }
}

const engineFacts = (machine: BootedMachine): EngineFacts => ({
  name: 'docker',
  version: '28.5.2',
  cgroupVersion: 2,
  kernelVersion: machine.engineKernel.utsname.release,
});

function containerFacts(container: Container): ContainerFacts {
  const { state, config, hostConfig } = container;
  return {
    id: container.id,
    name: container.name,
    image: config.image,
    status: state.status,
    exitCode: state.exitCode,
    error: state.error,
    oomKilled: state.oomKilled,
    pid: state.pid,
    entrypoint: config.entrypoint ?? [],
    cmd: config.cmd ?? [],
    tty: config.tty,
    openStdin: config.openStdin,
    init: hostConfig.init === true,
    restartPolicy: hostConfig.restartPolicy.name,
    restartCount: container.restartCount,
    health: state.health?.status ?? 'none',
    labels: Object.fromEntries(config.labels),
  };
}

/** Null: no such container. Empty: it does not run. */
function mainProcess(machine: BootedMachine, name: string): Process | 'stopped' | null {
  const container = machine.engine?.containers.find(name) ?? null;
  if (container === null) return null;
  return machine.engineKernel.processes.get(container.state.pid) ?? 'stopped';
}

function processesOf(machine: BootedMachine, place: Place): readonly ProcessFacts[] | null {
  if (place.kind === 'host') return listed(machine.kernel.initialNamespaces.pid);
  const main = mainProcess(machine, place.name);
  if (main === null) return null;
  return main === 'stopped' ? [] : listed(main.pidNamespace);
}

function listed(namespace: PidNamespace): readonly ProcessFacts[] {
  return [...namespace.processes]
    .sort(([a], [b]) => a - b)
    .map(([pid, process]) => ({
      pid,
      ppid: process.parent?.pid.in(namespace) ?? 0,
      state: stateOf(process),
      comm: process.comm,
      args: process.ended ? [] : process.argv,
    }));
}

function stateOf(process: Process): ProcessFacts['state'] {
  if (process.ended) return 'Z';
  if (process.stopped) return 'T';
  return process.state === 'ready' ? 'R' : 'S';
}

function fileOf(machine: BootedMachine, place: Place, path: string): string | null {
  if (place.kind === 'host') return readWhole(machine, machine.session, path);
  const main = mainProcess(machine, place.name);
  if (main === null) return null;
  if (main !== 'stopped') return readWhole(machine, main, path);
  const container = machine.engine?.containers.get(place.name);
  return container === undefined ? null : readFromLayers(machine, container, path);
}

/** Of a container that does not run: its layers from the top; a whiteout hides what lies below. */
function readFromLayers(machine: BootedMachine, container: Container, path: string): string | null {
  const upper = `/var/lib/docker/overlay2/${container.layer.id}/diff`;
  for (const directory of [upper, ...[...container.image.layers].reverse().map((layer) => layer.directory)]) {
    const sys = machine.kernel.makeSys(machine.session);
    if (!sys.access(directory + path, 'exists')) continue;
    if (sys.lstat(directory + path).type === 'char-device') return null;
    return readWhole(machine, machine.session, directory + path);
  }
  return null;
}
