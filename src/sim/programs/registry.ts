/**
 * Which programs there are, by the name a file's inode carries. World and image builders take the lists; the kernel takes PROGRAMS.
 * Invariant: every name in an install list is in PROGRAMS.
 */
import type { ProgramMain } from '../kernel/sys.ts';
import { bash, dash } from '../shell/mains.ts';
import { busyboxMain } from './busybox/applets.ts';
import { DEBIAN_PROGRAMS } from './debian.ts';

export { BUSYBOX_LIST } from '../shell/applet-names.ts';

/** Program name to main, for the kernel's lookup. */
export const PROGRAMS: ReadonlyMap<string, ProgramMain> = new Map<string, ProgramMain>([
  ['bash', bash],
  ['dash', dash],
  ['busybox', busyboxMain],
  ...DEBIAN_PROGRAMS.map(({ program, main }): [string, ProgramMain] => [program, main]),
]);

export interface Installed {
  /** Absolute path of the file. */
  readonly path: string;
  /** The name in PROGRAMS. */
  readonly program: string;
  readonly sizeBytes: number;
}

/** What a Debian host has, as far as it is modelled. /bin, /sbin and /lib are links to /usr/...; /usr/bin/sh is a link to dash. */
export const DEBIAN_INSTALL: readonly Installed[] = [
  { path: '/usr/bin/bash', program: 'bash', sizeBytes: 1_298_416 },
  { path: '/usr/bin/dash', program: 'dash', sizeBytes: 129_736 },
  { path: '/usr/bin/busybox', program: 'busybox', sizeBytes: 2_063_232 },
  ...DEBIAN_PROGRAMS.map(({ program, path, sizeBytes }) => ({ program, path, sizeBytes })),
];
export const DEBIAN_LINKS: Readonly<Record<string, string>> = {
  '/usr/bin/sh': 'dash',
  '/usr/bin/rbash': 'bash',
};

/** Hard links of one busybox binary in busybox:latest: every applet below /bin, and the size of the binary. */
export const BUSYBOX_SIZE_BYTES = 2_063_232;
