import { type Consent, effectText, isAgreed, noConsent, remembered } from '../app/consent.ts';
import { wordWrap } from '../app/text-width.ts';
import type { CommandExit, CommandPlan, CommandRun, Machine } from '../machine/machine.ts';
import type { MachineChoice } from '../machine/supply.ts';
import type { CommandIo } from '../terminal/command-io.ts';
import { OwnTerminal } from '../terminal/hand-over.ts';
import { LineEditor } from './sandbox-editor.ts';

const PROMPT = '$ ';

/**
 * A prompt on a machine: history, completion, Ctrl-C stops what runs (or empties the line), Ctrl-D or
 * `exit` leaves. Returns the exit code of the last command, as a shell does. Without a terminal the lines
 * are read and run all the same, with no prompt and no words of ours on stdout.
 */
export async function runPrompt(
  machine: Machine,
  io: CommandIo,
  choice: MachineChoice,
  consent: Consent = noConsent,
): Promise<number> {
  if (io.interactive) io.write(greeting(choice));
  const prompt = new Prompt(machine, io, consent);
  prompt.begin();
  return prompt.ended;
}

interface Asked {
  readonly line: string;
  readonly plan: CommandPlan;
}

/** Lines typed while a command runs wait; a command is begun in the same turn as its Enter, so that Ctrl-C finds it. */
class Prompt {
  readonly ended: Promise<number>;
  readonly #machine: Machine;
  readonly #io: CommandIo;
  readonly #editor: LineEditor;
  readonly #waiting: string[] = [];
  #running: CommandRun | null = null;
  /** A line runs, or has the terminal. */
  #busy = false;
  #closed = false;
  /** By `exit`: what readline still holds is not run. */
  #left = false;
  #exitCode = 0;
  #consent: Consent;
  /** A line that waits for a yes; the next line typed is the answer. */
  #asked: Asked | null = null;
  #end: (exitCode: number) => void = () => undefined;

  constructor(machine: Machine, io: CommandIo, consent: Consent) {
    this.#consent = consent;
    this.#machine = machine;
    this.#io = io;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#editor = new LineEditor(machine, io, PROMPT, {
      line: (line) => this.take(line),
      interrupt: () => this.interrupt(),
      close: () => this.close(),
    });
  }

  begin(): void {
    if (this.#io.interactive) this.#editor.prompt();
  }

  take(line: string): void {
    if (this.#left) return;
    if (this.#asked !== null) this.#answer(this.#asked, line.trim().toLowerCase());
    else {
      this.#waiting.push(line);
      if (!this.#busy) this.#next();
    }
  }

  interrupt(): void {
    this.#waiting.length = 0;
    this.#asked = null;
    if (this.#running !== null) {
      this.#running.stop();
      return;
    }
    this.#io.write('^C\n');
    this.#editor.clear();
    this.#editor.prompt();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#asked = null;
    if (this.#io.interactive && !this.#busy) this.#io.write('\n');
    if (!this.#busy) this.#end(this.#exitCode);
  }

  #next(): void {
    const line = this.#waiting.shift();
    if (line === undefined) {
      if (this.#closed) this.#end(this.#exitCode);
      else if (this.#io.interactive) this.#editor.prompt();
    } else if (isExit(line.trim())) this.#leave(exitStatus(line.trim(), this.#exitCode));
    else if (line.trim() === '') this.#next();
    else this.#ask(line);
  }

  #leave(exitCode: number): void {
    this.#left = true;
    this.#closed = true;
    this.#waiting.length = 0;
    this.#editor.close();
    this.#end(exitCode);
  }

  /** Shows what would run on the learner's own engine, and waits for a yes where there is none yet. */
  #ask(line: string): void {
    const plan = this.#machine.plan(line);
    const isLive = this.#machine.identity.kind === 'live';
    if (isLive && this.#io.interactive && plan.kind === 'runs') this.#io.write(`+ ${plan.shown}\n`);
    if (plan.kind !== 'runs' || plan.effect === undefined || isAgreed(this.#consent, plan.effect)) {
      this.#run(line, plan);
    } else {
      const asked = { line, plan };
      this.#io.write(`${wordWrap(effectText[plan.effect], this.#io.columns - 1).join('\n')}\n`);
      // What was typed ahead is read first, as by any program that asks; where nothing will be typed any more it is a no.
      const typed = this.#waiting.shift() ?? (this.#closed ? 'n' : undefined);
      if (typed !== undefined) {
        this.#answer(asked, typed.trim().toLowerCase());
        return;
      }
      this.#asked = asked;
      this.#editor.question('Run it? y yes, a always in this session, n no: ');
    }
  }

  #answer({ line, plan }: Asked, word: string): void {
    this.#asked = null;
    const always = word === 'a' || word === 'always';
    if (always || word === 'y' || word === 'yes') {
      this.#consent = remembered(this.#consent, always);
      this.#run(line, plan);
    } else {
      this.#io.write('Nothing was run.\n');
      this.#next();
    }
  }

  #run(line: string, plan: CommandPlan): void {
    this.#busy = true;
    void this.#start(line, plan).then((exit) => {
      this.#running = null;
      this.#busy = false;
      this.#exitCode = exit.exitCode;
      this.#next();
    });
  }

  #start(line: string, plan: CommandPlan): Promise<CommandExit> {
    const wantsTerminal = plan.kind === 'runs' && plan.interactive === true && this.#io.interactive;
    if (wantsTerminal && this.#machine.attach !== undefined)
      return this.#machine.attach(line, new OwnTerminal(this.#editor));
    this.#running = this.#machine.run(line);
    return print(this.#running, this.#io);
  }
}

function greeting(choice: MachineChoice): string {
  const what =
    choice.kind === 'live'
      ? `This is ${choice.label}: commands run for real, and each is shown as it runs.`
      : `This is a simulated machine (${choice.because}): nothing you type touches this computer.`;
  return `${what}\nTab completes, Ctrl-C stops a command, Ctrl-D or exit leaves.\n\n`;
}

async function print(run: CommandRun, io: CommandIo): Promise<CommandExit> {
  let midLine = false;
  for await (const chunk of run.output) {
    if (chunk.stream === 'stdout') io.write(chunk.text);
    else io.complain(chunk.text);
    midLine = !chunk.text.endsWith('\n');
  }
  // A prompt after unfinished output would be taken for a part of it.
  if (midLine && io.interactive) io.write('\n');
  return run.exit;
}

function isExit(command: string): boolean {
  return /^(exit|logout|quit)(\s+\d+)?$/.test(command);
}

function exitStatus(command: string, last: number): number {
  const given = /\d+$/.exec(command);
  return given === null ? last : Number(given[0]) & 0xff;
}
