/** Programs that a Debian server has and its container images have not (procps, systemd, util-linux, kmod): path, size, main. */
import type { ProgramMain } from '../kernel/sys.ts';
import { gzip } from './gzip/gzip.ts';
import { gnu } from './lib/program.ts';
import { pstree } from './procps/pstree.ts';
import { NOT_MODELLED, notModelled } from './small/not-modelled.ts';
import { nice, renice } from './small/priority-programs.ts';
import { su, sudo } from './small/user-switch.ts';
import { watch } from './small/watch.ts';
import { pager } from './small/who-programs.ts';
import { dmesg } from './system/dmesg.ts';
import { lsmod, modprobe } from './system/modules.ts';
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

const GZIP = {
  short: 'cdfkqtv123456789',
  long: {
    stdout: 'c',
    decompress: 'd',
    uncompress: 'd',
    force: 'f',
    keep: 'k',
    quiet: 'q',
    test: 't',
    verbose: 'v',
    fast: '1',
    best: '9',
  },
  real: 'lLnNrSV',
  realLong: ['list', 'name', 'no-name', 'recursive', 'suffix', 'rsyncable'],
};
const SU = {
  short: 'c:s:lmp',
  long: { command: 'c:', shell: 's:', login: 'l', 'preserve-environment': 'p' },
  real: 'fgGPTw',
  stopAtOperand: false,
};
const WATCH = { short: 'n:tx', stopAtOperand: true };

export const HOST_TOOLS: readonly HostTool[] = [
  ...Object.entries(NOT_MODELLED).map(([path, instead]) => tool(path, 150_000, notModelled(instead))),
  tool('/usr/bin/gzip', 94_552, gnu({ ...GZIP, run: gzip({ gnu: true, unpacks: false, toOutput: false }) })),
  tool('/usr/bin/gunzip', 2_346, gnu({ ...GZIP, run: gzip({ gnu: true, unpacks: true, toOutput: false }) })),
  tool('/usr/bin/zcat', 1_984, gnu({ ...GZIP, run: gzip({ gnu: true, unpacks: true, toOutput: true }) })),
  tool(
    '/usr/bin/nice',
    43_648,
    gnu({
      short: 'n:',
      long: { adjustment: 'n:' },
      stopAtOperand: true,
      dashWords: /^--?\d+$/,
      usageStatus: 125,
      run: nice,
    }),
  ),
  tool(
    '/usr/bin/renice',
    14_720,
    gnu({
      short: 'n:p',
      long: { priority: 'n:', pid: 'p' },
      real: 'gu',
      dashWords: /^-\d+$/,
      run: renice(true),
    }),
  ),
  tool('/usr/bin/su', 84_360, gnu({ ...SU, run: su(true) })),
  tool(
    '/usr/bin/sudo',
    306_456,
    gnu({
      short: 'u:isnEHk',
      long: { user: 'u:', login: 'i', shell: 's', 'non-interactive': 'n' },
      real: 'AbBKlNpPRTUvVegCDhr',
      stopAtOperand: true,
      run: sudo,
    }),
  ),
  tool(
    '/usr/bin/watch',
    27_184,
    gnu({
      ...WATCH,
      long: { interval: 'n:', 'no-title': 't', exec: 'x' },
      real: 'bcdegpqrw',
      realLong: ['differences', 'errexit', 'chgexit', 'color'],
      run: watch(true),
    }),
  ),
  tool('/usr/bin/pstree', 39_688, gnu({ short: 'pacA', real: 'ghHlnNsStTuZUGV', run: pstree })),
  tool('/usr/bin/less', 202_728, gnu({ short: 'RSFNMmIEi', run: pager })),
  tool('/usr/sbin/lsmod', 174_424, gnu({ short: '', run: lsmod(true) })),
  tool(
    '/usr/sbin/modprobe',
    174_424,
    gnu({
      short: 'rvq',
      long: { remove: 'r', verbose: 'v', quiet: 'q' },
      real: 'abcdDfinsSC',
      run: modprobe(true),
    }),
  ),
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
