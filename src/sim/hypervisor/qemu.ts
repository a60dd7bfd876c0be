/**
 * /usr/bin/qemu-system-x86_64: the one process of the host in which a whole machine runs. Invariant: it holds the guest's
 * memory from its start, and the guest ends with it, however it ends. Started by libvirtd here; by hand see qemu-by-hand.ts.
 */
import type { Kernel } from '../kernel/kernel.ts';
import { type Program, type ProgramMain, STDOUT, type Sys, SysError } from '../kernel/sys.ts';
import { LIBVIRT_SOCKET } from './paths.ts';
import { qemuByHand } from './qemu-by-hand.ts';
import type { QemuHypervisor } from './qemu-hypervisor.ts';

/** The account Debian gives QEMU. */
const LIBVIRT_QEMU = { uid: 64055, gid: 64055, groups: [64055, 108] };

const VERSION =
  'QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright (c) 2003-2022 Fabrice Bellard and the QEMU Project developers\n';

export const qemuMain = (host: () => Kernel): ProgramMain => {
  const byHand = qemuByHand(host);
  return function* qemu(sys: Sys, argv: readonly string[]): Program {
    if (['--version', '-version'].includes(argv[1] ?? '')) {
      yield* sys.write(STDOUT, VERSION);
      return 0;
    }
    const uuid = argv[argv.indexOf('-uuid') + 1] ?? '';
    const ended = begin(sys, uuid);
    if (ended === null) return yield* byHand(sys, argv);
    sys.setCredentials(LIBVIRT_QEMU);
    try {
      yield* sys.read(ended, 1);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
    return 0;
  };
};

/** What becomes readable when the machine is off; null where libvirtd does not know of it. */
function begin(sys: Sys, uuid: string): number | null {
  try {
    return (sys.connectUnix(LIBVIRT_SOCKET) as QemuHypervisor).begin(uuid, sys);
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}
