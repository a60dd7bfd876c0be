import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { conversationOf } from '../domain/command-line/conversation.ts';
import type { CommandExit, Refusal } from '../machine/machine.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import type { Words } from './command-line.ts';
import type { JudgedCommand, JudgedStep } from './judge-line.ts';
import { launchFailure } from './launch.ts';
import { isQemu } from './rules/vm-rules.ts';

/** Starts a program that has the whole terminal: the same process group, the same streams. */
export type LaunchOnTerminal = (
  argv: Words,
  /** Added to the environment. */
  env?: Readonly<Record<string, string>>,
) => ChildProcess;

export const launchOnThisTerminal: LaunchOnTerminal = ([program, ...words], env = {}) =>
  spawn(program, words, { stdio: 'inherit', env: { ...process.env, DOCKER_CLI_HINTS: 'false', ...env } });

export interface AttachSettings {
  readonly launch: LaunchOnTerminal;
  foreign(targets: readonly string[], commands?: readonly JudgedCommand[]): Promise<Refusal | null>;
  /** Whether all of these containers are there: where one is not, Docker says so, and nobody needs a way back. */
  reachable(targets: readonly string[]): Promise<boolean>;
  /** Told of the child, so that leaving can end it. */
  onChild(child: ChildProcess): void;
}

const REFUSED = 126;

/** How a line's conversation begins: what it says of the way back. */
export const handOverLine = (leaving: string, owner = 'container'): string =>
  `(The terminal is the ${owner}’s now. ${leaving})`;

/** The command of a step that a person at a terminal talks with; null where the step is not of that kind. */
export function interactiveCommand({ pipeline }: JudgedStep): JudgedCommand | null {
  const [command, ...more] = pipeline;
  if (command === undefined || more.length > 0 || !talks(command.words[0])) return null;
  if (command.redirects !== undefined) return null;
  return conversationOf(command.words) === null ? null : command;
}

const talks = (program: string): boolean => program === 'docker' || isQemu(program);

/** Hands the terminal to the command, after the same look at whose container it is as any other command gets. */
export async function attachLine(
  command: JudgedCommand,
  terminal: LentTerminal,
  settings: AttachSettings,
): Promise<CommandExit> {
  const began = performance.now();
  const refusal = await settings.foreign(command.targets, [command]);
  if (refusal !== null) {
    terminal.say(refusal.sentence);
    return { kind: 'refused', exitCode: REFUSED, tookMs: performance.now() - began };
  }
  const leaving = conversationOf(command.words)?.leaving;
  if (leaving !== undefined && (await settings.reachable(command.targets)))
    terminal.say(handOverLine(leaving, isQemu(command.words[0]) ? 'virtual machine' : 'container'));
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
