import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

export interface DirectoryFacts {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** null: this account has no home. */
  readonly home: string | null;
}

const NAME = 'vmvscontainer-nodejs';

/**
 * Where progress and settings live: VMVSCONTAINER_HOME, else the directory conf would choose by itself
 * (env-paths 3: XDG_CONFIG_HOME, Library/Preferences, APPDATA). Computed here because env-paths asks for the
 * home at import and throws when there is none. null: there is no place to keep anything.
 */
export function progressDirectory({ platform, env, home }: DirectoryFacts): string | null {
  if (env.VMVSCONTAINER_HOME) return env.VMVSCONTAINER_HOME;
  if (platform === 'win32') {
    const roaming = env.APPDATA || (home && win32.join(home, 'AppData', 'Roaming'));
    return roaming ? win32.join(roaming, NAME, 'Config') : null;
  }
  if (platform === 'darwin') return home && posix.join(home, 'Library', 'Preferences', NAME);
  const config = env.XDG_CONFIG_HOME || (home && posix.join(home, '.config'));
  return config ? posix.join(config, NAME) : null;
}

export function directoryFacts(): DirectoryFacts {
  return { platform: process.platform, env: process.env, home: homeOrNull() };
}

function homeOrNull(): string | null {
  try {
    return homedir() || null;
  } catch {
    return null;
  }
}
