import type { FactsOf, Observed, Query } from '../domain/observation.ts';
import type { CommandExit, CommandPlan, CommandRun, Machine, MachineIdentity } from '../machine/machine.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import { askedAtMovedPorts, withAskedPorts } from './asked-ports.ts';
import {
  attachLine,
  interactiveCommand,
  type LaunchOnTerminal,
  launchOnThisTerminal,
} from './attach-line.ts';
import { attachSteps } from './attach-steps.ts';
import { acts, lineEffect } from './command-effect.ts';
import { completions } from './complete.ts';
import { type Ask, askThrough } from './docker-client.ts';
import { engineInfo } from './engine-info.ts';
import { Guest } from './guest.ts';
import { hostFacts } from './host-facts.ts';
import { type JudgedCommand, type JudgedLine, judgeLine } from './judge-line.ts';
import { type LabSpace, labSpaces } from './lab-space.ts';
import type { Launch } from './launch.ts';
import { Observer, type SeenFrom, sentence } from './observe.ts';
import { OwnRemains } from './own-remains.ts';
import { areThere, sessionLabel } from './ownership.ts';
import type { ReachFromHost } from './reach-from-host.ts';
import { type RunSettings, runLine } from './run-line.ts';
import { type Session, SessionRegistry } from './sessions.ts';
import { isPortTaken } from './taken-port.ts';
import { type VmKit, vmKit } from './vm/vm-kit.ts';
import { launchIn, launchThrough, onTerminalThrough, plainDocker, type Way } from './way.ts';

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
  /** With what virtual machines can be booted; what this computer has. */
  readonly vm?: VmKit;
  /** What answers at an address, asked from the engine's host; this computer. */
  readonly reachFromHost?: ReachFromHost;
  /** What names of what is made begin with; `vvc-`. */
  readonly namePrefixes?: readonly [string, ...string[]];
  /** Whether somebody listens on a port of the engine's computer; this one. */
  readonly isPortTaken?: (port: number) => boolean;
  /** The folder that a session's labs may use; one beside where sessions are written down. */
  readonly spaceOf?: (session: Session) => LabSpace;
  /** Where sessions are written down, so that what a killed one left is found and removed. */
  readonly stateFolder: string;
  /** The longest a command may run; two minutes. */
  readonly timeoutMs?: number;
  /** How long the engine may take to answer a question behind the learner's back; 30 seconds. */
  readonly askTimeoutMs?: number;
  /** How long a program may take to end after Ctrl-C; two seconds. */
  readonly graceMs?: number;
}

/** The learner's own Docker, visited as a guest: docs of Machine. */
export class LiveMachine implements Machine {
  readonly identity: MachineIdentity;
  readonly #ask: Ask;
  readonly #remains: OwnRemains;
  readonly #guest: Guest;
  readonly #space: LabSpace;
  readonly #observer: Observer;
  readonly #runSettings: RunSettings;
  readonly #running = new Set<Pick<CommandRun, 'exit' | 'stop'>>();
  readonly #launchOnTerminal: LaunchOnTerminal;

  constructor(settings: LiveSettings, ask: Ask, registry: SessionRegistry, session: Session) {
    const label = `${sessionLabel}=${session.id}`;
    const spaceOf = settings.spaceOf ?? labSpaces(settings.stateFolder);
    const way = settings.way ?? plainDocker;
    this.identity = { kind: 'live', label: settings.label, engine: `${way.engine} ${settings.version}` };
    this.#ask = ask;
    this.#space = spaceOf(session);
    this.#remains = new OwnRemains({ ask, registry, spaceOf }, session);
    this.#guest = new Guest({
      ask,
      session,
      registry,
      way,
      space: this.#space,
      namePrefixes: settings.namePrefixes ?? ['vvc-'],
      isPortTaken: settings.isPortTaken ?? isPortTaken,
      vm: settings.vm ?? vmKitHere(),
    });
    this.#observer = new Observer(this.#ask, label, settings.seenFrom, settings.reachFromHost);
    this.#launchOnTerminal = onTerminalThrough(settings.launchOnTerminal ?? launchOnThisTerminal, way);
    this.#runSettings = {
      launch: launchIn(this.#space.folder.path, launchThrough(settings.launch, way)),
      timeoutMs: settings.timeoutMs ?? 120_000,
      graceMs: settings.graceMs ?? 2000,
      foreign: async (targets, commands = []) => {
        if (commands.some(acts)) await this.#remains.beginToAct();
        return this.#guest.check(targets, commands);
      },
    };
  }

  plan(commandLine: string): CommandPlan {
    const line = judgeLine(commandLine, this.#guest.marks);
    if (line.kind !== 'runs') return line;
    const interactive = line.steps.some((step) => interactiveCommand(step) !== null);
    return {
      kind: 'runs',
      shown: line.shown,
      effect: lineEffect(line),
      ...(interactive ? { interactive } : {}),
    };
  }

  run(commandLine: string): CommandRun {
    return this.#start(this.#begin(commandLine));
  }

  #begin(commandLine: string): JudgedLine {
    const line = judgeLine(commandLine, this.#guest.marks);
    this.#guest.begin();
    return line;
  }

  #start(line: JudgedLine): CommandRun {
    const run = runLine(line, this.#runSettings);
    this.#running.add(run);
    void run.exit.finally(() => this.#running.delete(run));
    return run;
  }

  /** Step by step as in `run`; what is no conversation runs as ever, its output written to the terminal. */
  attach(commandLine: string, terminal: LentTerminal): Promise<CommandExit> {
    const line = this.#begin(commandLine);
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
    const { ports } = this.#guest;
    const asked = askedAtMovedPorts(inFolder(query, this.#space.folder.path), ports);
    const answer = await this.#observer.answer(asked);
    return withAskedPorts(query, answer as Observed<FactsOf<Q>>, ports);
  }

  complete(commandLine: string, cursor: number): Promise<readonly string[]> {
    return completions(commandLine, cursor, async () => {
      const containers = await this.observe({ kind: 'containers' });
      return containers.known ? containers.value.map((container) => container.name).sort() : [];
    });
  }

  makeSpace(): Promise<void> {
    return this.#space.make();
  }

  /** Nothing is asked of the engine before a line was let run that does more than look: there is nothing of ours yet. */
  async prepare(): Promise<void> {
    await this.#remains.remove(await this.#endCommands());
    await this.#remains.resume();
    await this.#space.make();
    this.#guest.forget();
  }

  /** What could not be removed stays in the registry, and the next session tries again. */
  async dispose(): Promise<void> {
    await this.#remains.remove(await this.#endCommands());
  }

  /** Whether there were any. */
  async #endCommands(): Promise<boolean> {
    const running = [...this.#running];
    for (const run of running) run.stop();
    await Promise.all(running.map((run) => run.exit));
    return running.length > 0;
  }
}

/** A path that does not begin at the root is one in the folder of the labs, where lines run. */
function inFolder(query: Query, folder: string): Query {
  const isRelative = query.kind === 'file' && query.of.kind === 'host' && !query.path.startsWith('/');
  return isRelative ? { ...query, path: `${folder}/${query.path}` } : query;
}

/** Begins a session on the learner's Docker. Rejects with one sentence when the engine or the disk does not let it. */
export async function openLiveMachine(settings: LiveSettings): Promise<LiveMachine> {
  const ask = askThrough(
    launchThrough(settings.launch, settings.way ?? plainDocker),
    settings.askTimeoutMs ?? 30_000,
  );
  const asked = await ask(['docker', 'info', '--format', '{{json .}}']);
  if (!asked.known) throw cannotUse(asked.because);
  const info = asked.value.exitCode === 0 ? engineInfo(asked.value.stdout) : null;
  if (info === null) throw cannotUse(sentence(asked.value.stderr));
  const registry = new SessionRegistry(settings.stateFolder);
  const session = await registry.begin(info.id).catch((error: Error) => {
    throw new Error(`Docker is not used, because the session cannot be written down: ${error.message}.`);
  });
  const machine = new LiveMachine(settings, ask, registry, session);
  await machine.makeSpace().catch((error: Error) => {
    throw new Error(`Docker is not used, because the folder of the labs cannot be made: ${error.message}.`);
  });
  return machine;
}

const vmKitHere = (): VmKit => vmKit({ ...hostFacts(), arch: process.arch });

function cannotUse(because: string): Error {
  return new Error(`Docker cannot be used: ${because.replace(/[.?!]$/, '')}.`);
}
