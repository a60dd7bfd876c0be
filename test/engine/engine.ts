import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import { type Launch, launchOnThisComputer } from '../../src/live/launch.ts';
import { engineWay } from './way.ts';

/** Runs words where the project's engine is the host. */
export const engineShell = fileURLToPath(new URL('./sh', import.meta.url));

export type Reached =
  | { readonly kind: 'engine'; readonly version: string }
  | { readonly kind: 'none'; readonly because: string };

/** Starts programs on the engine's host, as the learner's own computer would start them. */
export const launchOnEngineHost: Launch = (argv, options) =>
  launchOnThisComputer([engineShell, '--', ...argv], options);

/** A command line on the engine's host; its stdout. Rejects when it fails. */
export async function onEngineHost(commandLine: string): Promise<string> {
  return (await promisify(execFile)(engineShell, [commandLine])).stdout;
}

/** Is test/engine up? With REQUIRE_ENGINE=1, as in CI, a missing engine is an error. */
export async function reachEngine(): Promise<Reached> {
  try {
    const asked =
      engineWay().program === 'podman'
        ? `podman version --format 'podman {{.Client.Version}}'`
        : `docker version --format '{{.Server.Version}}'`;
    return { kind: 'engine', version: (await onEngineHost(asked)).trim() };
  } catch (error) {
    const because = `no engine (${firstLine(error)}; test/engine/up starts one)`;
    if (process.env.REQUIRE_ENGINE === '1') throw new Error(`REQUIRE_ENGINE=1, but there is ${because}`);
    return { kind: 'none', because };
  }
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split('\n')[0] ?? '';
}

/** What the reporter of left-out.ts looks for in the name of a suite. */
export const leftOutMark = 'left out: ';

/** A suite that needs the engine: left out where there is none, with the reason in its name. */
export async function describeOnEngine(name: string, suite: () => void): Promise<void> {
  const reached = await reachEngine();
  if (reached.kind === 'engine') describe(`${name} (engine ${reached.version})`, suite);
  else describe.skip(`${name} (${leftOutMark}${reached.because})`, suite);
}
