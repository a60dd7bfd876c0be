import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineShell } from '../engine/engine.ts';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';

/** A learner's computer on which Docker runs: its `docker` and `ps` are those of the host of test/engine. */
export function dockerHome(): IsolatedHome {
  const home = isolatedHome();
  for (const program of ['docker', 'ps']) {
    const script = `#!/bin/sh\nPATH=/usr/sbin:/usr/bin:/sbin:/bin exec "${engineShell}" -- ${program} "$@"\n`;
    writeFileSync(join(home.folder, 'bin', program), script, { mode: 0o755 });
  }
  const root = process.env.ENGINE_ROOT;
  return root === undefined ? home : { ...home, env: { ...home.env, ENGINE_ROOT: root } };
}
