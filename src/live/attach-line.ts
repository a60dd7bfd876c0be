import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { CommandExit, Refusal } from '../machine/machine.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import type { Words } from './command-line.ts';
import { actingVerbs, execFlags, runFlags } from './docker-flags.ts';
import { parseFlags } from './flags.ts';
import type { JudgedCommand, JudgedLine } from './judge-line.ts';
import { launchFailure } from './launch.ts';

/** Starts a program that has the whole terminal: the same process group, the same streams. */
export type LaunchOnTerminal = (argv: Words) => ChildProcess;

export const launchOnThisTerminal: LaunchOnTerminal = ([program, ...words]) =>
  spawn(program, words, { stdio: 'inherit', env: { ...process.env, DOCKER_CLI_HINTS: 'false' } });

export interface AttachSettings {
  readonly launch: LaunchOnTerminal;
  foreign(targets: readonly string[]): Promise<Refusal | null>;
  /** Told of the child, so that leaving can end it. */
  onChild(child: ChildProcess): void;
}

const REFUSED = 126;

const COME_BACK =
  '(The terminal is the container’s now. exit or Ctrl-D ends its shell; Ctrl-P Ctrl-Q comes back and leaves it running.)';

/** The one command of a line that a person at a terminal talks with; null where the line is not of that kind. */
export function interactiveCommand(line: JudgedLine): JudgedCommand | null {
  if (line.kind === 'refused' || line.steps.length !== 1) return null;
  const [command, ...more] = line.steps[0]?.pipeline ?? [];
  return command !== undefined && more.length === 0 && wantsTerminal(command.words) ? command : null;
}

function wantsTerminal(words: Words): boolean {
  if (words[0] !== 'docker') return false;
  const [verb, ...rest] = words[1] === 'container' ? words.slice(2) : words.slice(1);
  const has = (table: Parameters<typeof parseFlags>[1], interspersed: boolean) => {
    const { flags } = parseFlags(rest, table, interspersed);
    // The last of a flag's two names counts, as for Docker.
    return (...names: readonly string[]) => {
      const last = flags.findLast(({ name }) => names.includes(name));
      return last !== undefined && last.value !== 'false';
    };
  };
  if (verb === 'attach') return true;
  if (verb === 'start') {
    const flag = has(actingVerbs.start.table, true);
    return flag('-a', '--attach') || flag('-i', '--interactive');
  }
  if (verb !== 'run' && verb !== 'exec') return false;
  const flag = has(verb === 'run' ? runFlags : execFlags, false);
  return !flag('-d', '--detach') && flag('-t', '--tty') && flag('-i', '--interactive');
}

/** Hands the terminal to the command, after the same look at whose container it is as any other command gets. */
export async function attachLine(
  command: JudgedCommand,
  terminal: LentTerminal,
  settings: AttachSettings,
): Promise<CommandExit> {
  const began = performance.now();
  const refusal = await settings.foreign(command.targets);
  if (refusal !== null) {
    terminal.say(refusal.sentence);
    return { kind: 'refused', exitCode: REFUSED, tookMs: performance.now() - began };
  }
  terminal.say(COME_BACK);
  const exitCode = await terminal.handOver(() => {
    const child = settings.launch(command.words);
    settings.onChild(child);
    return exitOf(child, command.words[0], terminal);
  });
  return { kind: 'exited', exitCode, tookMs: performance.now() - began };
}

function exitOf(child: ChildProcess, program: string, terminal: LentTerminal): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      terminal.say(launchFailure(program, error));
      resolve(error.code === 'ENOENT' ? 127 : 126);
    });
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
