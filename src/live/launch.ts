import { type ChildProcess, spawn } from 'node:child_process';

export interface LaunchOptions {
  readonly stdin: 'ignore' | 'pipe';
  /** The folder it begins in; that of this process. */
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a program by its words, never by a shell, as the leader of a process group of its own, so that it can be
 * stopped with all its children. Failures arrive as the child's `error` event.
 */
export type Launch = (argv: readonly [string, ...string[]], options: LaunchOptions) => ChildProcess;

export const launchOnThisComputer: Launch = ([program, ...words], { stdin, env, cwd }) =>
  spawn(program, words, {
    stdio: [stdin, 'pipe', 'pipe'],
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
    // Docker Desktop's client adds advertisements to its output otherwise.
    env: { ...process.env, DOCKER_CLI_HINTS: 'false', ...env },
  });

/** Signals a child's whole process group. A child that is gone already is no error. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

/** One sentence for a program that could not be started at all. */
export function launchFailure(program: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return `${program}: there is no such program on this computer.`;
  if (error.code === 'EACCES') return `${program}: this user may not run it.`;
  if (error.code === 'EAGAIN' || error.code === 'ENOMEM')
    return `${program}: this computer has no room for another process right now.`;
  return `${program}: could not be started (${error.code ?? error.message}).`;
}
