import { homedir, hostname, release } from 'node:os';

/** What the learner's own computer is, as far as finding an engine depends on it. */
export interface HostFacts {
  readonly platform: NodeJS.Platform;
  /** The kernel's release, uname(2). */
  readonly release: string;
  readonly hostname: string;
  readonly home: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function hostFacts(): HostFacts {
  return {
    platform: process.platform,
    release: release(),
    hostname: hostname(),
    home: homeOrNull(),
    env: process.env,
  };
}

/** A Linux distribution under WSL 2: its kernel is Microsoft's. */
export function isWsl({ platform, release: kernel }: HostFacts): boolean {
  return platform === 'linux' && /microsoft/i.test(kernel);
}

function homeOrNull(): string | null {
  try {
    return homedir() || null;
  } catch {
    return null;
  }
}
