import type { FactsOf, Observed, Query } from '../domain/observation.ts';
import type { CommandExit, CommandPlan, CommandRun, Machine, MachineIdentity } from '../machine/machine.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import {
  attachLine,
  interactiveCommand,
  type LaunchOnTerminal,
  launchOnThisTerminal,
} from './attach-line.ts';
import { completions } from './complete.ts';
import { type Ask, askThrough } from './docker-client.ts';
import type { Marks } from './docker-rules.ts';
import { judgeLine } from './judge-line.ts';
import type { Launch } from './launch.ts';
import { Observer, sentence } from './observe.ts';
import { refuseForeign, removeLabelled, sessionLabel } from './ownership.ts';
import { type RunSettings, runLine } from './run-line.ts';
import { type Session, SessionRegistry } from './sessions.ts';

export interface LiveSettings {
  readonly launch: Launch;
  /** For programs that get the real terminal. */
  readonly launchOnTerminal?: LaunchOnTerminal;
  /** What detection called it: `Docker 28.5 on this computer`, and its version. */
  readonly label: string;
  readonly version: string;
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
    this.identity = { kind: 'live', label: settings.label, engine: `docker ${settings.version}` };
    this.#ask = ask;
    this.#registry = registry;
    this.#session = session;
    this.#marks = { label, memory: '256m', cpus: '1', pidsLimit: '128' };
    this.#observer = new Observer(this.#ask, label);
    this.#launchOnTerminal = settings.launchOnTerminal ?? launchOnThisTerminal;
    this.#runSettings = {
      launch: settings.launch,
      timeoutMs: settings.timeoutMs ?? 120_000,
      graceMs: settings.graceMs ?? 2000,
      foreign: (targets) => refuseForeign(this.#ask, label, targets),
    };
  }

  plan(commandLine: string): CommandPlan {
    const line = judgeLine(commandLine, this.#marks);
    if (line.kind !== 'runs') return line;
    const interactive = interactiveCommand(line) === null ? {} : { interactive: true };
    return { kind: 'runs', shown: line.shown, ...interactive };
  }

  run(commandLine: string): CommandRun {
    const run = runLine(judgeLine(commandLine, this.#marks), this.#runSettings);
    this.#running.add(run);
    void run.exit.finally(() => this.#running.delete(run));
    return run;
  }

  /** A line without conversation runs as ever, its output written to the terminal. */
  async attach(commandLine: string, terminal: LentTerminal): Promise<CommandExit> {
    const command = interactiveCommand(judgeLine(commandLine, this.#marks));
    if (command === null) {
      const run = this.run(commandLine);
      for await (const { text } of run.output) await terminal.write(new TextEncoder().encode(text));
      return run.exit;
    }
    let stop = () => undefined as unknown;
    const exit = attachLine(command, terminal, {
      launch: this.#launchOnTerminal,
      foreign: this.#runSettings.foreign,
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
  const ask = askThrough(settings.launch, 30_000);
  const asked = await ask(['docker', 'info', '--format', '{{.ID}}']);
  if (!asked.known) throw cannotUse(asked.because);
  if (asked.value.exitCode !== 0) throw cannotUse(sentence(asked.value.stderr));
  const registry = new SessionRegistry(settings.stateFolder);
  const session = await registry.begin(asked.value.stdout.trim()).catch((error: Error) => {
    throw new Error(`Docker is not used, because the session cannot be written down: ${error.message}.`);
  });
  return new LiveMachine(settings, ask, registry, session);
}

function cannotUse(because: string): Error {
  return new Error(`Docker cannot be used: ${because.replace(/[.?!]$/, '')}.`);
}
