import type { ContainerFacts, FactsOf, Observed, Query } from '../../src/domain/observation.ts';
import type { CommandExit, CommandRun, Machine } from '../../src/machine/machine.ts';
import { plainContainer } from '../domain/plain-container.ts';

/** What became of the machines that a check opened. */
export interface ToyLog {
  opened: number;
  prepared: number;
  disposed: number;
}

/**
 * A machine with containers that are running or exited and nothing else: `up NAME`, `down NAME`, `later NAME`
 * (down at the second look), `fail`, `hang` (ends only when stopped); `rude` is refused, and `blind` ends its sight.
 */
export function toyMachine(log: ToyLog): Machine {
  const running = new Map<string, boolean>();
  let ending: string | null = null;
  let blind = false;
  log.opened += 1;
  const act = (verb: string, name: string): number => {
    if (verb === 'up' || verb === 'down') running.set(name, verb === 'up');
    if (verb === 'later') ending = name;
    if (verb === 'blind') blind = true;
    return verb === 'fail' ? 3 : 0;
  };
  const look = (query: Query): Observed<ContainerFacts | null> => {
    if (blind || query.kind !== 'container') return { known: false, because: 'it is dark' };
    const up = running.get(query.name);
    if (ending !== null) running.set(ending, false);
    ending = null;
    return { known: true, value: up === undefined ? null : container(query.name, up) };
  };
  return {
    identity: { kind: 'simulated', label: 'toy', engine: 'toy' },
    plan: (commandLine) =>
      commandLine === 'rude'
        ? { kind: 'refused', refusal: { rule: 'not-allowed', sentence: 'Not here.' } }
        : { kind: 'runs', shown: commandLine },
    run: (commandLine) => {
      const [verb = '', name = ''] = commandLine.split(' ');
      if (verb === 'hang') return hangingRun();
      const exitCode = act(verb, name);
      return endedRun(`${verb} says ${exitCode}\n`, { kind: 'exited', exitCode, tookMs: 5 });
    },
    observe: async <Q extends Query>(query: Q) => look(query) as Observed<FactsOf<Q>>,
    complete: async () => [],
    prepare: async () => {
      log.prepared += 1;
      running.clear();
      ending = null;
      blind = false;
    },
    dispose: async () => {
      log.disposed += 1;
    },
  };
}

function container(name: string, up: boolean): ContainerFacts {
  const status = up ? 'running' : 'exited';
  return {
    ...plainContainer,
    id: name,
    name,
    status,
    pid: up ? 9 : 0,
    cmd: [],
    tty: false,
    openStdin: false,
  };
}

function endedRun(text: string, exit: CommandExit): CommandRun {
  async function* output() {
    yield { stream: 'stdout' as const, text };
  }
  return { output: output(), exit: Promise.resolve(exit), stop: () => undefined };
}

function hangingRun(): CommandRun {
  let resolve: (exit: CommandExit) => void = () => undefined;
  const promise = new Promise<CommandExit>((settle) => {
    resolve = settle;
  });
  async function* output() {
    await promise;
    yield { stream: 'stderr' as const, text: 'stopped\n' };
  }
  return {
    output: output(),
    exit: promise,
    stop: () => resolve({ kind: 'stopped', exitCode: 130, tookMs: 9 }),
  };
}
