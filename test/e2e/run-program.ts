import { spawn } from 'node:child_process';
import { LAUNCHER } from './isolated-home.ts';

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

export interface RunOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Closes its end of stdout after the first bytes, as `head` does. */
  readonly readOnce?: boolean;
}

/** Runs the built program with pipes for streams, until it ends. */
export function runProgram(
  args: readonly string[],
  { env, input = '', readOnce }: RunOptions,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], { env, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (readOnce) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ stdout, stderr, exitCode }));
    // A program that does not read its input may be gone before all of it is written.
    child.stdin.on('error', () => undefined).end(input);
  });
}
