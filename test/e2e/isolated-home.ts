import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const LAUNCHER = fileURLToPath(new URL('../../bin/vmvscontainer.js', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface IsolatedHome {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

/**
 * A learner's computer with nothing on it: a home of its own, no Docker on the PATH, no CI, no colour wishes.
 * Only what is named here is in the environment, so that the one the tests run in cannot show through.
 */
export function isolatedHome(): IsolatedHome {
  if (!existsSync(BUILT)) throw new Error('These tests run the built program: npm run build first.');
  const folder = mkdtempSync(join(tmpdir(), 'vmvscontainer-e2e-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  for (const tool of ['sh', 'stty', 'kill']) {
    const found = ['/bin', '/usr/bin'].map((place) => join(place, tool)).find((path) => existsSync(path));
    if (found !== undefined) symlinkSync(found, join(bin, tool));
  }
  return {
    folder,
    env: {
      HOME: folder,
      XDG_CONFIG_HOME: join(folder, 'config'),
      VMVSCONTAINER_HOME: join(folder, 'progress'),
      NODE_COMPILE_CACHE: join(tmpdir(), 'vmvscontainer-e2e-compile-cache'),
      PATH: [bin].join(delimiter),
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
