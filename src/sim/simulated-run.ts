/**
 * One command line on a booted machine: pushed to the session, run in slices with air between them, watched by
 * limits, stopped as Ctrl-C does. Invariant: it always ends, and then the session waits for the next line.
 */
import type { CommandExit, CommandRun } from '../machine/machine.ts';
import type { Cgroup } from './kernel/cgroup.ts';
import { type BootedMachine, restartShell } from './simulated-boot.ts';
import { type Overrun, overrunLine, type RunLimits } from './simulated-limits.ts';
import type { OutputQueue } from './simulated-output.ts';
import { endLine } from './simulated-stop.ts';
import {
  awaitedMs,
  busiestContainer,
  clearGroup,
  growthWatch,
  multiplyingGroup,
  processorUse,
} from './simulated-watch.ts';

const STOPPED_EXIT = 130;
const KILLED_EXIT = 137;
/** Virtual time between the end of a line and whatever is asked next: nobody types, and no program starts, in less. */
const SETTLE_MS = 50;
const SETTLE_STEPS = 20_000;

export interface RunRequest {
  /** Booted when first asked for. */
  readonly machine: () => BootedMachine;
  readonly commandLine: string;
  readonly limits: RunLimits;
  readonly yieldToHost: () => Promise<void>;
  readonly output: OutputQueue;
  /** For a replay: stopped where it was stopped then. */
  readonly stopAfterSlices?: number;
  /** Told when it was stopped from outside, and where. */
  readonly onStopped?: (afterSlices: number) => void;
}

export class SimulatedRun implements CommandRun {
  readonly output: OutputQueue;
  readonly exit: Promise<CommandExit>;
  readonly #request: RunRequest;
  #status: number | null = null;
  #stopAsked = false;
  #steps = 0;
  #slices = 0;
  #useBefore: ReadonlyMap<Cgroup, number> = new Map();

  constructor(request: RunRequest, turn: Promise<void>) {
    this.#request = request;
    this.output = request.output;
    this.exit = turn.then(() => this.#drive());
  }

  stop(): void {
    this.#stopAsked = true;
  }

  get #stopsNow(): boolean {
    return this.#stopAsked || this.#slices === this.#request.stopAfterSlices;
  }

  async #drive(): Promise<CommandExit> {
    const { commandLine } = this.#request;
    const machine = this.#request.machine();
    const startMs = machine.kernel.nowMs;
    if (this.#stopsNow) {
      this.#request.onStopped?.(0);
      this.output.end();
      return { kind: 'stopped', exitCode: STOPPED_EXIT, tookMs: 0 };
    }
    this.#useBefore = processorUse(machine);
    machine.lines.push({
      text: commandLine,
      ended: (status) => {
        this.#status = status;
      },
    });
    machine.wake.feed(new Uint8Array(1));
    const overrun = await this.#untilEnded(startMs);
    const kind = await this.#settle(overrun);
    const tookMs = machine.kernel.nowMs - startMs;
    this.#letSettle(machine);
    this.output.end();
    const fallback = kind === 'stopped' ? STOPPED_EXIT : KILLED_EXIT;
    return { kind, exitCode: this.#status ?? fallback, tookMs };
  }

  /** What goes on in the background gets its time as well; what multiplies there is ended, whoever began it. */
  #letSettle(machine: BootedMachine): void {
    const grown = growthWatch(machine);
    machine.kernel.runUntil(grown, { maxVirtualMs: SETTLE_MS, maxSteps: SETTLE_STEPS, waitOutIdle: true });
    const group = multiplyingGroup(machine);
    if (group === null) return;
    clearGroup(machine, group);
    this.output.say('stderr', overrunLine('processes'));
    this.output.mute();
    machine.kernel.advance(SETTLE_MS, SETTLE_STEPS);
  }

  /** Null when it ended by itself or was asked to stop. */
  async #untilEnded(startMs: number): Promise<Overrun | null> {
    const { limits, yieldToHost } = this.#request;
    while (this.#status === null && !this.#stopsNow) {
      this.#slices += 1;
      const reason = this.#slice(limits.virtualMs - (this.#request.machine().kernel.nowMs - startMs));
      if (this.#over()) return null;
      if (this.output.bytes > limits.outputBytes) return 'output';
      if (multiplyingGroup(this.#request.machine()) !== null) return 'processes';
      if (reason === 'deadline') return 'time';
      if (reason === 'idle') return 'waits';
      if (this.#steps > limits.steps) return 'steps';
      await yieldToHost();
    }
    return null;
  }

  #over(): boolean {
    return this.#status !== null || this.#request.machine().session.ended;
  }

  #slice(virtualMs: number): string {
    const { limits } = this.#request;
    const machine = this.#request.machine();
    const before = this.output.bytes;
    const grown = growthWatch(machine);
    const eventful = (): boolean => this.#over() || this.output.bytes - before > 0 || grown();
    machine.kernel.scheduler.awaitedMs = awaitedMs(machine);
    const reason = machine.kernel.runUntil(eventful, {
      maxVirtualMs: virtualMs,
      maxSteps: limits.sliceSteps,
    });
    machine.kernel.scheduler.awaitedMs = null;
    this.#steps += reason === 'step-limit' ? limits.sliceSteps : 1;
    return reason;
  }

  async #settle(overrun: Overrun | null): Promise<CommandExit['kind']> {
    const stopped = overrun === null && this.#stopsNow && this.#status === null;
    if (stopped) this.#request.onStopped?.(this.#slices);
    if (overrun === null && !stopped) {
      this.#noteExit();
      return 'exited';
    }
    this.#endRunaways(overrun);
    const { yieldToHost } = this.#request;
    const machine = this.#request.machine();
    const mute = () => this.output.mute();
    if (this.#status === null) await endLine(machine, () => this.#over(), { yieldToHost, mute });
    if (overrun === null) return 'stopped';
    this.output.say('stderr', overrunLine(overrun));
    this.#status = KILLED_EXIT;
    return 'timed-out';
  }

  /** What would go on without end after the command itself has been stopped. */
  #endRunaways(overrun: Overrun | null): void {
    const machine = this.#request.machine();
    const group =
      overrun === 'steps' ? busiestContainer(machine, this.#useBefore) : multiplyingGroup(machine);
    if (group !== null) clearGroup(machine, group);
  }

  /** `exit` ends the shell: its own status is the line's, and the next line finds a new shell. */
  #noteExit(): void {
    const machine = this.#request.machine();
    if (!machine.session.ended) return;
    const status = machine.session.exitStatus;
    if (status?.kind === 'exited') this.#status = status.code;
    restartShell(machine);
  }
}
