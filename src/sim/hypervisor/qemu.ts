/**
 * /usr/bin/qemu-system-x86_64: the one process of the host in which a whole machine runs. Invariant: it holds the guest's
 * memory from its start, and the guest ends with it, however it ends. Started by libvirtd only; by hand it says so.
 */
import { type Program, STDERR, STDOUT, type Sys, SysError } from '../kernel/sys.ts';
import { LIBVIRT_SOCKET } from './paths.ts';
import type { QemuHypervisor } from './qemu-hypervisor.ts';

/** The account Debian gives QEMU. */
const LIBVIRT_QEMU = { uid: 64055, gid: 64055, groups: [64055, 108] };

const VERSION =
  'QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright (c) 2003-2022 Fabrice Bellard and the QEMU Project developers\n';

export function* qemuMain(sys: Sys, argv: readonly string[]): Program {
  if (argv.includes('--version') || argv.includes('-version')) {
    yield* sys.write(STDOUT, VERSION);
    return 0;
  }
  const uuid = argv[argv.indexOf('-uuid') + 1] ?? '';
  const ended = begin(sys, uuid);
  if (ended === null) {
    yield* sys.write(
      STDERR,
      'qemu-system-x86_64: starting a machine by hand is real, but this simulator does not model it: use virsh start\n',
    );
    return 1;
  }
  sys.setCredentials(LIBVIRT_QEMU);
  try {
    yield* sys.read(ended, 1);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  return 0;
}

/** What becomes readable when the machine is off; null where libvirtd does not know of it. */
function begin(sys: Sys, uuid: string): number | null {
  try {
    return (sys.connectUnix(LIBVIRT_SOCKET) as QemuHypervisor).begin(uuid, sys);
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}
