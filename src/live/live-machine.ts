import type { FactsOf, Observed, Query } from '../domain/observation.ts';
import type { CommandExit, CommandPlan, CommandRun, Machine, MachineIdentity } from '../machine/machine.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import {
  attachLine,
  interactiveCommand,
  type LaunchOnTerminal,
  launchOnThisTerminal,
} from './attach-line.ts';
import { attachSteps } from './attach-steps.ts';
import { completions } from './complete.ts';
import { type Ask, askThrough } from './docker-client.ts';
import type { Marks } from './docker-rules.ts';
import { engineInfo } from './engine-info.ts';
import { type JudgedCommand, type JudgedLine, judgeLine } from './judge-line.ts';
import type { Launch } from './launch.ts';
import { Observer, type SeenFrom, sentence } from './observe.ts';
import { areThere, refuseForeign, removeLabelled, sessionLabel } from './ownership.ts';
import type { ReachFromHost } from './reach-from-host.ts';
import { type RunSettings, runLine } from './run-line.ts';
import { type Session, SessionRegistry } from './sessions.ts';
import { launchThrough, onTerminalThrough, plainDocker, type Way } from './way.ts';

export interface LiveSettings {
  readonly launch: Launch;
  /** For programs that get the real terminal. */
  readonly launchOnTerminal?: LaunchOnTerminal;
  /** What detection called it: `Docker 28.5 on this computer`, and its version. */
  readonly label: string;
  readonly version: string;
  /** How the engine is spoken to; plain `docker`. */
  readonly way?: Way;
  /** From where the engine is looked at; this computer. */
  readonly seenFrom?: SeenFrom;
  /** What answers at an address, asked from the engine's host; this computer. */
  readonly reachFromHost?: ReachFromHost;
  /** Where sessions are written down, so that what a killed one left is found and removed. */
  readonly stateFolder: string;
  /** The longest a command may run; two minutes. */
  readonly timeoutMs?: number;
  /** How long a program may take to end after Ctrl-C; two seconds. */
  readonly graceMs?: number;
}

/** The learner's own Docker, visited as a guest: docs of Machine. */
export class LiveMachine implements Machine {
  readonly identity: MachineIdentity;
  readonly #ask: Ask;
  readonly #registry: SessionRegistry;
  readonly #session: Session;
  readonly #marks: Marks;
  readonly #observer: Observer;
  readonly #runSettings: RunSettings;
  readonly #running = new Set<Pick<CommandRun, 'exit' | 'stop'>>();
  readonly #launchOnTerminal: LaunchOnTerminal;

  constructor(settings: LiveSettings, ask: Ask, registry: SessionRegistry, session: Session) {
    const label = `${sessionLabel}=${session.id}`;
    const way = settings.way ?? plainDocker;
    this.identity = { kind: 'live', label: settings.label, engine: `${way.engine} ${settings.version}` };
    this.#ask = ask;
    this.#registry = registry;
    this.#session = session;
    this.#marks = { label, memory: '256m', cpus: '1', pidsLimit: '128' };
    this.#observer = new Observer(this.#ask, label, settings.seenFrom, settings.reachFromHost);
    this.#launchOnTerminal = onTerminalThrough(settings.launchOnTerminal ?? launchOnThisTerminal, way);
    this.#runSettings = {
      launch: launchThrough(settings.launch, way),
      timeoutMs: settings.timeoutMs ?? 120_000,
      graceMs: settings.graceMs ?? 2000,
      foreign: (targets) => refuseForeign(this.#ask, label, targets),
    };
  }

  plan(commandLine: string): CommandPlan {
    const line = judgeLine(commandLine, this.#marks);
    if (line.kind !== 'runs') return line;
    const interactive = line.steps.some((step) => interactiveCommand(step) !== null);
    return { kind: 'runs', shown: line.shown, ...(interactive ? { interactive } : {}) };
  }

  run(commandLine: string): CommandRun {
    return this.#start(judgeLine(commandLine, this.#marks));
  }

  #start(line: JudgedLine): CommandRun {
    const run = runLine(line, this.#runSettings);
    this.#running.add(run);
    void run.exit.finally(() => this.#running.delete(run));
    return run;
  }

  /** Step by step as in `run`; what is no conversation runs as ever, its output written to the terminal. */
  attach(commandLine: string, terminal: LentTerminal): Promise<CommandExit> {
    const line = judgeLine(commandLine, this.#marks);
    return attachSteps(line, terminal, {
      run: (part) => this.#start(part),
      converse: (command) => this.#converse(command, terminal),
    });
  }

  #converse(command: JudgedCommand, terminal: LentTerminal): Promise<CommandExit> {
    let stop = () => undefined as unknown;
    const exit = attachLine(command, terminal, {
      launch: this.#launchOnTerminal,
      foreign: this.#runSettings.foreign,
      reachable: (targets) => areThere(this.#ask, targets),
      onChild: (child) => {
        stop = () => child.kill('SIGTERM');
      },
    });
    const running = { exit, stop: () => void stop() };
    this.#running.add(running);
    return exit.finally(() => this.#running.delete(running));
  }

  async observe<Q extends Query>(query: Q): Promise<Observed<FactsOf<Q>>> {
    return (await this.#observer.answer(query)) as Observed<FactsOf<Q>>;
  }

  complete(commandLine: string, cursor: number): Promise<readonly string[]> {
    return completions(commandLine, cursor, async () => {
      const containers = await this.observe({ kind: 'containers' });
      return containers.known ? containers.value.map((container) => container.name).sort() : [];
    });
  }

  async prepare(): Promise<void> {
    await this.#endCommands();
    await this.#removeAbandoned();
    await this.#remove();
  }

  async dispose(): Promise<void> {
    await this.#endCommands();
    if ((await this.#remove()) === null) await this.#registry.end(this.#session);
  }

  /** What could not be removed stays in the registry, and the next session tries again. */
  #remove(): Promise<string | null> {
    return removeLabelled(this.#ask, this.#marks.label);
  }

  async #removeAbandoned(): Promise<void> {
    for (const session of await this.#registry.abandoned(this.#session.engineId))
      if ((await removeLabelled(this.#ask, `${sessionLabel}=${session.id}`)) === null)
        await this.#registry.end(session);
  }

  async #endCommands(): Promise<void> {
    const running = [...this.#running];
    for (const run of running) run.stop();
    await Promise.all(running.map((run) => run.exit));
  }
}

/** Begins a session on the learner's Docker. Rejects with one sentence when the engine or the disk does not let it. */
export async function openLiveMachine(settings: LiveSettings): Promise<LiveMachine> {
  const ask = askThrough(launchThrough(settings.launch, settings.way ?? plainDocker), 30_000);
  const asked = await ask(['docker', 'info', '--format', '{{json .}}']);
  if (!asked.known) throw cannotUse(asked.because);
  const info = asked.value.exitCode === 0 ? engineInfo(asked.value.stdout) : null;
  if (info === null) throw cannotUse(sentence(asked.value.stderr));
  const registry = new SessionRegistry(settings.stateFolder);
  const session = await registry.begin(info.id).catch((error: Error) => {
    throw new Error(`Docker is not used, because the session cannot be written down: ${error.message}.`);
  });
  return new LiveMachine(settings, ask, registry, session);
}

function cannotUse(because: string): Error {
  return new Error(`Docker cannot be used: ${because.replace(/[.?!]$/, '')}.`);
}
