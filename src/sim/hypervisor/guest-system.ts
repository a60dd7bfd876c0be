/** What is on a disk that boots: enough to make a kernel of it, or to say who it is. Data that worlds write. */
import type { ProgramMain, Utsname } from '../kernel/sys.ts';
import type { TreeSpec } from '../kernel/tree-spec.ts';

export interface LinuxSystem {
  readonly kind: 'linux';
  readonly title: string;
  readonly hostname: string;
  readonly uname: Pick<Utsname, 'release' | 'version' | 'machine'>;
  /** Firmware and boot loader, before the kernel has its first instruction. */
  readonly firmwareMs: number;
  /** From the kernel's start to that of its init. */
  readonly kernelMs: number;
  readonly tree: TreeSpec;
  readonly diskBytes: number;
  /** Programs that only this system has, made anew for each boot. */
  readonly programs: (power: GuestPower) => (name: string) => ProgramMain | null;
  readonly card: { readonly name: string; readonly address: string; readonly gateway: string } | null;
}

/** A system that is not modelled inside: it starts, says who it is, and shuts down. */
export interface OpaqueSystem {
  readonly kind: 'opaque';
  readonly title: string;
  readonly bootMs: number;
  readonly shutdownMs: number;
  /** What its console shows once it is up. */
  readonly banner: string;
}

export type GuestSystem = LinuxSystem | OpaqueSystem;

/** The guest's side of its power switch, and of its serial port. */
export interface GuestPower {
  /** Ends the machine: ACPI S5, or a reset. Does not return to a running guest. */
  end(how: 'off' | 'reboot'): void;
  /** Writes to the console as the kernel does. */
  log(line: string): void;
  /** The kernel's log so far, a line each, with times. */
  readonly lines: readonly string[];
  /** The console is ready for a login. */
  offerLogin(): void;
}
