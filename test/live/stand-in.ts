import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Launch } from '../../src/live/launch.ts';

/** A folder of its own for this test, deleted after it. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vmvscontainer-live-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A PATH on which `docker` is this shell script; null: there is none, and nothing but `others` (more programs, by name),
 * whose scripts then have the shell's own commands alone.
 */
export async function pathWithDocker(
  script: string | null,
  others: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await testFolder();
  const scripts = { ...(script === null ? {} : { docker: script }), ...others };
  for (const [name, text] of Object.entries(scripts)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return script === null ? folder : `${folder}:/usr/bin:/bin`;
}

/** Starts programs with such a PATH. */
export async function launchWithDocker(
  script: string | null,
  others: Readonly<Record<string, string>> = {},
): Promise<Launch> {
  const PATH = await pathWithDocker(script, others);
  return ([program, ...words], { stdin, env }) =>
    spawn(program, words, { stdio: [stdin, 'pipe', 'pipe'], detached: true, env: { PATH, ...env } });
}
