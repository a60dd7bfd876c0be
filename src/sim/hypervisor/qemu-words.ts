/** The command line of qemu-system-x86_64 as qemu(1) 7.2 reads it: which words are options, and which of them are modelled. */
import { type Program, STDERR, type Sys } from '../kernel/sys.ts';

/** Options as they are given; of several the last counts. */
export type QemuOptions = ReadonlyMap<string, string>;

export interface WrongWords {
  /** What QEMU says after its name. */
  readonly complaint: string;
}

const WITH_VALUE = 'M machine m display serial kernel initrd append accel cpu smp name';
const ALONE = 'nodefaults no-reboot';
/** Real ones that this simulator does not model. */
const REAL =
  'preconfig D L S acpitable action add-fd async-teardown audio audio-help audiodev bios blockdev boot ' +
  'cdrom chardev chroot compat d daemonize debugcon device dfilter drive dtb dump-vmstate echr enable- ' +
  'kvm enable-sync-profile fda fdb fsdev full-screen fw gdb global hda hdb hdc hdd help h icount incoming iscsi k loadvm ' +
  'mem-path mem-prealloc mon monitor msg mtdblock net netdev nic no-acpi no-fd-bootchk no-hpet no- ' +
  'shutdown no-user-config nographic numa object only-migratable option-rom overcommit parallel pflash ' +
  'pidfile plugin portrait qmp qmp-pretty readconfig rotate rtc runas s sandbox sd seed set singlestep ' +
  'smbios snapshot spice tpmdev trace usb usbdevice uuid vga virtfs vnc watchdog-action win2k-hack xen- ' +
  'attach xen-domid xen-domid-restrict ';

const withValue = new Set(WITH_VALUE.split(' '));
const alone = new Set(ALONE.split(' '));
const real = new Set(REAL.split(' '));

/** Reads the words after the program's name. */
export function qemuOptions(words: readonly string[]): QemuOptions | WrongWords {
  const options = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-'))
      return { complaint: `a disk image as the word ${word} is real, but this simulator does not model it` };
    const name = word.replace(/^--?/, '');
    if (alone.has(name)) options.set(name, '');
    else if (withValue.has(name)) {
      at += 1;
      const value = words[at];
      if (value === undefined) return { complaint: `${word}: requires an argument` };
      options.set(name === 'machine' ? 'M' : name, value);
    } else if (real.has(name)) return { complaint: `${word} is real, but this simulator does not model it` };
    else return { complaint: `${word}: invalid option` };
  }
  return options;
}

const MIB = 1024 ** 2;
const UNITS: Readonly<Record<string, number>> = { '': MIB, K: 1024, M: MIB, G: 1024 ** 3, T: 1024 ** 4 };

/** `-m 128`, `-m 1.5G`, `-m size=256`; 128 MiB where it is left out. null: no number. */
export function memoryBytes(text = '128'): number | null {
  const [, amount = '', unit = ''] = /^(?:size=)?(\d+(?:\.\d+)?)([KMGT]?)(?:,.*)?$/i.exec(text) ?? [];
  const bytes = amount === '' ? null : Number(amount) * (UNITS[unit.toUpperCase()] ?? MIB);
  return bytes === 0 ? 128 * MIB : bytes;
}

/** Ends QEMU with a word on standard error; `as`: under which name it speaks. */
export function* complain(sys: Sys, message: string, as = 'qemu-system-x86_64'): Program {
  yield* sys.write(STDERR, `${as}: ${message}\n`);
  return 1;
}
