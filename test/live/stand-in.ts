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

/** Starts programs with a PATH on which `docker` is this shell script; null: there is none. */
export async function launchWithDocker(script: string | null): Promise<Launch> {
  const folder = await testFolder();
  if (script !== null) {
    await writeFile(join(folder, 'docker'), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, 'docker'), 0o755);
  }
  const PATH = script === null ? folder : `${folder}:/usr/bin:/bin`;
  return ([program, ...words], { stdin }) =>
    spawn(program, words, { stdio: [stdin, 'pipe', 'pipe'], detached: true, env: { PATH } });
}
