/** Programs that a Debian server has and its container images have not (procps, systemd, util-linux, kmod): path, size, main. */
import type { ProgramMain } from '../kernel/sys.ts';
import { gnu } from './lib/program.ts';
import { dmesg } from './system/dmesg.ts';
import { sysctl } from './system/sysctl.ts';
import { taskset } from './system/taskset.ts';
import { journalctl } from './systemd/journalctl.ts';
import { systemctl } from './systemd/systemctl.ts';

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
    '/usr/bin/systemctl',
    1_501_032,
    gnu({
      short: 'at:qs:',
      long: {
        all: 'a',
        type: 't:',
        quiet: 'q',
        signal: 's:',
        state: 'state:',
        'no-pager': 'no-pager',
        'no-legend': 'no-legend',
        now: 'now',
        full: 'l',
      },
      real: 'lnpoHMfr',
      realLong: [
        'lines',
        'property',
        'output',
        'host',
        'machine',
        'force',
        'failed',
        'user',
        'system',
        'plain',
      ],
      run: systemctl,
    }),
  ),
  tool(
    '/usr/bin/journalctl',
    84_376,
    gnu({
      short: 'u:n:fkrbxe',
      long: {
        unit: 'u:',
        lines: 'n:',
        follow: 'f',
        dmesg: 'k',
        reverse: 'r',
        boot: 'b',
        'no-pager': 'no-pager',
      },
      real: 'optSUgqam',
      realLong: [
        'since',
        'until',
        'output',
        'priority',
        'grep',
        'identifier',
        'disk-usage',
        'vacuum-size',
        'list-boots',
      ],
      run: journalctl,
    }),
  ),
  tool(
    '/usr/bin/dmesg',
    76_360,
    gnu({
      short: 'tTH',
      long: { notime: 't', ctime: 'T', human: 'T', reltime: 'T' },
      real: 'cCDdEFfklLnPprSsuWwx',
      realLong: ['follow', 'level', 'clear', 'facility', 'kernel', 'color'],
      run: dmesg(true),
    }),
  ),
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
