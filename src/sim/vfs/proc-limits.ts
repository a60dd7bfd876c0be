/** The text of /proc/PID/limits, proc_pid_limits(5). Invariant: the values are those getrlimit(2) gives the process. */
import type { Process } from '../kernel/process.ts';
import type { RlimitName } from '../kernel/rlimits.ts';

const ROWS: readonly (readonly [RlimitName, title: string, unit: string])[] = [
  ['cpu', 'Max cpu time', 'seconds'],
  ['fsize', 'Max file size', 'bytes'],
  ['data', 'Max data size', 'bytes'],
  ['stack', 'Max stack size', 'bytes'],
  ['core', 'Max core file size', 'bytes'],
  ['rss', 'Max resident set', 'bytes'],
  ['nproc', 'Max processes', 'processes'],
  ['nofile', 'Max open files', 'files'],
  ['memlock', 'Max locked memory', 'bytes'],
  ['as', 'Max address space', 'bytes'],
  ['locks', 'Max file locks', 'locks'],
  ['sigpending', 'Max pending signals', 'signals'],
  ['msgqueue', 'Max msgqueue size', 'bytes'],
  ['nice', 'Max nice priority', ''],
  ['rtprio', 'Max realtime priority', ''],
  ['rttime', 'Max realtime timeout', 'us'],
];

const shown = (value: number): string => (value === Number.POSITIVE_INFINITY ? 'unlimited' : String(value));

const line = (title: string, soft: string, hard: string, unit: string): string =>
  `${title.padEnd(25)} ${soft.padEnd(20)} ${hard.padEnd(20)} ${unit.padEnd(10)}\n`;

export function limitLines(process: Process): string {
  const rows = ROWS.map(([name, title, unit]) => {
    const { soft, hard } = process.rlimits[name];
    return line(title, shown(soft), shown(hard), unit);
  });
  return [line('Limit', 'Soft Limit', 'Hard Limit', 'Units'), ...rows].join('');
}
