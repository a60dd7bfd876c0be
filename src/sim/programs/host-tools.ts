/** Programs that a Debian server has and its container images have not (procps, systemd, util-linux, kmod): path, size, main. */
import type { ProgramMain } from '../kernel/sys.ts';
import { gnu } from './lib/program.ts';
import { sysctl } from './system/sysctl.ts';
import { taskset } from './system/taskset.ts';

export interface HostTool {
  readonly program: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly main: ProgramMain;
}

const tool = (path: string, sizeBytes: number, main: ProgramMain): HostTool => ({
  program: `host/${path.split('/').at(-1) ?? path}`,
  path,
  sizeBytes,
  main,
});

export const HOST_TOOLS: readonly HostTool[] = [
  tool(
    '/usr/sbin/sysctl',
    31_368,
    gnu({
      short: 'aAXnNewq',
      long: { all: 'a', values: 'n', names: 'N', ignore: 'e', write: 'w', quiet: 'q' },
      real: 'bpfrox',
      realLong: ['system', 'load', 'pattern', 'deprecated', 'dry-run', 'binary'],
      run: sysctl(true),
    }),
  ),
  tool(
    '/usr/bin/taskset',
    39_312,
    gnu({
      short: 'pc',
      long: { pid: 'p', 'cpu-list': 'c' },
      real: 'a',
      realLong: ['all-tasks'],
      stopAtOperand: true,
      run: taskset(true),
    }),
  ),
];
