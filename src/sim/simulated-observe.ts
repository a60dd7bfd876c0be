/** Answers to domain/observation.ts from the engine's and the kernel's own tables; nothing is run for them. */

import { assertNever } from '../domain/assert-never.ts';
import type { FactsOf, Observed, Place, ProcessFacts, Query } from '../domain/observation.ts';
import type { Container } from './engine/model.ts';
import type { PidNamespace } from './kernel/namespace-objects.ts';
import type { Process } from './kernel/process.ts';
import type { BootedMachine } from './simulated-boot.ts';
import { containerFacts } from './simulated-container-facts.ts';
import { simulatedEngineFacts } from './simulated-engine-facts.ts';
import { readWhole } from './simulated-file.ts';
import { changedFiles, domainAnswer, imageFacts, networkFacts, volumeFacts } from './simulated-nouns.ts';
import { reachFrom } from './simulated-reach.ts';

type Answer = Observed<FactsOf<Query>>;

const known = (value: FactsOf<Query>): Answer => ({ known: true, value });

export function observeMachine(machine: BootedMachine, query: Query): Answer {
  const containers = machine.engine?.containers ?? null;
  switch (query.kind) {
    case 'engine': {
      const facts = simulatedEngineFacts(machine);
      return facts === null
        ? { known: false, because: 'Docker is not installed on this machine' }
        : known(facts);
    }
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
    case 'changes':
      return known(changedFiles(machine, query.container));
    case 'platform': {
      const container = containers?.find(query.container) ?? null;
      return known(container === null ? null : `linux/${container.image.architecture}`);
    }
    case 'image':
      return known(imageFacts(machine, query.name));
    case 'volume':
      return known(volumeFacts(machine, query.name));
    case 'network':
      return known(networkFacts(machine, query.name));
    case 'reach':
      return reachFrom(machine, query.from, query.url);
    case 'domain':
      return domainAnswer(machine, query.name);
    default:
      return assertNever(query);
  }
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

/** A path that does not begin at the root lies where the learner's shell begins. */
const fromHome = ({ request }: BootedMachine, path: string): string =>
  path.startsWith('/') ? path : `${request.world.shell.cwd}/${path}`;

function fileOf(machine: BootedMachine, place: Place, path: string): string | null {
  if (place.kind === 'host') return readWhole(machine, machine.session, fromHome(machine, path));
  const main = mainProcess(machine, place.name);
  if (main === null) return null;
  if (main !== 'stopped') return readWhole(machine, main, path);
  const container = machine.engine?.containers.get(place.name);
  return container === undefined ? null : readStopped(machine, container, path);
}

/** Of a container that does not run: what is mounted there, if the path lies below it, else its layers. */
function readStopped(machine: BootedMachine, container: Container, path: string): string | null {
  const mount = container.mounts
    .filter(({ type, destination }) => type !== 'tmpfs' && `${path}/`.startsWith(`${destination}/`))
    .sort((a, b) => b.destination.length - a.destination.length)[0];
  if (mount === undefined) return readFromLayers(machine, container, path);
  return readAsRoot(machine, mount.source + path.slice(mount.destination.length));
}

function readAsRoot(machine: BootedMachine, path: string): string | null {
  const { init } = machine.engineKernel.initialNamespaces.pid;
  return init === null ? null : readWhole({ kernel: machine.engineKernel }, init, path);
}

/** Of a container that does not run: its layers from the top; a whiteout hides what lies below. */
function readFromLayers(machine: BootedMachine, container: Container, path: string): string | null {
  const upper = `/var/lib/docker/overlay2/${container.layer.id}/diff`;
  for (const directory of [upper, ...[...container.image.layers].reverse().map((layer) => layer.directory)]) {
    const { init } = machine.engineKernel.initialNamespaces.pid;
    if (init === null) return null;
    const sys = machine.engineKernel.makeSys(init);
    if (!sys.access(directory + path, 'exists')) continue;
    if (sys.lstat(directory + path).type === 'char-device') return null;
    return readAsRoot(machine, directory + path);
  }
  return null;
}
