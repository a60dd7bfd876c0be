import type { ChildProcess } from 'node:child_process';
import { isPulling } from '../domain/command-line/pulling.ts';
import type { CommandExit, CommandRun, Refusal } from '../machine/machine.ts';
import type { JudgedCommand, JudgedLine, JudgedStep } from './judge-line.ts';
import { type Launch, signalGroup } from './launch.ts';
import { OutputQueue } from './output-queue.ts';
import { runPipeline } from './run-pipeline.ts';

export interface RunSettings {
  readonly launch: Launch;
  /** A line that runs longer is ended. */
  readonly timeoutMs: number;
  /** How long a program may take to end after Ctrl-C. */
  readonly graceMs: number;
  /** Looks, in the moment before a command runs, whether it acts on our own containers only. */
  foreign(targets: readonly string[], commands?: readonly JudgedCommand[]): Promise<Refusal | null>;
}

const outputLimit = 8 * 1024 * 1024;
const longestPullMs = 30 * 60_000;

/** Exit code of a line that a rule refused, as a shell gives it for what may not be executed. */
const refusedCode = 126;
const timedOutCode = 124;

/** Runs a judged line, step by step as `&&`, `||` and `;` say. */
export function runLine(line: JudgedLine, settings: RunSettings): CommandRun {
  return new LineRun(line, settings);
}

class LineRun implements CommandRun {
  readonly output: OutputQueue;
  readonly exit: Promise<CommandExit>;
  readonly #settings: RunSettings;
  readonly #began = performance.now();
  #children: readonly ChildProcess[] = [];
  #ending: 'stopped' | 'timed-out' | null = null;
  #timer: NodeJS.Timeout | null = null;
  #killer: NodeJS.Timeout | null = null;

  constructor(line: JudgedLine, settings: RunSettings) {
    this.#settings = settings;
    this.output = new OutputQueue(outputLimit, {
      pause: () => this.#eachStream((stream) => stream.pause()),
      resume: () => this.#eachStream((stream) => stream.resume()),
    });
    this.exit = this.#run(line);
  }

  stop(): void {
    this.#end('stopped');
  }

  async #run(line: JudgedLine): Promise<CommandExit> {
    this.#waitForEnd();
    try {
      const { kind, exitCode } =
        line.kind === 'refused' ? this.#refuse(line.refusal) : await this.#steps(line.steps);
      return { kind, exitCode, tookMs: performance.now() - this.#began };
    } finally {
      if (this.#timer !== null) clearTimeout(this.#timer);
      if (this.#killer !== null) clearTimeout(this.#killer);
      this.output.end();
    }
  }

  /** An image on its way takes as long as the network needs; whoever does not want to wait stops it. */
  #waitForEnd(): void {
    this.#timer = setTimeout(() => {
      const waited = performance.now() - this.#began;
      if (isPulling(this.output.tail) && waited < longestPullMs) this.#waitForEnd();
      else this.#end('timed-out');
    }, this.#settings.timeoutMs);
  }

  async #steps(steps: readonly JudgedStep[]): Promise<Pick<CommandExit, 'kind' | 'exitCode'>> {
    let exitCode = 0;
    for (const { when, pipeline } of steps) {
      if ((when === 'success' && exitCode !== 0) || (when === 'failure' && exitCode === 0)) continue;
      const refusal = await this.#settings.foreign(
        pipeline.flatMap((command) => command.targets),
        pipeline,
      );
      if (this.#ending !== null) return this.#ended(130);
      if (refusal !== null) return this.#refuse(refusal);
      const running = runPipeline(this.#settings.launch, pipeline, this.output);
      this.#children = running.children;
      exitCode = await running.exitCode;
      this.#children = [];
      if (this.#ending !== null) return this.#ended(exitCode);
    }
    return { kind: 'exited', exitCode };
  }

  #ended(exitCode: number): Pick<CommandExit, 'kind' | 'exitCode'> {
    if (this.#ending === 'timed-out') {
      const seconds = this.#settings.timeoutMs / 1000;
      this.output.push({
        stream: 'stderr',
        text: `Ended after ${seconds} s, the longest a command may run here.\n`,
      });
      return { kind: 'timed-out', exitCode: timedOutCode };
    }
    return { kind: 'stopped', exitCode };
  }

  #refuse(refusal: Refusal): Pick<CommandExit, 'kind' | 'exitCode'> {
    this.output.push({ stream: 'stderr', text: `${refusal.sentence}\n` });
    return { kind: 'refused', exitCode: refusedCode };
  }

  #end(how: 'stopped' | 'timed-out'): void {
    if (this.#ending !== null) return;
    this.#ending = how;
    for (const child of this.#children) signalGroup(child, 'SIGINT');
    this.#killer = setTimeout(() => {
      for (const child of this.#children) {
        signalGroup(child, 'SIGKILL');
        child.stdout?.destroy();
        child.stderr?.destroy();
      }
    }, this.#settings.graceMs);
  }

  #eachStream(act: (stream: NodeJS.ReadableStream) => void): void {
    for (const child of this.#children)
      for (const stream of [child.stdout, child.stderr]) if (stream !== null) act(stream);
  }
}
