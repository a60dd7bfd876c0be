import { spawn } from 'node:child_process';
import { LAUNCHER } from '../e2e/isolated-home.ts';
import { TerminalSession } from '../e2e/terminal-session.ts';

type Environment = Readonly<Record<string, string>>;

/** Milliseconds until the process has ended, its output read and thrown away. */
export function timeToEnd(words: readonly string[], env: Environment): Promise<number> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.resume();
    child.on('error', reject);
    child.on('close', () => resolve(performance.now() - begin));
  });
}

export function timeProgram(args: readonly string[], env: Environment): Promise<number> {
  return timeToEnd([LAUNCHER, ...args], env);
}

/** Milliseconds until a person sees the course map in an 80x24 terminal. */
export async function timeToFirstFrame(env: Environment): Promise<number> {
  const begin = performance.now();
  const session = new TerminalSession({ env });
  await session.waitFor('the course map', ({ text }) => text.includes('PID 1'));
  const took = performance.now() - begin;
  session.end();
  await session.exited;
  return took;
}
