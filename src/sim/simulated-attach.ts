/**
 * One command line with a person at the terminal. Invariant: virtual time does not run ahead of the watcher's by more than one slice
 * of work, and all that came from outside is in `actions`, so that the line can be played again to the same end.
 */
import type { CommandExit } from '../machine/machine.ts';
import type { LentTerminal, TerminalSize, Typist } from '../machine/terminal.ts';
import type { Cgroup } from './kernel/cgroup.ts';
import { type BootedMachine, restartShell } from './simulated-boot.ts';
import type { TerminalAction } from './simulated-journal.ts';
import { type Overrun, overrunLine, type RunLimits } from './simulated-limits.ts';
import { endLine } from './simulated-stop.ts';
import {
  busiestContainer,
  clearGroup,
  growthWatch,
  multiplyingGroup,
  processorUse,
} from './simulated-watch.ts';
import { OrderedOutput, type SessionWindow } from './simulated-window.ts';
import type { WallClock } from './wall-clock.ts';

const KILLED_EXIT = 137;
const HUNG_UP_EXIT = 129;
/** The least time one round lets pass, so that what a key sets off gets going. */
const LEAST_MS = 1;
/** However long nothing happens, the machine is looked at again. */
const LONGEST_WAIT_MS = 1000;

export interface AttachRequest {
  readonly machine: BootedMachine;
  readonly window: SessionWindow;
  readonly commandLine: string;
  readonly terminal: LentTerminal;
  readonly size: TerminalSize;
  readonly limits: RunLimits;
  readonly clock: WallClock;
  readonly yieldToHost: () => Promise<void>;
  /** Told of each in order; a replay leaves it out. */
  readonly onAction: (action: TerminalAction) => void;
}

export class SimulatedAttach implements Typist {
  readonly #request: AttachRequest;
  readonly #output: OrderedOutput;
  readonly #waiting: TerminalAction[] = [];
  #status: number | null = null;
  #gone = false;
  #steps = 0;
  #wake: (() => void) | null = null;
  #wallMs: number;
  #useBefore: ReadonlyMap<Cgroup, number>;

  constructor(request: AttachRequest) {
    this.#request = request;
    this.#output = new OrderedOutput(request.terminal);
    this.#wallMs = request.clock.nowMs();
    this.#useBefore = processorUse(request.machine);
  }

  typed(bytes: Uint8Array): void {
    this.#take({ kind: 'typed', bytes: bytes.slice() });
  }

  resized(size: TerminalSize): void {
    this.#take({ kind: 'resized', size });
  }

  hungUp(): void {
    this.#gone = true;
    this.#wake?.();
  }

  /** The line from its beginning to its end, driven by the person and the clock. */
  async drive(): Promise<CommandExit> {
    return await this.#lent(() => this.#live());
  }

  /** The same line again, driven by what was noted of it. */
  async replay(actions: readonly TerminalAction[]): Promise<CommandExit> {
    return await this.#lent(async () => {
      for (const action of actions) this.#apply(action);
      return this.#over() ? null : this.#overrun();
    });
  }

  async #lent(drive: () => Promise<Overrun | null>): Promise<CommandExit> {
    const { machine, window, commandLine, size } = this.#request;
    const startMs = machine.kernel.nowMs;
    const takeBack = window.lend(size);
    window.onData = (data) => this.#output.write(data);
    machine.lines.push({
      text: commandLine,
      ended: (status) => {
        this.#status = status;
      },
    });
    machine.wake.feed(new Uint8Array(1));
    const overrun = await drive();
    const kind = await this.#settle(overrun);
    const tookMs = machine.kernel.nowMs - startMs;
    this.#giveBack(window.terminal.tty.takeUnread());
    takeBack();
    window.onData = () => undefined;
    if (machine.session.ended) restartShell(machine);
    await this.#output.flushed();
    if (this.#output.endsInLine) await this.#request.terminal.write(Uint8Array.of(13, 10));
    if (overrun !== null) this.#request.terminal.say(overrunLine(overrun).trimEnd());
    return { kind, exitCode: this.#status ?? (this.#gone ? HUNG_UP_EXIT : KILLED_EXIT), tookMs };
  }

  /** What nobody has read, and what the line's end has overtaken, is for whoever reads next. */
  #giveBack(unread: Uint8Array): void {
    const late = this.#waiting.flatMap((action) => (action.kind === 'typed' ? [...action.bytes] : []));
    const bytes = Uint8Array.of(...unread, ...late);
    if (bytes.length > 0) this.#request.terminal.unread?.(bytes);
  }

  async #live(): Promise<Overrun | null> {
    const { onAction, yieldToHost } = this.#request;
    while (!this.#over() && !this.#gone) {
      const action = this.#waiting.shift() ?? { kind: 'passed', ms: this.#lagMs() };
      onAction(action);
      this.#apply(action);
      if (this.#over()) break;
      const overrun = this.#overrun();
      if (overrun !== null) return overrun;
      await this.#output.flushed();
      await yieldToHost();
      if (this.#waiting.length === 0 && action.kind === 'passed') await this.#rest();
    }
    return null;
  }

  /** Wall time that the virtual clock has not passed yet. */
  #lagMs(): number {
    const nowMs = this.#request.clock.nowMs();
    const lag = Math.max(LEAST_MS, Math.floor(nowMs - this.#wallMs));
    this.#wallMs = Math.max(this.#wallMs + LEAST_MS, nowMs);
    return lag;
  }

  #apply(action: TerminalAction): void {
    const { machine, window, limits } = this.#request;
    if (action.kind === 'typed') {
      this.#steps = 0;
      this.#output.bytes = 0;
      this.#useBefore = processorUse(machine);
      window.terminal.type(action.bytes);
    } else if (action.kind === 'resized') window.terminal.resize(action.size);
    else {
      const before = this.#output.bytes;
      const grown = growthWatch(machine);
      const paused = () => {
        this.#steps += 1;
        return this.#over() || this.#output.bytes - before > limits.outputBytes / 64 || grown();
      };
      machine.kernel.runUntil(paused, {
        maxVirtualMs: action.ms,
        maxSteps: limits.sliceSteps,
        waitOutIdle: true,
      });
    }
  }

  #overrun(): Overrun | null {
    const { machine, limits } = this.#request;
    if (this.#output.bytes > limits.outputBytes) return 'output';
    if (multiplyingGroup(machine) !== null) return 'processes';
    return this.#steps > limits.steps ? 'steps' : null;
  }

  /** Until a key comes, or the machine has something to do and the watcher's time for it has come. */
  async #rest(): Promise<void> {
    const { kernel } = this.#request.machine;
    const aheadMs = this.#wallMs - this.#request.clock.nowMs();
    const dueMs = (kernel.clock.nextTimerMs() ?? Number.POSITIVE_INFINITY) - kernel.clock.nowMs;
    const ms = kernel.scheduler.idle ? Math.max(LEAST_MS, dueMs) : aheadMs;
    if (ms <= 0 || this.#over()) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#request.clock.after(Math.min(ms, LONGEST_WAIT_MS), resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
    this.#wake = null;
  }

  #take(action: TerminalAction): void {
    this.#waiting.push(action);
    this.#wake?.();
  }

  #over(): boolean {
    return this.#status !== null || this.#request.machine.session.ended;
  }

  async #settle(overrun: Overrun | null): Promise<CommandExit['kind']> {
    const { machine, yieldToHost } = this.#request;
    if (this.#over()) {
      const { exitStatus } = machine.session;
      if (machine.session.ended && exitStatus?.kind === 'exited') this.#status = exitStatus.code;
      return 'exited';
    }
    const runaway =
      overrun === 'steps' ? busiestContainer(machine, this.#useBefore) : multiplyingGroup(machine);
    if (runaway !== null) clearGroup(machine, runaway);
    await endLine(machine, () => this.#over(), { yieldToHost, mute: () => this.#output.mute() });
    if (overrun === null) return 'stopped';
    this.#status = KILLED_EXIT;
    return 'timed-out';
  }
}
