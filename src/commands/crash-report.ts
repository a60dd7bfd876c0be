import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, platform, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryFacts, progressDirectory } from '../store/directory.ts';
import { programVersion } from './version.ts';

/**
 * Writes a report of an error of our own, and returns what the learner is told: the error in one sentence,
 * and where the report is. It holds nothing of what was typed or answered. Never throws.
 */
export function reportCrash(error: unknown, at: Date): string {
  const message = error instanceof Error ? error.message : String(error);
  const said = `vmvscontainer stopped because of a fault of its own: ${message.split('\n')[0]}`;
  const path = writeReport(crashReport(error, at), at);
  return path === null
    ? said
    : `${said}\nYour progress is safe. A report to send with an issue is in ${path}`;
}

function crashReport(error: unknown, at: Date): string {
  return [
    `vmvscontainer ${programVersion()}, ${at.toISOString()}`,
    `Node ${process.version}, ${platform()} ${release()} ${arch()}`,
    `TERM=${process.env.TERM ?? ''}, ${process.stdout.columns ?? '?'}x${process.stdout.rows ?? '?'}`,
    '',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
    '',
  ].join('\n');
}

/** Beside the progress, or where that cannot be written, among the temporary files. */
function writeReport(report: string, at: Date): string | null {
  const name = `crash-${at.toISOString().replaceAll(/[:.]/g, '-')}.txt`;
  for (const folder of [progressDirectory(directoryFacts()), tmpdir()]) {
    if (folder === null) continue;
    try {
      mkdirSync(folder, { recursive: true });
      const path = join(folder, name);
      writeFileSync(path, report, { mode: 0o600, flag: 'wx' });
      return path;
    } catch {
      // The next place may do; without any, the sentence stands alone.
    }
  }
  return null;
}
