/**
 * Models applets of busybox that in a container mostly meet a refusal: of the kernel (no capability for it), or because the file or
 * device they work on is not there. Invariant: the refusal comes from the call that is refused; where it would go through, the
 * applet says that it is not modelled. Left out: what they do when they may.
 */
import type { Capability } from '../../kernel/capabilities.ts';
import type { ProgramMain, Sys, Task } from '../../kernel/sys.ts';
import { SysError } from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { baseName, busyboxUsage, words } from '../lib/program.ts';

/** Applets that without an operand tell their usage. */
const NEED_OPERANDS = new Set(
  (
    'ar blkdiscard blockdev cpio dpkg-deb fallocate fatattr freeramdisk fsfreeze fstrim ftpget ftpput getty i2cget i2cset ' +
    'insmod losetup microcom mkdosfs mt nbd-client pivot_root rdate resume run-init setkeycodes ssl_client svc switch_root ' +
    'telnet tftp traceroute traceroute6 ubirename unzip vconfig watchdog arping mkswap findfs run-parts'
  ).split(' '),
);

interface Needs {
  /** The file that is opened first; null for the last operand. */
  readonly path: string | null;
  /** `NAME: FILE: reason` instead of `can't open 'FILE'`. */
  readonly bare?: boolean;
}

const FILES: Readonly<Record<string, Needs>> = {
  blkdiscard: { path: null },
  blockdev: { path: null },
  ar: { path: null },
  rpm2cpio: { path: null },
  swapon: { path: '/etc/fstab' },
  swapoff: { path: '/etc/fstab' },
  hwclock: { path: '/dev/misc/rtc' },
  ifup: { path: '/etc/network/interfaces' },
  ifdown: { path: '/etc/network/interfaces' },
  last: { path: '/var/log/wtmp' },
  dumpleases: { path: '/var/lib/misc/udhcpd.leases' },
  devmem: { path: '/dev/mem' },
  dpkg: { path: '/var/lib/dpkg/status' },
  bunzip2: { path: null, bare: true },
  bzcat: { path: null, bare: true },
  uncompress: { path: null, bare: true },
  unlzma: { path: null, bare: true },
  lzcat: { path: null, bare: true },
  unxz: { path: null, bare: true },
  xzcat: { path: null, bare: true },
};

const CONSOLE = new Set(['chvt', 'deallocvt', 'dumpkmap', 'loadfont', 'loadkmap']);

/** Applets that ask the kernel for something it grants only with a capability, and their words when it does not. */
const PRIVILEGED: Readonly<Record<string, { needs: Capability; words: (operand: string) => string }>> = {
  rmmod: { needs: 'SYS_MODULE', words: (operand) => `can't unload module '${operand}': ` },
  pivot_root: { needs: 'SYS_ADMIN', words: () => ': ' },
};

const asErrno = (error: unknown): string => {
  if (error instanceof SysError) return words(error);
  throw error;
};

function* whyNot(sys: Sys, path: string): Task<string | null> {
  try {
    sys.close(yield* sys.open(path, ['read']));
    return null;
  } catch (error) {
    return asErrno(error);
  }
}

/** The refusal that the real applet would meet here and its status, or null where it would go on. */
function* refusal(sys: Sys, name: string, args: readonly string[]): Task<readonly [string, number] | null> {
  const operands = args.filter((word) => !word.startsWith('-'));
  if (args.length === 0 && NEED_OPERANDS.has(name)) return [busyboxUsage(name), 1];
  if (CONSOLE.has(name)) {
    const known = sys.access('/dev/tty0', 'exists') || sys.access('/dev/vc/0', 'exists');
    return known ? null : [`${name}: can't open console\n`, 1];
  }
  const privileged = PRIVILEGED[name];
  if (privileged !== undefined && !sys.getCapabilities().has(privileged.needs))
    return [`${name}: ${privileged.words(operands[0] ?? '')}Operation not permitted\n`, 1];
  const file = FILES[name];
  const path = file?.path ?? operands.at(-1);
  if (file === undefined || path === undefined) return null;
  const reason = yield* whyNot(sys, path);
  if (reason === null) return null;
  return [`${name}: ${file.bare === true ? `${path}: ${reason}` : `can't open '${path}': ${reason}`}\n`, 1];
}

/** Null for an applet that is none of these. */
export const seldom = (name: string): ProgramMain | null =>
  NEED_OPERANDS.has(name) || CONSOLE.has(name) || FILES[name] !== undefined || PRIVILEGED[name] !== undefined
    ? main
    : null;

const main: ProgramMain = function* (sys, argv) {
  const name = baseName(argv[0] ?? '');
  const refused = yield* refusal(sys, name, argv.slice(1));
  if (refused === null) {
    yield* err(sys, `${name}: this applet is real, but this simulator does not model it\n`);
    return 2;
  }
  yield* err(sys, refused[0]);
  return refused[1];
};
