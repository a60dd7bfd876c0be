/** What must hold before a domain can start (libvirt src/qemu/qemu_process.c). */
import type { Kernel } from '../kernel/kernel.ts';
import type { Sys, Task } from '../kernel/sys.ts';
import type { Domain } from './domain.ts';
import { invalidArgument, LibvirtError } from './libvirt-error.ts';
import { diskPaths } from './qemu-command.ts';

/** What QEMU itself takes beside the guest's memory. */
export const OVERHEAD_BYTES = 48 * 1024 ** 2;

function requireDisks(sys: Sys, domain: Domain): void {
  for (const path of diskPaths(domain)) {
    if (sys.access(path, 'exists')) continue;
    throw new LibvirtError(`Cannot access storage file '${path}': No such file or directory`);
  }
}

function requireMemory(host: Kernel, domain: Domain): void {
  const wanted = domain.config.currentMemoryKib * 1024 + OVERHEAD_BYTES;
  if (host.rootCgroup.memoryBytes + wanted <= host.memoryBytes) return;
  throw new LibvirtError(
    "internal error: process exited while connecting to monitor: qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory",
  );
}

const START_MS = 380;

/** Throws LibvirtError where it cannot start; else takes the time that a QEMU needs to come up. */
export function* beforeStart(sys: Sys, host: Kernel, domain: Domain): Task<void> {
  requireDisks(sys, domain);
  requireMemory(host, domain);
  yield* sys.sleep(START_MS);
}

export function tooManyVcpus(wanted: number, max: number, live: boolean): LibvirtError {
  const where = live ? 'live domain' : 'persistent domain';
  return invalidArgument(
    `requested vcpus is greater than max allowable vcpus for the ${where}: ${wanted} > ${max}`,
  );
}
