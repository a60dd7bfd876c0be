import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { becauseOf, codeOf } from '../store/disk-fault.ts';
import { exportLog } from '../store/export-log.ts';
import { LOG_NAME } from '../store/progress-log.ts';
import type { Command } from './command.ts';
import { printable } from './printable.ts';
import { progressFolder } from './progress-folder.ts';

/** `vmvscontainer export FILE`: the log for another machine, or for a safe place. `-` is stdout. */
export const exportProgress: Command = async ({ io, ports }, { operand, flags }) => {
  const folder = progressFolder(io);
  if (folder === null) return 1;
  // Opening sets damage aside and says so.
  const { notice } = await ports.progress();
  if (notice !== null) io.complain(`vmvscontainer: ${notice}\n`);
  const fail = (because: string): number => {
    io.complain(`vmvscontainer: nothing was exported: ${because}.\n`);
    return 1;
  };
  const exported = exportLog(folder);
  if (exported.kind === 'failed') return fail(exported.because);
  if (exported.events === 0) return fail('there is no progress yet');
  const file = operand ?? '-';
  if (file === '-') {
    io.write(exported.text);
    return 0;
  }
  const fault = await writeFile(file, exported.text, join(folder, LOG_NAME), flags.has('--force'));
  if (fault !== null) return fail(fault);
  io.write(`Exported ${exported.events} events to ${printable(file)}.\n`);
  return 0;
};

/** Why it could not be written; null: it stands there whole. A file that was there before is replaced whole, or stays. */
async function writeFile(file: string, text: string, log: string, force: boolean): Promise<string | null> {
  if (await isSame(file, log)) return 'that is the log itself; name another file';
  const part = force ? join(dirname(file), `.${basename(file)}.${randomUUID()}`) : file;
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    if (force) await rename(part, file);
    return null;
  } catch (error) {
    if (force) await rm(part, { force: true }).catch(() => null);
    if (codeOf(error) === 'EEXIST') return `${printable(file)} is there already; --force replaces it`;
    if (codeOf(error) === 'ENOENT') return `there is no folder ${printable(dirname(file))}`;
    return becauseOf(error);
  }
}

async function isSame(file: string, log: string): Promise<boolean> {
  try {
    return (await realpath(file)) === (await realpath(log));
  } catch {
    return false;
  }
}
