/** The host's command files: path -> program name and size, as the programs' own list has them. */
import { DEBIAN_INSTALL } from '../programs/registry.ts';

export const HOST_COMMANDS: Readonly<Record<string, readonly [program: string, sizeBytes: number]>> = {
  ...Object.fromEntries(
    DEBIAN_INSTALL.map(({ path, program, sizeBytes }) => [path, [program, sizeBytes] as const]),
  ),
  '/usr/lib/vmvscontainer/bash': ['session-bash', 1_298_416],
};
