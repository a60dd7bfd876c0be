/** Reads a file as a process would see it, without that process doing anything. */
import type { Process } from './kernel/process.ts';
import { SysError } from './kernel/sys.ts';
import type { BootedMachine } from './simulated-boot.ts';

const LARGEST = 4 * 1024 * 1024;

/** The whole text; null when it cannot be read or would block. */
export function readWhole(
  machine: Pick<BootedMachine, 'kernel'>,
  viewer: Process,
  path: string,
): string | null {
  try {
    const file = machine.kernel.vfs.open(viewer, path, new Set(['read', 'nonblock']), 0);
    const decoder = new TextDecoder();
    let content = '';
    while (content.length < LARGEST) {
      const data = file.read(viewer, 65536);
      if (data === null || data.length === 0) break;
      content += decoder.decode(data, { stream: true });
    }
    file.release();
    return content;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}
