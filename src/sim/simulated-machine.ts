/**
 * The learner's machine, simulated: the Machine port over a booted world. Invariant: what `observe` says and what
 * commands print come from the same tables. Commands run one after the other, as in one shell.
 */
import type { FactsOf, Observed, Query } from '../domain/observation.ts';
import type { CommandExit, CommandPlan, CommandRun, Machine, MachineIdentity } from '../machine/machine.ts';
import type { LentTerminal, TerminalSize } from '../machine/terminal.ts';
import { SimulatedAttach } from './simulated-attach.ts';
import { type BootedMachine, bootWorld } from './simulated-boot.ts';
import { completeLine } from './simulated-complete.ts';
import {
  type Checkpoint,
  checkpointsOf,
  type Journal,
  type JournalEntry,
  journalUntil,
  type TerminalAction,
} from './simulated-journal.ts';
import { DEFAULT_RUN_LIMITS, type RunLimits } from './simulated-limits.ts';
import { observeMachine } from './simulated-observe.ts';
import { OutputQueue } from './simulated-output.ts';
import { refusalOf, refused } from './simulated-refusal.ts';
import { SimulatedRun } from './simulated-run.ts';
import { NOBODY, SessionWindow } from './simulated-window.ts';
import { hurriedClock, type WallClock } from './wall-clock.ts';
import { FRESH_HOST } from './worlds/fresh-host.ts';
import { MACHINE_PROGRAMS } from './worlds/machine-programs.ts';
import type { World } from './worlds/world.ts';

export interface SimulatedMachineOptions {
  readonly world?: World;
  readonly seed?: string;
  readonly limits?: Partial<RunLimits>;
  /** Settles after the host's event loop has turned once: `() => new Promise((resolve) => setImmediate(resolve))`. */
  readonly yieldToHost?: () => Promise<void>;
  /** Wall milliseconds since it was last asked, to pass on the virtual clock before the next command. */
  readonly elapsedMs?: () => number;
  /** The time of who watches a terminal. Without it virtual time passes as fast as it can there. */
  readonly clock?: WallClock;
}

export class SimulatedMachine implements Machine {
  readonly identity: MachineIdentity = { kind: 'simulated', label: 'simulated', engine: 'docker 28.5.2' };
  readonly #options: SimulatedMachineOptions;
  readonly #world: World;
  readonly #seed: string;
  #booted: BootedMachine | null = null;
  #sink: OutputQueue | null = null;
  #entries: JournalEntry[] = [];
  #window: SessionWindow | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SimulatedMachineOptions) {
    this.#options = options;
    this.#world = options.world ?? FRESH_HOST;
    this.#seed = options.seed ?? `vmvscontainer/${this.#world.name}`;
  }

  plan(commandLine: string): CommandPlan {
    const refusal = refusalOf(commandLine);
    return refusal === null
      ? { kind: 'runs', shown: commandLine, interactive: true }
      : { kind: 'refused', refusal };
  }

  run(commandLine: string): CommandRun {
    return this.#run(commandLine, null);
  }

  #run(commandLine: string, replayed: Extract<JournalEntry, { kind: 'ran' }> | null): CommandRun {
    const refusal = refusalOf(commandLine);
    const output = new OutputQueue();
    if (refusal !== null) return refused(refusal, output);
    let at = 0;
    const before = this.#turn.then(() => {
      if (replayed === null) this.#letTimePass();
      at = this.#entries.push(replayed ?? { kind: 'ran', commandLine }) - 1;
      this.#sink = output;
    });
    const run = new SimulatedRun(
      {
        machine: () => this.#machine(),
        commandLine,
        limits: { ...DEFAULT_RUN_LIMITS, ...this.#options.limits },
        yieldToHost: this.#options.yieldToHost ?? (() => Promise.resolve()),
        output,
        ...(replayed?.stoppedAfterSlices === undefined
          ? {}
          : { stopAfterSlices: replayed.stoppedAfterSlices }),
        onStopped: (stoppedAfterSlices) => {
          this.#entries[at] = { kind: 'ran', commandLine, stoppedAfterSlices };
        },
      },
      before,
    );
    this.#turn = run.exit;
    return run;
  }

  attach(commandLine: string, terminal: LentTerminal): Promise<CommandExit> {
    const refusal = refusalOf(commandLine);
    if (refusal !== null) {
      terminal.say(refusal.sentence);
      return Promise.resolve({ kind: 'refused', exitCode: 2, tookMs: 0 });
    }
    const exit = this.#turn.then(async () => {
      this.#letTimePass();
      const actions: TerminalAction[] = [];
      const size = terminal.size();
      this.#entries.push({ kind: 'attached', commandLine, size, actions });
      const attach = this.#attachment(commandLine, terminal, size, (action) => actions.push(action));
      const release = terminal.listen(attach);
      return attach.drive().finally(() => {
        release();
        // The watcher's time has passed in it already.
        this.#options.elapsedMs?.();
      });
    });
    this.#turn = exit;
    return exit;
  }

  #attachment(
    commandLine: string,
    terminal: LentTerminal,
    size: TerminalSize,
    onAction: (action: TerminalAction) => void,
  ): SimulatedAttach {
    const machine = this.#machine();
    if (this.#window?.session !== machine.session) this.#window = new SessionWindow(machine, size);
    return new SimulatedAttach({
      machine,
      window: this.#window,
      commandLine,
      terminal,
      size,
      limits: { ...DEFAULT_RUN_LIMITS, ...this.#options.limits },
      clock: this.#options.clock ?? hurriedClock(),
      yieldToHost: this.#options.yieldToHost ?? (() => Promise.resolve()),
      onAction,
    });
  }

  async #replayAttached(entry: Extract<JournalEntry, { kind: 'attached' }>): Promise<void> {
    this.#entries.push(entry);
    const { commandLine, size, actions } = entry;
    await this.#attachment(commandLine, NOBODY, size, () => undefined).replay(actions);
  }

  async observe<Q extends Query>(query: Q): Promise<Observed<FactsOf<Q>>> {
    await this.#turn;
    const looked = query.kind === 'reach' ? await this.#copy() : this;
    return observeMachine(looked.#machine(), query) as Observed<FactsOf<Q>>;
  }

  /** Another machine that is as this one is, to try on it what would leave traces here. */
  async #copy(): Promise<SimulatedMachine> {
    const { elapsedMs: _, ...options } = this.#options;
    const copy = new SimulatedMachine(options);
    await copy.replay(this.journal());
    return copy;
  }

  async complete(commandLine: string, cursor: number): Promise<readonly string[]> {
    return completeLine(this.#machine(), commandLine, cursor);
  }

  async prepare(): Promise<void> {
    await this.#turn;
    this.#booted = null;
    this.#window = null;
    this.#entries = [];
  }

  async dispose(): Promise<void> {
    await this.prepare();
  }

  /** All that was done to this machine since it was prepared. */
  journal(): Journal {
    return { world: this.#world.name, seed: this.#seed, entries: [...this.#entries] };
  }

  /** Makes this machine the one the journal describes; output is thrown away. */
  async replay(journal: Journal): Promise<void> {
    if (journal.world !== this.#world.name || journal.seed !== this.#seed) {
      throw new Error(`This journal is of world ${journal.world}, seed ${journal.seed}.`);
    }
    await this.prepare();
    for (const entry of journal.entries) {
      if (entry.kind === 'waited') this.#pass(entry.ms);
      else if (entry.kind === 'ran') await this.#run(entry.commandLine, entry).exit;
      else await this.#replayAttached(entry);
    }
  }

  /** The moments that `fork` and `undo` can go back to, the machine as prepared first. */
  checkpoints(): readonly Checkpoint[] {
    return checkpointsOf(this.journal());
  }

  /** Another machine, as this one was after so many commands; from there each goes its own way. */
  async fork(afterCommands: number): Promise<SimulatedMachine> {
    await this.#turn;
    const other = new SimulatedMachine(this.#options);
    await other.replay(journalUntil(this.journal(), afterCommands));
    return other;
  }

  /** Makes the last command not have been; gives its text, or null when there is none. */
  async undo(): Promise<string | null> {
    await this.#turn;
    const last = this.checkpoints().at(-1);
    if (last === undefined || last.commandLine === null) return null;
    await this.replay(journalUntil(this.journal(), last.afterCommands - 1));
    return last.commandLine;
  }

  #machine(): BootedMachine {
    this.#booted ??= bootWorld({
      world: this.#world,
      seed: this.#seed,
      programs: MACHINE_PROGRAMS,
      onOutput: (stream, data) => this.#sink?.write(stream, data),
    });
    return this.#booted;
  }

  #letTimePass(): void {
    const ms = Math.floor(this.#options.elapsedMs?.() ?? 0);
    if (ms > 0) this.#pass(ms);
  }

  #pass(ms: number): void {
    this.#entries.push({ kind: 'waited', ms });
    this.#machine().kernel.advance(ms, (this.#options.limits?.steps ?? DEFAULT_RUN_LIMITS.steps) / 10);
  }
}

/** For the composition root: a machine that boots when it is first asked for something. */
export function createSimulatedMachine(options: SimulatedMachineOptions = {}): SimulatedMachine {
  return new SimulatedMachine(options);
}
