import { createInterface, type Interface } from 'node:readline';
import type { CommandExit, CommandRun, Machine } from '../machine/machine.ts';
import type { MachineChoice } from '../machine/supply.ts';
import type { CommandIo } from '../terminal/command-io.ts';

const PROMPT = '$ ';

/**
 * A prompt on a machine: history, completion, Ctrl-C stops what runs (or empties the line), Ctrl-D or
 * `exit` leaves. Returns the exit code of the last command, as a shell does. Without a terminal the lines
 * are read and run all the same, with no prompt and no words of ours on stdout.
 */
export async function runPrompt(machine: Machine, io: CommandIo, choice: MachineChoice): Promise<number> {
  if (io.interactive) io.write(greeting(choice));
  const lines = createInterface({
    input: io.stdin,
    ...(io.interactive ? { output: process.stdout, completer: completer(machine) } : {}),
    terminal: io.interactive,
    prompt: PROMPT,
    historySize: 500,
    removeHistoryDuplicates: true,
  });
  let running: CommandRun | null = null;
  lines.on('SIGINT', () => interrupt(lines, io, running));
  let exitCode = 0;
  try {
    if (io.interactive) lines.prompt();
    for await (const line of lines) {
      const command = line.trim();
      if (isExit(command)) return exitStatus(command, exitCode);
      if (command !== '') {
        running = machine.run(line);
        const exit = await print(running, machine, io);
        running = null;
        exitCode = exit.exitCode;
      }
      if (io.interactive) lines.prompt();
    }
    if (io.interactive) io.write('\n');
    return exitCode;
  } finally {
    lines.close();
  }
}

function greeting(choice: MachineChoice): string {
  const what =
    choice.kind === 'live'
      ? `This is ${choice.label}: commands run for real. Each is shown as it will run.`
      : `This is a simulated machine (${choice.because}): nothing you type touches this computer.`;
  return `${what}\nTab completes, Ctrl-C stops a command, Ctrl-D or exit leaves.\n\n`;
}

function interrupt(lines: Interface, io: CommandIo, running: CommandRun | null): void {
  if (running !== null) {
    running.stop();
    return;
  }
  io.write('^C\n');
  // Ctrl-E then Ctrl-U: readline has no other way to drop the line it holds.
  lines.write(null, { ctrl: true, name: 'e' });
  lines.write(null, { ctrl: true, name: 'u' });
  lines.prompt();
}

async function print(run: CommandRun, machine: Machine, io: CommandIo): Promise<CommandExit> {
  let midLine = false;
  for await (const chunk of run.output) {
    if (chunk.stream === 'stdout') io.write(chunk.text);
    else io.complain(chunk.text);
    midLine = !chunk.text.endsWith('\n');
  }
  // A prompt after unfinished output would be taken for a part of it.
  if (midLine && io.interactive) io.write('\n');
  const exit = await run.exit;
  if (exit.kind === 'stopped' && io.interactive) io.write(`(stopped on ${machine.identity.label})\n`);
  return exit;
}

function isExit(command: string): boolean {
  return /^(exit|logout|quit)(\s+\d+)?$/.test(command);
}

function exitStatus(command: string, last: number): number {
  const given = /\d+$/.exec(command);
  return given === null ? last : Number(given[0]) & 0xff;
}

type Completion = [matches: string[], word: string];

function completer(machine: Machine) {
  return (line: string, done: (error: Error | null, completion: Completion) => void): void => {
    const word = /\S*$/.exec(line)?.[0] ?? '';
    machine.complete(line, line.length).then(
      (found) => done(null, [[...found], word]),
      () => done(null, [[], word]),
    );
  };
}
