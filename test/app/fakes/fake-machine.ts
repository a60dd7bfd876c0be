import type { ContainerFacts, Facts, FactsOf, Observed, Query } from '../../../src/domain/observation.ts';
import type { CommandExit, CommandRun, Machine, OutputChunk } from '../../../src/machine/machine.ts';
import type { MachineChoice, MachineSupply } from '../../../src/machine/supply.ts';
import { plainContainer } from '../../domain/plain-container.ts';

export interface Answer {
  readonly chunks?: readonly OutputChunk[];
  readonly exitCode?: number;
  /** Runs until it is stopped. */
  readonly endless?: boolean;
  /** A container that is there afterwards. */
  readonly creates?: string;
}

const simulated = { kind: 'simulated', label: 'simulated', engine: 'fake 1.0' } as const;

/** A machine that answers the command lines it was told of, keeps containers by name and records its calls. */
export class FakeMachine implements Machine {
  readonly identity: Machine['identity'];
  readonly calls: string[] = [];
  private readonly names = new Set<string>();
  private readonly answers: Readonly<Record<string, Answer>>;

  constructor(answers: Readonly<Record<string, Answer>>, identity: Machine['identity'] = simulated) {
    this.identity = identity;
    this.answers = answers;
  }

  plan(commandLine: string): ReturnType<Machine['plan']> {
    if (commandLine.startsWith('rm ')) {
      const sentence = 'Files are not deleted here; use a container.';
      return { kind: 'refused', refusal: { rule: 'not-allowed', sentence } };
    }
    return { kind: 'runs', shown: commandLine };
  }

  run(commandLine: string): CommandRun {
    this.calls.push(`run ${commandLine}`);
    const answer = this.answers[commandLine] ?? {
      chunks: [{ stream: 'stderr', text: 'not found\n' }],
      exitCode: 127,
    };
    if (answer.creates) this.names.add(answer.creates);
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const end = answer.endless ? stopped : Promise.resolve();
    const exit: Promise<CommandExit> = end.then(() =>
      answer.endless
        ? { kind: 'stopped', exitCode: 130, tookMs: 2000 }
        : { kind: 'exited', exitCode: answer.exitCode ?? 0, tookMs: 300 },
    );
    return { output: chunksThen(answer.chunks ?? [], end), exit, stop };
  }

  observe<Q extends Query>(query: Q): Promise<Observed<FactsOf<Q>>> {
    if (query.kind !== 'container')
      return Promise.resolve({ known: false, because: 'a fake knows containers only' });
    const value: Facts['container'] = this.names.has(query.name) ? running(query.name) : null;
    return Promise.resolve({ known: true, value } as Observed<FactsOf<Q>>);
  }

  complete(commandLine: string): Promise<readonly string[]> {
    return Promise.resolve(commandLine.endsWith('do') ? ['docker'] : ['ps', 'pull']);
  }

  async prepare(): Promise<void> {
    this.calls.push('prepare');
    this.names.clear();
  }

  async dispose(): Promise<void> {
    this.calls.push('dispose');
  }
}

async function* chunksThen(chunks: readonly OutputChunk[], end: Promise<void>): AsyncIterable<OutputChunk> {
  yield* chunks;
  await end;
}

function running(name: string): ContainerFacts {
  return { ...plainContainer, name, pid: 42 };
}

export const simulatedOnly: readonly MachineChoice[] = [
  { kind: 'simulated', label: 'simulated', because: 'no Docker found' },
];

export const bothChoices: readonly MachineChoice[] = [
  { kind: 'live', label: 'Docker 28.5 on this computer', because: 'it answered' },
  { kind: 'simulated', label: 'simulated', because: 'chosen' },
];

export function fakeSupply(
  machine: Machine,
  choices: readonly MachineChoice[] = simulatedOnly,
): MachineSupply {
  return { choices: () => Promise.resolve(choices), open: () => Promise.resolve(machine) };
}
